"""`bench engine` lints the library as its command does, within the loop of the bench."""

from pathlib import Path

import pytest

from bench.engine import lint_figures
from ivr.settings import changed, load


@pytest.mark.espeak
async def test_the_library_is_linted_twice(tmp_path: Path) -> None:
    settings = changed(
        load(environment={}), {"line": {"state": tmp_path / "s", "languages": ("en",), "main_language": "en"}}
    )
    figures = await lint_figures(settings)
    assert [figure.name for figure in figures] == ["lint_library_s", "lint_library_again_s"]
    assert all(figure.value for figure in figures)
    assert not (tmp_path / "s").exists()

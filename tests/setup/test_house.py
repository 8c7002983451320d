"""What every file of the house keeps: it is short, and there is no package where one would hide another."""

from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
MOST_LINES = 300
KINDS = {".py", ".sh", ".md", ".yaml", ".toml", ".conf", ".xml", ""}
"""Not texts and word lists of a language, and not lock files: their length is that of what they list."""
GIVEN = {"LICENSE"}
"""Not ours to shorten."""


def files() -> list[Path]:
    """Every file of the checkout outside hidden folders, and CI's."""
    own = [path for path in CHECKOUT.iterdir() if not path.name.startswith(".") or path.name == ".ci"]
    found = [path for top in own for path in (top.rglob("*") if top.is_dir() else [top])]
    return [path for path in found if path.is_file() and path.suffix in KINDS and path.name not in GIVEN]


def test_no_file_is_long() -> None:
    lengths = {str(path.relative_to(CHECKOUT)): len(path.read_bytes().splitlines()) for path in files()}
    assert "amparo" in lengths
    assert {name: lines for name, lines in lengths.items() if lines > MOST_LINES} == {}


@pytest.mark.parametrize("folder", ["tests", "docker", "web"])
def test_no_package_is_where_one_would_hide_another(folder: str) -> None:
    assert list((CHECKOUT / folder).rglob("__init__.py")) == []

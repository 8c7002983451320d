"""Where the numbers of the real calls are looked for, and what an unread file there means."""

from pathlib import Path

import pytest

from ivr.audit.search import IncompleteSearchError
from ivr.settings import Settings, changed
from ivr.settings_sections import CHECKOUT
from tests.support.places import hits_in, of_everybody, of_the_checkout

NUMBER = "+9991234567890"


def test_what_is_ours_and_cannot_be_searched_raises(tmp_path: Path) -> None:
    with pytest.raises(IncompleteSearchError, match="is not there"):
        hits_in([NUMBER], [tmp_path / "missing"], [], 0)


def test_what_is_shared_and_cannot_be_searched_hides_no_hit(tmp_path: Path) -> None:
    (tmp_path / "kept").write_text(NUMBER)
    found = hits_in([NUMBER], [], [tmp_path / "missing", tmp_path], 0)
    assert {hit.path.name for hit in found} == {"kept"}


def test_the_whole_checkout_is_ours_apart_from_git_and_what_checkers_write() -> None:
    names = {path.name for path in of_the_checkout()}
    assert {"ivr", "flows", "prompts", "tests"} <= names
    assert ".git" not in names
    assert all(path.parent == CHECKOUT for path in of_the_checkout())


def test_the_root_of_asterisk_is_searched(tmp_path: Path) -> None:
    settings = changed(Settings(), {"asterisk": {"root": str(tmp_path)}})
    assert tmp_path in of_everybody(settings)

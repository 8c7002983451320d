"""What is checked before a book goes live: with the wording that would be live, whatever is being written."""

from pathlib import Path

from ivr.authoring.checking import report
from ivr.content import flow_texts
from ivr.publishing.ports import Book
from ivr.publishing.records import Wording
from ivr.settings import Settings
from prompts.own import Files, Own
from prompts.own_files import bundle, put
from tests.support.sheets import HEAD, entry
from tests.support.sound_files import speechlike, wav

HELLO = "offer.person"
CHANGED = Files({"en": HEAD + entry(HELLO, "Somebody:", "Somebody:")})
"""The other languages do not say it any more."""


def settings(folder: Path) -> Settings:
    return Settings.model_validate({"line": {"state": folder, "languages": ("en", "fr"), "main_language": "en"}})


def errors(folder: Path, wording: Wording) -> str:
    found = report(settings(folder), Book(flow_texts(), wording), frozenset())
    return "\n".join(finding.trouble.text() for finding in found.errors)


def test_what_would_be_live_counts_and_not_what_is_written_here(tmp_path: Path) -> None:
    put(Own(tmp_path), CHANGED)
    assert errors(tmp_path, Wording()) == ""
    assert HELLO in errors(tmp_path, Wording(1, bundle(CHANGED)))


def test_recordings_of_what_is_only_written_here_keep_nothing_from_going_live(tmp_path: Path) -> None:
    folder = tmp_path / "recordings" / "fr"
    folder.mkdir(parents=True)
    wav(folder / "clinic.mine.wav", speechlike(1))
    assert errors(tmp_path, Wording()) == ""


def test_wording_that_cannot_be_read_is_an_error_with_its_name(tmp_path: Path) -> None:
    assert errors(tmp_path, Wording(3, "torn")).startswith("wording 3: it is not what was kept")
    torn = bundle(Files({"fr": "no PO file"}))
    assert errors(tmp_path, Wording(4, torn)).startswith("wording 4/texts/fr.po")

"""`./amparo prompts units`: the recording script, printed or written."""

from pathlib import Path

import pytest

from ivr.authoring.units import units
from ivr.settings import Settings
from prompts.errors import PromptError
from tests.support.recorded import record


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings.model_validate({"prompts": {"recordings": tmp_path}})


def test_it_is_printed_with_marks_and_minutes(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    record(settings.prompts.recordings / "qaa", "hour.9")
    assert units(settings, "qaa", None, str) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("Spoken units in 'qaa': ")
    assert "recordings, 1 of them are there; " in printed.splitlines()[0]
    assert "\n[x] hour.9 " in printed
    assert "\n[ ] hour.10 " in printed
    assert "[It is closed now. It opens] {day} at {time}" in printed
    assert "record them whole, as count.21 to count.99" in printed


def test_it_is_written_to_a_file(settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert units(settings, "fr", tmp_path / "new" / "fr.txt", str) == 0
    assert "neuf heures = nine in the morning" in (tmp_path / "new" / "fr.txt").read_text(encoding="utf-8")
    assert capsys.readouterr().out == f"The script is in {tmp_path / 'new' / 'fr.txt'}.\n"


@pytest.mark.parametrize("wrong", ["", "French", "../fr", "f1"])
def test_what_is_no_language_is_refused(settings: Settings, wrong: str) -> None:
    with pytest.raises(PromptError, match="is no language; give two or three small letters"):
        units(settings, wrong, None, str)

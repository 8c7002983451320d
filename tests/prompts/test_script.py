"""The recording script of spoken units."""

from pathlib import Path

import pytest

from ivr.authoring.units import units
from ivr.settings import Settings
from prompts.build import build
from prompts.catalogue import TEXTS, UNITS, Catalogue, load
from prompts.errors import PromptError
from prompts.script import Cue, script
from prompts.units import GROUPS
from tests.support.recorded import record
from tests.support.speech_fakes import FakeSynthesiser

LANGUAGES = tuple(sorted(file.stem for file in UNITS.glob("*.po")))


@pytest.fixture(scope="module")
def texts() -> Catalogue:
    return load()


def cues(texts: Catalogue, language: str, *recorded: str) -> dict[str, Cue]:
    chapters = script(texts, language, set(recorded).__contains__)
    return {cue.part.name: cue for chapter in chapters for cue in chapter.cues}


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings.model_validate({"prompts": {"recordings": tmp_path}})


@pytest.mark.parametrize("language", ["qaa", *LANGUAGES])
async def test_whoever_records_the_script_can_say_every_value(texts: Catalogue, language: str, tmp_path: Path) -> None:
    listed = cues(texts, language)
    for name in listed:
        record(tmp_path / "recordings" / language, name)
    shelf = await build(texts, (language,), FakeSynthesiser(), tmp_path / "cache", tmp_path / "recordings")
    closed = {name for group in GROUPS for name in group.names}
    assert not [name for name, _ in shelf.missing((language,)) if name in closed]


def test_a_language_without_texts_is_asked_for_the_english(texts: Catalogue) -> None:
    listed = cues(texts, "qaa", "hour.9")
    assert listed["hour.9"].sentence == "nine in the morning"
    assert [name for name, cue in listed.items() if cue.recorded] == ["hour.9"]
    assert not [
        name for name in listed if name.startswith(("past.", "count.2")) and name not in {"count.2", "count.20"}
    ]


def test_a_piece_is_shown_in_its_sentence(texts: Catalogue) -> None:
    listed = cues(texts, "ko")
    assert listed["hours.opens.2"].sentence == "지금은 닫혀 있어요. {day} {time} [에 열어요.]"
    assert listed["hours.opens.2"].english == "It is closed now. It opens {day} at {time}."


def test_a_number_recorded_whole_needs_no_parts(texts: Catalogue) -> None:
    whole = {f"count.{number}" for number in range(41, 50)}
    listed = cues(texts, "qaa", *whole)
    assert whole <= set(listed)
    assert "tens.40" not in listed
    assert "tens.50" in listed


def test_the_same_piece_of_an_hour_is_asked_for_once(texts: Catalogue) -> None:
    listed = cues(texts, "en")
    assert {"past.9.1", "past.9.2"} & set(listed) == {"past.9.1"}
    assert "past.21.1" not in listed


def test_longer_words_take_longer(texts: Catalogue) -> None:
    listed = cues(texts, "qaa")
    assert listed["digit.1"].seconds == 1.0
    assert listed["hours.opens.1"].seconds > listed["hour.9"].seconds > listed["minute.30"].seconds
    assert all(cue.seconds * 1000 <= (cue.note.max_ms or 0) for cue in listed.values())


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


def test_texts_do_not_hold_units_too() -> None:
    assert not set(load(TEXTS).names) & set(load(UNITS).names)

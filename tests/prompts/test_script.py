"""The recording script of spoken units."""

from pathlib import Path

import pytest

from prompts.build import build
from prompts.catalogue import TEXTS, UNITS, Catalogue, load
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


def test_texts_do_not_hold_units_too() -> None:
    assert not set(load(TEXTS).names) & set(load(UNITS).names)

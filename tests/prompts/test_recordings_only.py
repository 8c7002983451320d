"""A language without texts, synthesiser and recogniser: everything from recordings, or not at all."""

import shutil
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from prompts.build import build
from prompts.catalogue import TEXTS, UNITS, Catalogue, load
from prompts.cleaning import wav_file
from prompts.errors import PromptError
from prompts.intake import keep
from prompts.loudness import Wave
from prompts.manifest import Entry, Review
from prompts.parts import Part, parts
from prompts.shelf import SEAM_MS, Shelf, silence
from prompts.units import NAMES, PARTS
from prompts.values import JOIN_MS
from tests.support.recorded import record
from tests.support.speech_fakes import FakeSynthesiser

HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
NOTE = "#. where: anywhere\n#. tone: calm\n"
OPENS = (("day", "monday"), ("time", "09:30"))


def needed(texts: Catalogue) -> list[Part]:
    """What a language needs that has nothing of its own and puts numbers together."""
    wanted = texts.wanted(lambda _: False)
    return [part for part in parts(texts, "qaa") if part.prompt in wanted]


@pytest.fixture(scope="module")
def texts() -> Catalogue:
    return load()


@pytest.fixture(scope="module")
def all_recorded(texts: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("recordings")
    for part in needed(texts):
        record(folder / "qaa", part.name)
    return folder


@pytest.fixture
def recordings(all_recorded: Path, tmp_path: Path) -> Path:
    """A copy that a test may change."""
    return Path(shutil.copytree(all_recorded, tmp_path / "recordings"))


async def built(recordings: Path, cache: Path, texts: Catalogue) -> Shelf:
    return await build(texts, ("qaa",), FakeSynthesiser("en"), cache, recordings)


async def test_everything_can_be_said(recordings: Path, tmp_path: Path, texts: Catalogue) -> None:
    shelf = await built(recordings, tmp_path / "cache", texts)
    assert shelf.missing(("qaa",)) == ()
    assert {name for name, _ in shelf.ready} >= {name for name in texts.names if name not in PARTS}


async def test_a_sentence_is_made_of_its_pieces_and_units(recordings: Path, tmp_path: Path, texts: Catalogue) -> None:
    shelf = await built(recordings, tmp_path / "cache", texts)
    monday, nine, thirty = (shelf.sound(name, "qaa") for name in ("day.monday", "hour.9", "minute.30"))
    said = shelf.sound("hours.opens", "qaa", OPENS)
    assert said.endswith(nine + silence(JOIN_MS) + thirty)
    assert silence(SEAM_MS) + monday + silence(SEAM_MS) in said
    assert len(shelf.sound("hours.opens", "qaa", OPENS, slow=True)) > len(said)


async def test_a_number_is_put_together_or_said_whole(recordings: Path, tmp_path: Path, texts: Catalogue) -> None:
    shelf = await built(recordings, tmp_path / "cache", texts)
    twenty, one = shelf.sound("tens.20", "qaa"), shelf.sound("count.1", "qaa")
    assert shelf.sound("count.people", "qaa", (("count", "21"),)).endswith(twenty + silence(JOIN_MS) + one)
    record(recordings / "qaa", "count.21")
    shelf = await built(recordings, tmp_path / "cache", texts)
    assert shelf.sound("count.people", "qaa", (("count", "21"),)).endswith(shelf.sound("count.21", "qaa"))


async def test_the_transcript_has_the_english_in_brackets(recordings: Path, tmp_path: Path, texts: Catalogue) -> None:
    shelf = await built(recordings, tmp_path / "cache", texts)
    assert shelf.text("goodbye", "qaa") == f"[{texts.prompt('goodbye', 'en').text}]"
    said = "[It is closed now. It opens on Monday at nine thirty in the morning.]"
    assert shelf.text("hours.opens", "qaa", OPENS) == said


@pytest.mark.parametrize(
    ("gone", "silent"),
    [
        ("goodbye", {"goodbye"}),
        ("minute.30", {"hours.opens", "hours.opens_date", "hours.from_to", "hours.until", "minute.30"}),
        ("day.monday", {"hours.opens", "day.monday"}),
        ("hours.opens.2", {"hours.opens"}),
        ("monthday.31", {"hours.opens_date", "monthday.31"}),
        ("tens.40", {"count.people", "tens.40"}),
        ("band.long", {"wait.band", "band.long"}),
    ],
)
async def test_never_half_a_sentence(
    recordings: Path, tmp_path: Path, texts: Catalogue, gone: str, silent: set[str]
) -> None:
    (recordings / "qaa" / f"{gone}.wav").unlink()
    shelf = await built(recordings, tmp_path / "cache", texts)
    missing = {name for name, _ in shelf.missing(("qaa",))}
    assert missing & {*NAMES, "goodbye"} == silent
    for name in silent:
        with pytest.raises(KeyError):
            shelf.sound(name, "qaa", OPENS)


async def test_a_template_of_its_own_gives_the_order(recordings: Path, tmp_path: Path) -> None:
    own = tmp_path / "units"
    shutil.copytree(UNITS, own)
    entry = 'msgctxt "hours.opens"\nmsgid "It is closed now. It opens {day} at {time}."\nmsgstr "{time} a {day} b"\n'
    (own / "qaa.po").write_text(f"{HEAD}{NOTE}{entry}", encoding="utf-8")
    shelf = await built(recordings, tmp_path / "cache", load(TEXTS, own))
    hour = shelf.sound("hour.9", "qaa") + silence(JOIN_MS) + shelf.sound("minute.30", "qaa")
    assert shelf.sound("hours.opens", "qaa", OPENS).startswith(hour)
    assert shelf.text("hours.opens", "qaa", OPENS) == "[nine in the morning] [thirty] a [on Monday] b"


async def test_nothing_of_it_is_rendered_and_nothing_is_made_twice(
    recordings: Path, tmp_path: Path, texts: Catalogue
) -> None:
    voice, cache = FakeSynthesiser("en", "qaa"), tmp_path / "cache"
    await build(texts, ("qaa",), voice, cache, recordings)
    first = {file.name: file.stat().st_mtime_ns for file in cache.iterdir()}
    await build(texts, ("qaa",), voice, cache, recordings)
    assert voice.said == []
    assert {file.name: file.stat().st_mtime_ns for file in cache.iterdir()} == first


async def test_a_language_with_nothing_is_refused(tmp_path: Path, texts: Catalogue) -> None:
    wanted = len(texts.wanted(lambda _: False))
    with pytest.raises(PromptError, match=f"'qaa' has neither texts nor recordings, all {wanted} prompts are missing"):
        await built(tmp_path / "nothing", tmp_path / "cache", texts)


async def test_recordings_of_a_language_not_offered_yet_wait(
    recordings: Path, tmp_path: Path, texts: Catalogue
) -> None:
    record(recordings / "qab", "goodbye")
    assert ("goodbye", "qab") not in (await built(recordings, tmp_path / "cache", texts)).ready
    record(recordings / "qab", "goodby")
    with pytest.raises(PromptError, match=r"^qab/goodby\.wav: no prompt 'goodby'"):
        await built(recordings, tmp_path / "cache", texts)


async def test_a_piece_recorded_once_serves_every_hour_that_has_it(tmp_path: Path, texts: Catalogue) -> None:
    voice = FakeSynthesiser("en")
    rendered = await build(texts, ("en",), voice, tmp_path / "cache", tmp_path / "none")
    record(tmp_path / "recordings" / "en", "past.9.1")
    shelf = await build(texts, ("en",), voice, tmp_path / "cache", tmp_path / "recordings")
    until = [(("time", time),) for time in ("09:30", "21:30", "10:30")]
    before, after = ([one.sound("hours.until", "en", values) for values in until] for one in (rendered, shelf))
    assert [old == new for old, new in zip(before, after, strict=True)] == [False, False, True]


async def test_in_production_only_what_somebody_listened_to_is_played(tmp_path: Path) -> None:
    """Whoever is invited to record by phone could say anything: it waits for a named person (DESIGN section 2)."""
    texts, voice, folder = load(), FakeSynthesiser("en"), tmp_path / "recordings"
    part = next(part for part in parts(texts, "en") if part.name == "greeting")
    tone: Wave = np.asarray(np.sin(np.arange(12_000) / 4) / 2, dtype=np.float32)
    shelves = {}
    for review in ("nobody", "none", Review(name="an invented reviewer", date=date(2026, 1, 31))):
        if review != "nobody":
            entry = Entry(voice="voice A", date=date(2026, 1, 30), text=part.version, review=review)
            keep(folder, "en", [("greeting", entry, wav_file(tone))])
        shelf = await build(texts, ("en",), voice, tmp_path / "cache", folder, reviewed_only=True)
        shelves[str(review)] = shelf.sound("greeting", "en")
    rendered, unreviewed, reviewed = shelves.values()
    assert unreviewed == rendered
    assert reviewed not in {rendered, b""}

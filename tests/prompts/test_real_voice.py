"""Every prompt in every language, said by the real synthesiser: seconds, loudness, frames."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import numpy as np
import pytest
import pytest_asyncio

from prompts.build import build
from prompts.catalogue import TEXTS, Catalogue, load
from prompts.loudness import active_db
from prompts.shelf import Shelf
from prompts.template import variables
from prompts.values import Values
from speech.convert import mulaw_samples
from speech.ports import FRAME_BYTES
from speech.pyttsx3_synthesiser import Pyttsx3Synthesiser

pytestmark = [
    pytest.mark.espeak,
    pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="espeak-ng is not installed"),
    pytest.mark.asyncio(loop_scope="module"),
]
WORDS_A_MINUTE = 140
"""Rule V9: 120 to 140; slower than the setting's default, so what fits here fits there."""
BOUNDS_MS = {"greeting": 3000, "promise": 8000, "language.offer": 2500, "person.unknown_language": 3000}
BOUNDS_MS |= {f"menu.{item}": 3000 for item in ("intro", "health", "law", "shelter", "work")}
BOUNDS_MS |= {"danger.text": 15_000, "danger.short": 4000, "discreet.goodbye": 1000}
"""Rules V1, V2, V8, V13 and DESIGN section 4; a note may ask for less, never for more."""
LONGEST_MS = 15_000
"""Rule V8: of one piece of information, and of anything else."""
LONG = {"time": "23:55", "from": "11:25", "to": "23:45", "day": "wednesday", "date": "12-27", "band": "long"}
LONG |= {"count": "77", "direction": "at_the_station", "digits": "123456789", "minute": "55", "month": "11"}
LONG |= {"monthday": "27", "tens": "60", "ones": "7"}
"""A value of each kind that takes about as long as any."""


def filling(texts: Catalogue, name: str, language: str) -> Values:
    """Long values for all variables of a prompt."""
    return tuple((kind, LONG[kind]) for kind in sorted(variables(texts.pattern(name, language))))


@pytest.fixture(scope="module")
def texts() -> Catalogue:
    return load()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def shelf(texts: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Shelf]:
    folder = tmp_path_factory.mktemp("sounds")
    synthesiser = Pyttsx3Synthesiser(WORDS_A_MINUTE)
    await synthesiser.start()
    try:
        yield await build(texts, texts.languages, synthesiser, folder, Path("no recordings"))
    finally:
        await synthesiser.close()


async def test_everything_can_be_said(texts: Catalogue, shelf: Shelf) -> None:
    assert shelf.missing(load(TEXTS).languages) == ()
    assert texts.languages == ("ar", "en", "es", "fr", "ko", "pt")


async def test_notes_keep_the_rules(texts: Catalogue) -> None:
    for name, most in BOUNDS_MS.items():
        allowed = texts.prompt(name, "en").note.max_ms
        assert allowed is not None, name
        assert allowed <= most, name
    notes = [(p.name, p.note.max_ms) for p in texts.spoken("en") if p.note.max_ms]
    assert [name for name, allowed in notes if allowed > LONGEST_MS] == []


async def test_nothing_is_longer_than_its_note_says(texts: Catalogue, shelf: Shelf) -> None:
    long = []
    for prompt in (prompt for tag in texts.languages for prompt in texts.spoken(tag) if prompt.note.max_ms):
        took = shelf.milliseconds(prompt.name, prompt.language, filling(texts, prompt.name, prompt.language))
        if took > (prompt.note.max_ms or 0):
            long.append(f"{prompt.name} in {prompt.language}: {took} ms of {prompt.note.max_ms}")
    assert long == []


async def test_every_language_is_equally_loud_in_whole_frames(texts: Catalogue, shelf: Shelf) -> None:
    """Rule V32: within 2 dB, at both speeds."""
    levels = {}
    for name, language in sorted(shelf.ready):
        for slow in (False, True):
            mulaw = shelf.sound(name, language, filling(texts, name, language), slow)
            assert len(mulaw) % FRAME_BYTES == 0
            level = active_db(mulaw_samples(mulaw).astype(np.float32) / np.float32(32768))
            levels[level] = (name, language, slow)
    assert max(levels) - min(levels) <= 2.0, (levels[min(levels)], levels[max(levels)])


@pytest.mark.parametrize(("name", "language"), [("promise", "ko"), ("monthday.22", "pt"), ("hour.11", "ar")])
async def test_slow_takes_a_quarter_more(shelf: Shelf, name: str, language: str) -> None:
    normal = shelf.milliseconds(name, language)
    assert shelf.milliseconds(name, language, slow=True) == pytest.approx(normal / 0.8, abs=40)


async def test_no_prompt_begins_or_ends_with_a_long_silence(texts: Catalogue, shelf: Shelf) -> None:
    for name, language in sorted(shelf.ready):
        said = shelf.sound(name, language, filling(texts, name, language))
        sound = np.abs(mulaw_samples(said).astype(np.int32))
        loud = np.flatnonzero(sound > 200)
        assert loud[0] < 8 * 150, (name, language)
        assert len(sound) - loud[-1] < 8 * 200, (name, language)

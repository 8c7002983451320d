"""How long prompts take, without making them."""

import statistics
from pathlib import Path

import pytest

from flows.lint.phonetics import letters
from prompts import lengths
from prompts.build import Job, jobs_of
from prompts.cache import Cache, key
from prompts.catalogue import Catalogue, load
from prompts.recordings import Recording
from prompts.render import Rendered, finish_rendered
from speech.phonemes import phonemes
from speech.pyttsx3_synthesiser import Pyttsx3Synthesiser
from tests.support.korean import why_no_espeak
from tests.support.sound_files import speechlike, wav


@pytest.fixture(scope="module")
def texts() -> Catalogue:
    return load()


def sounds(texts: Catalogue, language: str, ms: int = 1_000) -> dict[tuple[str, str, str], int]:
    jobs = jobs_of(texts, (language,), Path("none"), reviewed_only=False)
    return {(job.prompt, job.language, job.text): ms for job in jobs}


def test_a_prompt_is_as_long_as_its_longest_values(texts: Catalogue) -> None:
    said = sounds(texts, "en")
    slow = {place: 5_000 if place[0] in {"day.wednesday", "hour.11"} else ms for place, ms in said.items()}
    longest = lengths.longest(texts, slow)
    assert longest["greeting", "en"] == 1_000
    assert longest["hours.opens", "en"] >= longest["greeting", "en"] + 2 * 5_000
    assert longest["hours.opens", "en"] <= lengths.longest(texts, said)["hours.opens", "en"] + 2 * 4_000


def test_what_cannot_be_said_has_no_length(texts: Catalogue) -> None:
    said = {place: ms for place, ms in sounds(texts, "en").items() if place[0] not in {"greeting", "day.monday"}}
    longest = lengths.longest(texts, said)
    assert ("greeting", "en") not in longest
    assert ("hours.opens", "en") not in longest
    assert ("promise", "en") in longest


def test_a_prompt_that_lacks_a_unit_names_it(texts: Catalogue) -> None:
    said = {place: ms for place, ms in sounds(texts, "en").items() if place[0] not in {"greeting", "day.monday"}}
    wanting = lengths.wanting(texts, said, ("en",))
    assert wanting["hours.opens", "en"] == ("day.monday",)
    assert ("greeting", "en") not in wanting
    assert ("hours.closed", "en") not in wanting


def test_a_rendered_sound_and_a_recording_are_measured(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "sounds")
    cache.put(key("Hello.", "en", "engine"), Rendered(bytes(8 * 640), b"\xff" * 160))
    assert lengths.made(Job("hello", "en", "Hello.", None), cache, "engine") == 640
    assert lengths.made(Job("hello", "en", "Hello.", None), cache, "another engine") is None
    file = tmp_path / "en" / "hello.wav"
    file.parent.mkdir()
    wav(file, speechlike(2.0, rate=8000))
    recorded = Job("hello", "en", "Hello.", Recording("hello", "en", file))
    assert lengths.made(recorded, cache, "engine") == pytest.approx(2_000, abs=50)


@pytest.mark.espeak
@pytest.mark.skipif(why_no_espeak() is not None, reason=why_no_espeak() or "")
@pytest.mark.parametrize("language", ["ar", "en", "es", "fr", "ko", "pt"])
async def test_estimates_are_near_what_is_rendered(texts: Catalogue, language: str, tmp_path: Path) -> None:
    """Ten sentences over 2.5 s in each language: none is wrong by more than a fifth, together by less than 5 %."""
    jobs = [job for job in jobs_of(texts, (language,), tmp_path / "none", reviewed_only=False) if len(job.text) > 40]
    chosen = jobs[:: max(1, len(jobs) // 10)][:10]
    said = phonemes((job.text for job in chosen), language, tmp_path)
    synthesiser = Pyttsx3Synthesiser(words_per_minute=150)
    await synthesiser.start()
    errors = []
    try:
        for job in chosen:
            real = len(finish_rendered(await synthesiser.say(job.text, language)).normal) / 8
            guess = lengths.estimated(job.text, len(letters(said[job.text])), language, 150)
            errors.append(guess / real - 1)
    finally:
        await synthesiser.close()
    assert max(map(abs, errors)) < 0.2
    assert abs(statistics.mean(errors)) < 0.06


def test_a_faster_voice_takes_less() -> None:
    slow, fast = (lengths.estimated("A sentence. Another.", 14, "en", speed) for speed in (120, 180))
    assert slow == pytest.approx(1.5 * fast, rel=0.01)

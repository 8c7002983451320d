"""How long prompts take without making them: from sounds that were made, else estimated from their phonemes."""

from collections.abc import Iterable, Mapping
from functools import partial

from prompts import recordings, units, values
from prompts.build import Job
from prompts.cache import Cache, key
from prompts.catalogue import Catalogue
from prompts.render import Rendered
from prompts.shelf import BYTES_PER_MS, Shelf
from prompts.template import variables
from speech.ports import FRAME_MS

Key = tuple[str, str]
"""Prompt and language."""
Sounds = Mapping[tuple[str, str, str], int]
"""(prompt, language, wording): milliseconds."""

PACES = {
    "ar": (254, 83, 475),
    "en": (208, 77, 421),
    "es": (171, 72, 400),
    "fr": (185, 79, 333),
    "ko": (268, 82, 388),
    "pt": (155, 76, 377),
}
"""Milliseconds of espeak-ng at the usual speed: around a wording, a phoneme, a pause at punctuation inside it.

Fitted to all shipped texts, rendered: of those over 2.5 s, 96 of 100 are estimated within 10 % (Arabic 15 %)."""
SLOW = (270, 83, 475)
"""Of a language that was not measured."""
USUAL_WPM = 150


def estimated(wording: str, phonemes: int, language: str, words_per_minute: int) -> int:
    """Milliseconds espeak-ng would take."""
    pauses = sum(wording.count(sign + " ") for sign in ".!?,;:؟،؛。")
    around, phoneme, pause = PACES.get(language, SLOW)
    return round((around + phoneme * phonemes + pause * pauses) * USUAL_WPM / words_per_minute)


def made(job: Job, cache: Cache, engine: str) -> int | None:
    """Of a sound that is there: in the cache, or a recording as it is before it is trimmed. Raises PromptError."""
    if job.recording is None:
        rendered = cache.get(key(job.text, job.language, engine))
        return len(rendered.normal) // BYTES_PER_MS if rendered else None
    sound = recordings.read(job.recording)
    rendered = cache.get(key("recording", str(sound.rate), sound.pcm))
    return len(rendered.normal) // BYTES_PER_MS if rendered else len(sound.pcm) * 500 // sound.rate


def longest(texts: Catalogue, sounds: Sounds) -> Mapping[Key, int]:
    """Of every prompt that can be said with any value: milliseconds with the longest values."""
    shelf = _shelf(texts, sounds)
    slowest: dict[Key, str] = {}
    return {
        (name, language): shelf.milliseconds(name, language, _values(shelf, texts, name, language, slowest))
        for name, language in shelf.ready
        if name not in units.JOINS
    }


def wanting(texts: Catalogue, sounds: Sounds, languages: Iterable[str]) -> Mapping[Key, tuple[str, ...]]:
    """Prompts of which some sounds are there and others are not: pieces of wording, or units of their values."""
    shelf, names = _shelf(texts, sounds), texts.names
    every = {(name, language): shelf.lacking(name, language) for language in languages for name in names}
    return {key: lacking for key, lacking in every.items() if lacking not in {(), (key[0],)}}


def _shelf(texts: Catalogue, sounds: Sounds) -> Shelf:
    """A shelf of silences: it knows how prompts are put together."""
    silences = {
        place: Rendered(bytes(-(-ms // FRAME_MS) * FRAME_MS * BYTES_PER_MS), b"") for place, ms in sounds.items()
    }
    return Shelf(texts, silences)


def _values(shelf: Shelf, texts: Catalogue, name: str, language: str, slowest: dict[Key, str]) -> values.Values:
    """Those that take longest; sounds only add up, so a kind's longest value is the same in every prompt."""
    kinds = sorted(variables(texts.pattern(name, language)))
    for kind in kinds:
        if (kind, language) not in slowest:
            given = {other: values.KINDS[other].every[0] for other in kinds}
            last = partial(_milliseconds, shelf, name, language, given, kind)
            slowest[kind, language] = max(values.KINDS[kind].every, key=last)
    return tuple((kind, slowest[kind, language]) for kind in kinds)


def _milliseconds(shelf: Shelf, name: str, language: str, given: Mapping[str, str], kind: str, value: str) -> int:  # noqa: PLR0913, PLR0917 - bound all but the last
    return shelf.milliseconds(name, language, tuple({**given, kind: value}.items()))

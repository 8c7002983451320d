"""Everything the line will say, made ready before the first call."""

import asyncio
from collections.abc import Callable, Container
from dataclasses import dataclass
from pathlib import Path

from flows.messages import told
from prompts import gaps, manifest, units
from prompts import recordings as recorded
from prompts.cache import Cache, key
from prompts.catalogue import Catalogue
from prompts.errors import PromptError
from prompts.manifest import Entry
from prompts.parts import Part, parts
from prompts.reading import TAG
from prompts.recordings import Passed, Recording
from prompts.render import Rendered, finish, finish_rendered
from prompts.shelf import Shelf
from speech.ports import Sound, Synthesiser, SynthesisFailed

Progress = Callable[[int, int], None]
"""Told how many sounds are done, of how many."""
ATTEMPTS = 8
"""pyttsx3 2.99 gives no sound for a short text once in four times (measured, see README); the next try succeeds."""

Place = tuple[str, str, int]
"""Prompt, language, and which piece of its wording; 0 for the whole."""


@dataclass(frozen=True, slots=True)
class Job:
    """One sound to make: a recording, or wording for the synthesiser."""

    prompt: str
    language: str
    text: str
    recording: Recording | None


async def build(  # noqa: PLR0913, PLR0917 - everything rendered speech depends on, said once at start
    catalogue: Catalogue,
    languages: tuple[str, ...],
    synthesiser: Synthesiser,
    cache: Path,
    recordings: Path,
    progress: Progress = lambda _done, _all: None,
    wanted: Container[tuple[str, str]] | None = None,
    reviewed_only: bool = False,
    passed: Passed | None = None,
) -> Shelf:
    """Take recordings, the cache, then the synthesiser; remove what the cache holds for nobody.

    Where only some (prompt, language) pairs are wanted, no others are made, and the cache keeps what it has. With
    `reviewed_only` a recording counts only if a named person has listened to it (DESIGN section 2). Recordings
    that nothing needs are mistakes, unless they are `passed` over.
    What nobody can say is in `Shelf.missing`. Raises PromptError for a bad recording, and for a language with neither
    texts nor recordings; SynthesisFailed.
    """
    every = jobs_of(catalogue, languages, recordings, reviewed_only=reviewed_only, passed=passed)
    for language in languages:
        if not any(job.language == language for job in every):
            unheard = reviewed_only and any(file.parent.name == language for file in recorded.files(recordings))
            raise _unheard(language) if unheard else _unspoken(catalogue, language)
    jobs = [job for job in every if wanted is None or (job.prompt, job.language) in wanted]
    kept = Cache(cache)
    sounds: dict[tuple[str, str, str], Rendered] = {}
    for done, job in enumerate(jobs):
        progress(done, len(jobs))
        rendered = await _make(job, synthesiser, kept)
        if rendered is not None:
            sounds[job.prompt, job.language, job.text] = rendered
    if wanted is None:
        await asyncio.to_thread(kept.tidy)
    progress(len(jobs), len(jobs))
    return Shelf(catalogue, sounds)


def jobs_of(
    catalogue: Catalogue,
    languages: tuple[str, ...],
    folder: Path,
    *,
    reviewed_only: bool,
    passed: Passed | None = None,
) -> list[Job]:
    """Every sound that can be made; none for a language with neither texts nor recordings. Raises PromptError."""
    found = _recordings(catalogue, languages, folder, passed)
    if reviewed_only:
        found = _reviewed(found, folder)
    every = (_job(catalogue, part, found) for language in languages for part in parts(catalogue, language))
    return [job for job in every if job is not None]


def _job(catalogue: Catalogue, part: Part, found: dict[Place, Recording]) -> Job | None:
    """None where it is neither written in the language nor recorded."""
    recording = found.get((part.prompt, part.language, part.piece))
    if recording is None and not catalogue.has(part.prompt, part.language):
        return None
    return Job(part.prompt, part.language, part.wording, recording)


def _recordings(
    catalogue: Catalogue, languages: tuple[str, ...], folder: Path, passed: Passed | None
) -> dict[Place, Recording]:
    """By place; also of languages that the line does not offer yet, whose names are checked all the same."""
    coming = (file.parent.name for file in recorded.files(folder))
    tags = {*catalogue.languages, *languages, *filter(TAG.fullmatch, coming)}
    listed = [part for tag in tags for part in parts(catalogue, tag)]
    wholes = {(part.prompt, part.language) for part in listed if not part.piece}
    pieces = {(part.prompt, part.language, part.piece) for part in listed if part.piece}
    found = {(r.prompt, r.language, r.piece): r for r in recorded.find(folder, wholes, pieces, passed)}
    return _shared(listed, found) | found


def _reviewed(found: dict[Place, Recording], folder: Path) -> dict[Place, Recording]:
    listened = manifest.load_all(folder) if folder.is_dir() else {}
    entries = {(tag, name): entry for tag, all_ in listened.items() for name, entry in all_.entries.items()}
    names = {place: (one.file.parent.name, one.file.stem) for place, one in found.items()}
    return {place: one for place, one in found.items() if _heard(entries.get(names[place]))}


def _heard(entry: Entry | None) -> bool:
    return entry is not None and entry.review != "none"


def _shared(listed: list[Part], found: dict[Place, Recording]) -> dict[Place, Recording]:
    """`Nine` of nine thirty in the morning is also that of nine thirty at night: one recording serves both."""
    joins = [part for part in listed if part.prompt in units.JOINS]
    said = {(p.language, p.wording): found[place] for p in joins if (place := _place(p)) in found}
    return {_place(part): said[part.language, part.wording] for part in joins if (part.language, part.wording) in said}


def _place(part: Part) -> Place:
    return (part.prompt, part.language, part.piece)


def _unspoken(catalogue: Catalogue, language: str) -> PromptError:
    template = (
        "'{language}' has neither texts nor recordings, all {count} prompts are missing: "
        "write {language}.po in prompts/texts and prompts/units, or record them (./amparo prompts units {language})."
    )
    count = len(catalogue.wanted(lambda _: False))
    return PromptError(told(template, language=language, count=count), "line.languages")


def _unheard(language: str) -> PromptError:
    template = (
        "'{language}' has no texts, and nobody has listened to its recordings: {why} "
        "Or take {language} out of line.languages."
    )
    return PromptError(told(template, language=language, why=gaps.UNHEARD), "line.languages")


async def _make(job: Job, synthesiser: Synthesiser, cache: Cache) -> Rendered | None:
    if job.recording is not None:
        return await asyncio.to_thread(_from_recording, job.recording, cache)
    if not synthesiser.speaks(job.language):
        return None
    name = key(job.text, job.language, synthesiser.name)
    rendered = await asyncio.to_thread(cache.get, name)
    if rendered is None:
        sound = await _say(job, synthesiser)
        rendered = await asyncio.to_thread(finish_rendered, sound)
        await asyncio.to_thread(cache.put, name, rendered)
    return rendered


async def _say(job: Job, synthesiser: Synthesiser) -> Sound:
    for attempt in range(1, ATTEMPTS + 1):
        try:
            return await synthesiser.say(job.text, job.language)
        except SynthesisFailed as error:
            if attempt == ATTEMPTS:
                raise SynthesisFailed(f"{job.language}.po, {job.prompt}: {error}") from error
    raise AssertionError("the last attempt returns or raises")


def _from_recording(recording: Recording, cache: Cache) -> Rendered:
    sound = recorded.read(recording)
    name = key("recording", str(sound.rate), sound.pcm)
    rendered = cache.get(name)
    if rendered is None:
        rendered = finish(sound)
        cache.put(name, rendered)
    return rendered

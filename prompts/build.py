"""Everything the line will say, made ready before the first call."""

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from prompts import recordings as recorded
from prompts.cache import Cache, key
from prompts.catalogue import Catalogue, Prompt
from prompts.recordings import Recording
from prompts.render import Rendered, finish, finish_rendered
from prompts.shelf import Shelf
from prompts.template import pieces, variables
from speech.ports import Sound, Synthesiser, SynthesisFailed

Progress = Callable[[int, int], None]
"""Told how many sounds are done, of how many."""
ATTEMPTS = 8
"""pyttsx3 2.99 gives no sound for a short text once in four times (measured, see README); the next try succeeds."""


@dataclass(frozen=True, slots=True)
class _Job:
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
) -> Shelf:
    """Take recordings, the cache, then the synthesiser; remove what the cache holds for nobody.

    What nobody can say is in `Shelf.missing`. Raises PromptError for a bad recording, SynthesisFailed.
    """
    jobs = _jobs(catalogue, languages, recordings)
    kept = Cache(cache)
    sounds: dict[tuple[str, str, str], Rendered] = {}
    for done, job in enumerate(jobs):
        progress(done, len(jobs))
        rendered = await _make(job, synthesiser, kept)
        if rendered is not None:
            sounds[job.prompt, job.language, job.text] = rendered
    await asyncio.to_thread(kept.tidy)
    progress(len(jobs), len(jobs))
    return Shelf(catalogue, sounds)


def _jobs(catalogue: Catalogue, languages: tuple[str, ...], folder: Path) -> list[_Job]:
    spoken = [prompt for language in languages for prompt in catalogue.spoken(language)]
    everywhere = (prompt for language in catalogue.languages for prompt in catalogue.spoken(language))
    recordable = {(p.name, p.language) for p in everywhere if not variables(p.text)}
    found = {(r.prompt, r.language): r for r in recorded.find(folder, recordable)}
    return [job for prompt in spoken for job in _pieces(prompt, found.get((prompt.name, prompt.language)))]


def _pieces(prompt: Prompt, recording: Recording | None) -> Iterator[_Job]:
    for piece in pieces(prompt.text):
        if piece.text:
            yield _Job(prompt.name, prompt.language, piece.text, recording)


async def _make(job: _Job, synthesiser: Synthesiser, cache: Cache) -> Rendered | None:
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


async def _say(job: _Job, synthesiser: Synthesiser) -> Sound:
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

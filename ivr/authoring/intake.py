"""`./amparo prompts import FOLDER`: recordings as they arrive."""

from collections.abc import Iterator
from pathlib import Path

from flows.messages import Sentence, Translate, told
from ivr.authoring.telling import placed, tell
from ivr.authoring.texts import installed
from ivr.settings import Settings
from prompts.arrivals import Refusal, arrivals
from prompts.decoder import Decoder
from prompts.errors import PromptError
from prompts.intake import Intake, Origin, take_in
from prompts.manifest import LABEL
from prompts.reading import TAG
from prompts.recording_check import recorded_languages


def take(settings: Settings, folder: Path, language: str, origin: Origin, translate: Translate) -> int:
    """Take what is good; 1 where something is refused. Raises PromptError."""
    recordings = settings.prompts.recordings
    _check(folder, recordings, language, origin)
    texts = installed(settings)
    known = {*texts.languages, *settings.line.languages, *recorded_languages(recordings), language}
    offered, refused = arrivals(folder, language, known)
    with Decoder() as decoder:
        result = take_in(offered, texts, recordings, origin, decoder.decode)
    result.refused = sorted([*refused, *result.refused], key=lambda refusal: refusal.place)
    tell(_told(result), translate)
    return 1 if result.refused else 0


def _check(folder: Path, recordings: Path, language: str, origin: Origin) -> None:
    if language and not TAG.fullmatch(language):
        raise PromptError(told("'{language}' is no language's tag; give one like 'fr'.", language=language))
    if origin.voice and not LABEL.fullmatch(origin.voice):
        template = "'{voice}' is no neutral label for a voice; give one like 'voice A'."
        raise PromptError(told(template, voice=origin.voice))
    if recordings.resolve() in (folder.resolve(), *folder.resolve().parents):
        template = "these are the line's own recordings; import from another folder."
        raise PromptError(told(template), str(folder))


def _told(result: Intake) -> Iterator[Sentence]:
    for place in result.new:
        yield placed(place, told("new."))
    for place in result.changed:
        yield placed(place, told("changed."))
    for place in result.stale:
        template = "unchanged, but its wording has changed since; listen to it, and record it again if it is wrong."
        yield placed(place, told(template))
    yield from map(_refusal, result.refused)
    counts = {"new": len(result.new), "changed": len(result.changed), "refused": len(result.refused)}
    template = "{new} recordings are new, {changed} changed, {unchanged} unchanged, {refused} refused."
    yield told(template, unchanged=len(result.unchanged), **counts)


def _refusal(refusal: Refusal) -> Sentence:
    return placed(refusal.place, refusal.sentence)

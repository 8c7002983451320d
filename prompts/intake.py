"""Taking recordings in: cleaned into the folder of recordings, with what is known about each in its manifest."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal

from flows.check import near
from flows.messages import Sentence, told
from prompts import files, manifest
from prompts.arrivals import Offered, Refusal
from prompts.catalogue import Catalogue
from prompts.cleaning import cleaned, wav_file
from prompts.errors import PromptError
from prompts.manifest import Entry
from prompts.parts import Part, parts
from speech.ports import Sound

UNNAMED = "unnamed"
Decode = Callable[[Path], Sound]
"""Raises PromptError without a place."""


@dataclass(frozen=True, slots=True)
class Origin:
    """What is said about all recordings of one import."""

    day: date
    voice: str = ""
    """A neutral label; the one from before where it is empty."""
    source: Literal["file", "phone"] = "file"


@dataclass
class Intake:
    """What became of the files; places."""

    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    stale: list[str] = field(default_factory=list)
    """Of the unchanged ones: the wording has changed since they were made."""
    refused: list[Refusal] = field(default_factory=list)


def take_in(offered: Iterable[Offered], catalogue: Catalogue, folder: Path, origin: Origin, decode: Decode) -> Intake:
    """Take what is good, language by language, so that an interruption leaves whole ones. Raises PromptError."""
    result = Intake()
    by_language: dict[str, list[Offered]] = {}
    for item in offered:
        by_language.setdefault(item.language, []).append(item)
    for language, items in by_language.items():
        known = {part.name: part for part in parts(catalogue, language)}
        there = manifest.load(folder, language).entries
        ready = list(_ready(items, known, decode, result))
        keep(folder, language, list(_compared(ready, folder, there, origin, result)))
    return result


def _ready(
    items: list[Offered], known: Mapping[str, Part], decode: Decode, result: Intake
) -> Iterator[tuple[Offered, Part, bytes]]:
    for item in items:
        try:
            part = known.get(item.name)
            if part is None:
                raise PromptError(_unknown(item, known))
            yield item, part, wav_file(cleaned(decode(item.file), part))
        except PromptError as refused:
            result.refused.append(Refusal(item.place, refused.sentence))


def _unknown(item: Offered, known: Mapping[str, Part]) -> Sentence:
    pieces = [part.name for part in known.values() if part.prompt == item.name]
    if pieces:
        template = "'{prompt}' has something put into it and is recorded in pieces: {names}."
        return told(template, prompt=item.name, names=", ".join(pieces))
    template = "there is no prompt '{prompt}' to record.{near}"
    return told(template, prompt=item.name, near=near(item.name, known))


def _compared(
    ready: Iterable[tuple[Offered, Part, bytes]],
    folder: Path,
    there: Mapping[str, Entry],
    origin: Origin,
    result: Intake,
) -> Iterator[tuple[str, Entry, bytes]]:
    """What is to be written. The same sound keeps its entry: importing it again says nothing new about its wording."""
    for item, part, data in ready:
        file, entry = folder / item.language / f"{part.name}.wav", there.get(part.name)
        same = entry is not None and file.is_file() and file.read_bytes() == data
        voice = origin.voice or (entry.voice if entry else UNNAMED)
        if entry is not None and same:
            result.stale += [item.place] if entry.text != part.version else []
            if entry.voice == voice:
                result.unchanged.append(item.place)
                continue
            made = entry.model_copy(update={"voice": voice})
        else:
            made = Entry(voice=voice, date=origin.day, text=part.version, source=origin.source)
        (result.changed if file.is_file() else result.new).append(item.place)
        yield part.name, made, data


def keep(folder: Path, language: str, made: list[tuple[str, Entry, bytes]]) -> None:
    """Write recordings (name, entry, WAV file). Raises PromptError where the manifest cannot be read.

    The manifest first: should the rest be missing, the next import finds other sounds and writes them.
    """
    manifest.put(folder, language, {name: entry for name, entry, _ in made})
    for name, _, data in made:
        files.write(folder / language / f"{name}.wav", data)

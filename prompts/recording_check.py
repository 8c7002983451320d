"""The check of a folder of recordings: every file, every entry of a manifest, every language."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from flows.messages import Sentence, told
from prompts import manifest, recordings
from prompts.audio_check import of_languages, of_recording
from prompts.catalogue import Catalogue
from prompts.cleaning import wave_of
from prompts.errors import PromptError
from prompts.loudness import RATE, Wave, active_db
from prompts.parts import Part, parts


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong with a recording, or a whole language."""

    language: str
    recording: str
    """Its name; empty where the language is meant."""
    sentence: Sentence


def findings(catalogue: Catalogue, folder: Path, languages: Collection[str]) -> Iterator[Finding]:
    """Of these languages. Loudness is compared last, because it is about all of a language."""
    levels: dict[str, tuple[float, ...]] = {}
    for language in languages:
        known = {part.name: part for part in parts(catalogue, language)}
        waves: dict[str, Wave] = {}
        yield from _files(folder, language, known, waves)
        yield from _entries(folder, language)
        levels[language] = tuple(filter(_is_number, map(active_db, waves.values())))
    for language, sentence in of_languages(levels):
        yield Finding(language, "", sentence)


def recorded_languages(folder: Path) -> tuple[str, ...]:
    """Those with a folder."""
    return tuple(sorted(entry.name for entry in folder.glob("*") if entry.is_dir() and not entry.name.startswith(".")))


def _files(folder: Path, language: str, known: Mapping[str, Part], waves: dict[str, Wave]) -> Iterator[Finding]:
    wholes = {(part.prompt, language) for part in known.values() if not part.piece}
    pieces = {(part.prompt, language, part.piece) for part in known.values() if part.piece}
    for file in (file for file in recordings.files(folder) if file.parent.name == language):
        try:
            recording = recordings.named(file, wholes, pieces)
            sound = recordings.read(recording)
        except PromptError as error:
            yield Finding(language, file.name, error.sentence)
            continue
        if sound.rate != RATE:
            template = "it has {rate} samples a second and not {right}; import it, which changes that."
            yield Finding(language, file.stem, told(template, rate=sound.rate, right=RATE))
            continue
        waves[file.stem] = wave_of(sound)
        for sentence in of_recording(waves[file.stem], known[file.stem]):
            yield Finding(language, file.stem, sentence)


def _entries(folder: Path, language: str) -> Iterator[Finding]:
    try:
        entries = manifest.load(folder, language).entries
    except PromptError as error:
        yield Finding(language, error.place.partition("/")[2], error.sentence)
        return
    there = {file.stem for file in recordings.files(folder) if file.parent.name == language and file.suffix == ".wav"}
    for name in sorted(there - entries.keys()):
        yield Finding(language, name, told("nothing is known about it in manifest.yaml; import it from elsewhere."))
    for name in sorted(entries.keys() - there):
        yield Finding(language, name, told("it is in manifest.yaml and there is no such recording; import it again."))


def _is_number(level: float) -> bool:
    return level != float("-inf")

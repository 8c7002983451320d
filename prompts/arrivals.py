"""Which files of a folder are offered as recordings, and of what: `<language>/<prompt>.<ext>`, or `<prompt>.<ext>`."""

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from flows.messages import Sentence, told
from prompts.containers import SUFFIXES
from prompts.recordings import MANIFEST, counts


@dataclass(frozen=True, slots=True)
class Offered:
    """One file."""

    file: Path
    language: str
    name: str
    """Of what it should be a recording."""

    @property
    def place(self) -> str:
        """For people."""
        return f"{self.language}/{self.file.name}"


@dataclass(frozen=True, slots=True)
class Refusal:
    """Something that is not taken, and why."""

    place: str
    sentence: Sentence


def arrivals(folder: Path, language: str, known: Container[str]) -> tuple[tuple[Offered, ...], tuple[Refusal, ...]]:
    """What is offered and what cannot be; with a language given, its files lie in the folder or in its own in there."""
    found = list(_found(folder, language, known))
    offered = [item for item in found if isinstance(item, Offered)]
    twice = list(_twice(offered))
    again = {refusal.place for refusal in twice}
    refused = [item for item in found if isinstance(item, Refusal)]
    return tuple(item for item in offered if item.place not in again), (*refused, *twice)


def _found(folder: Path, language: str, known: Container[str]) -> Iterator[Offered | Refusal]:
    for entry in sorted(folder.iterdir()):
        if entry.is_dir() and not entry.name.startswith("."):
            yield from _of_language(entry, language, known)
        elif _is_sound(entry) and language:
            yield _offered(entry, language)
        elif _is_sound(entry):
            template = "say in which language it is: put it into a folder 'fr', or add --language fr."
            yield Refusal(entry.name, told(template))


def _of_language(folder: Path, language: str, known: Container[str]) -> Iterator[Offered | Refusal]:
    if language and folder.name != language:
        return
    if folder.name not in known:
        template = "the line has no language '{language}'; correct the folder's name, or add --language {language}."
        yield Refusal(folder.name, told(template, language=folder.name))
        return
    for entry in sorted(folder.iterdir()):
        if entry.is_dir() and not entry.name.startswith("."):
            yield Refusal(f"{folder.name}/{entry.name}", told("a folder in here is not looked at; move its files up."))
        elif _is_sound(entry):
            yield _offered(entry, folder.name)


def _is_sound(entry: Path) -> bool:
    return counts(entry) and entry.name != MANIFEST


def _offered(file: Path, language: str) -> Offered | Refusal:
    if file.suffix.lower() not in SUFFIXES:
        template = "'{suffix}' is no kind of sound file that is read; save it as WAV, FLAC, Ogg, M4A or MP3."
        return Refusal(f"{language}/{file.name}", told(template, suffix=file.suffix))
    return Offered(file, language, file.stem)


def _twice(offered: Iterable[Offered]) -> Iterator[Refusal]:
    by_name: dict[tuple[str, str], list[Offered]] = {}
    for item in offered:
        by_name.setdefault((item.language, item.name), []).append(item)
    for items in by_name.values():
        for item in items if len(items) > 1 else ():
            others = ", ".join(other.file.name for other in items if other is not item)
            yield Refusal(item.place, told("there is also {others}; keep one of them.", others=others))

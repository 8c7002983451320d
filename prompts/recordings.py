"""Human recordings: `<language>/<prompt name>.wav`, or `<prompt name>.<n>.wav` for the n-th piece of wording of a
prompt with variables. They win over rendered speech."""

import wave
from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass
from pathlib import Path

from flows.messages import told
from prompts.errors import PromptError
from speech.ports import Sound

SHORTEST_S = 0.1
MANIFEST = "manifest.yaml"
"""Beside the recordings of a language: who, when, reviewed by whom; `prompts.manifest` reads it."""
IGNORED = frozenset({".md", ".txt", ".gitkeep"})

Wholes = Container[tuple[str, str]]
"""(prompt, language) pairs that are recorded as one."""
Pieces = Container[tuple[str, str, int]]
"""(prompt, language, n): pieces of wording around variables, from 1."""
Passed = Callable[[PromptError], None]
"""Is told of each recording that no prompt of this wording needs, so that it is passed over."""


@dataclass(frozen=True, slots=True)
class Recording:
    """One file that replaces a rendered prompt, or a piece of one."""

    prompt: str
    language: str
    file: Path
    piece: int = 0
    """Which piece of wording, from 1; 0 for the whole prompt."""


def find(
    folder: Path, recordable: Wholes, pieces: Pieces = frozenset(), passed: Passed | None = None
) -> tuple[Recording, ...]:
    """All recordings of a folder, which need not exist.

    Raises PromptError where a file's name is nothing that can be recorded, unless that is passed over.
    """
    return tuple(_find(folder, recordable, pieces, passed))


def _find(folder: Path, recordable: Wholes, pieces: Pieces, passed: Passed | None) -> Iterator[Recording]:
    for file in files(folder):
        try:
            yield named(file, recordable, pieces)
        except PromptError as wrong:
            if passed is None or file.suffix != ".wav":
                raise
            passed(wrong)


def files(folder: Path) -> tuple[Path, ...]:
    """What lies in the languages' folders and should be a recording, sorted."""
    return tuple(file for file in sorted(folder.glob("*/*")) if counts(file) and file.name != MANIFEST)


def named(file: Path, recordable: Wholes, pieces: Pieces = frozenset()) -> Recording:
    """What a file's name and folder say it is a recording of. Raises PromptError."""
    language, name = file.parent.name, file.stem
    place = f"{language}/{file.name}"
    if file.suffix != ".wav":
        raise PromptError(told("recordings are WAV files; save it as {name}.wav.", name=name), place)
    if (name, language) in recordable:
        return Recording(name, language, file)
    prompt, piece = split(name)
    if piece and (prompt, language, piece) in pieces:
        return Recording(prompt, language, file, piece)
    template = "no prompt '{prompt}' can be recorded in '{language}'; correct the file's name."
    raise PromptError(told(template, prompt=name, language=language), place)


def split(name: str) -> tuple[str, int]:
    """`code.is.2` is piece 2 of `code.is`; 0 where the name does not end in a piece's number."""
    prompt, _, number = name.rpartition(".")
    is_piece = prompt and number.isascii() and number.isdigit() and not number.startswith("0") and len(number) <= 2
    return (prompt, int(number)) if is_piece else (name, 0)


def read(recording: Recording) -> Sound:
    """Raises PromptError where the file is not a 16 bit mono WAV with some sound in it."""
    place = f"{recording.language}/{recording.file.name}"
    try:
        with wave.open(str(recording.file), "rb") as file:
            channels, width, rate = file.getnchannels(), file.getsampwidth(), file.getframerate()
            pcm = file.readframes(file.getnframes())
    except (wave.Error, EOFError, OSError) as error:
        why = str(error) or told("it ends too early")
        raise PromptError(told("this is not a WAV file ({why}); save it as WAV.", why=why), place) from error
    if channels != 1 or width != 2:
        template = "has {channels} channel(s) of {bits} bit; save it as mono, 16 bit."
        raise PromptError(told(template, channels=channels, bits=width * 8), place)
    pcm = pcm[: len(pcm) // 2 * 2]
    if rate <= 0 or len(pcm) / 2 / rate < SHORTEST_S or not any(pcm):
        raise PromptError(told("there is no speech in it; record it again."), place)
    return Sound(pcm, rate)


def counts(file: Path) -> bool:
    """Whether a file is meant as a recording: not hidden, not a text beside them."""
    return file.is_file() and file.suffix not in IGNORED and not file.name.startswith(".")

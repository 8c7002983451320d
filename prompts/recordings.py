"""Human recordings: `<language>/<prompt name>.wav`. They win over rendered speech."""

import wave
from collections.abc import Container
from dataclasses import dataclass
from pathlib import Path

from flows.messages import told
from prompts.errors import PromptError
from speech.ports import Sound

SHORTEST_S = 0.1
IGNORED = frozenset({".md", ".txt", ".gitkeep"})


@dataclass(frozen=True, slots=True)
class Recording:
    """One file that replaces a rendered prompt."""

    prompt: str
    language: str
    file: Path


def find(folder: Path, recordable: Container[tuple[str, str]]) -> tuple[Recording, ...]:
    """All recordings of a folder, which need not exist.

    Raises PromptError where a file's name is none of the (prompt, language) pairs that can be recorded.
    """
    return tuple(_recording(file, recordable) for file in sorted(folder.glob("*/*")) if _counts(file))


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


def _counts(file: Path) -> bool:
    return file.is_file() and file.suffix not in IGNORED and not file.name.startswith(".")


def _recording(file: Path, recordable: Container[tuple[str, str]]) -> Recording:
    language, name = file.parent.name, file.stem
    place = f"{language}/{file.name}"
    if file.suffix != ".wav":
        raise PromptError(told("recordings are WAV files; save it as {name}.wav.", name=name), place)
    if (name, language) not in recordable:
        template = "no prompt '{prompt}' can be recorded in '{language}'; correct the file's name."
        raise PromptError(told(template, prompt=name, language=language), place)
    return Recording(name, language, file)

"""Recorded words as they arrive for `./amparo models teach`: FOLDER/SPEAKER/WORD-TAKE.*, of any kind and rate."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from flows.messages import Sentence, told
from prompts.errors import PromptError
from speech.by_example.recording import Recording
from speech.convert import resample_samples, samples
from speech.ports import MULAW_RATE, Sound

NAME = re.compile(r"(?P<word>.+?)(?:-(?P<take>\d+))?")
"""Of a file without its ending."""
MOST_FILES = 5000


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that is no recording of a word."""

    place: str
    why: Sentence


def files(folder: Path) -> tuple[Path, ...]:
    """Sorted; hidden ones are passed over. Raises PromptError."""
    if not folder.is_dir():
        raise PromptError(told("it is no folder."), str(folder))
    found = sorted(file for file in folder.glob("*/*") if file.is_file() and not file.name.startswith("."))
    if not found:
        template = (
            "there are no recordings in it: one folder for each speaker, in it a file for each word, "
            "as in A/doctor.wav."
        )
        raise PromptError(told(template), str(folder))
    if len(found) > MOST_FILES:
        raise PromptError(
            told("there are {count} files in it; {most} at most.", count=len(found), most=MOST_FILES), str(folder)
        )
    return tuple(found)


def recordings(folder: Path, found: tuple[Path, ...], decode: Callable[[Path], Sound]) -> Iterator[Recording | Unread]:
    """Each file as a recording, or why it is none."""
    for file in found:
        place = str(file.relative_to(folder))
        try:
            sound = decode(file)
        except PromptError as refused:
            yield Unread(place, refused.sentence)
            continue
        word = NAME.fullmatch(file.stem)
        yield Recording(
            word["word"] if word else file.stem,
            file.parent.name,
            place,
            resample_samples(samples(sound.pcm), sound.rate, MULAW_RATE),
        )

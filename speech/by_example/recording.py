"""One recording of one word, and what is wrong with it by itself. Pure."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from speech.by_example import stretch
from speech.convert import Samples
from speech.ports import MULAW_RATE

SHORTEST_S, LONGEST_S = 0.08, 1.4
"""Of the loud part; a menu's word is no sentence (with its edges stretch.LONGEST would cut it)."""
LONGEST_FILE_S = 15.0
QUIETEST_DB = -45.0
"""Of full scale, the loudest 20 ms; under it noise is all there is."""
LOUDEST = 32_100
"""Of 32768; mu-law ends at 32,124."""
MOST_CLIPPED = 0.01
"""Share of the word's samples that may be at the end of the scale."""


@dataclass(frozen=True, slots=True)
class Recording:
    """A word as one speaker said it."""

    word: str
    speaker: str
    """A neutral label; needed to leave one speaker out, and not kept."""
    place: str
    """Which file it is, for sentences about it."""
    sound: Samples
    """At 8000 Hz."""


class Fault(StrEnum):
    """Why a recording is no example; whoever talks to people has the sentences."""

    FILE_TOO_LONG = "file too long"
    SILENT = "silent"
    TOO_SHORT = "too short"
    TOO_LONG = "too long"
    CLIPPED = "clipped"
    WRONG_WORD = "wrong word"


def fault(recording: Recording) -> Fault | None:
    """What is wrong with it by itself; WRONG_WORD is for the others to say."""
    sound = recording.sound
    if len(sound) > LONGEST_FILE_S * MULAW_RATE:
        return Fault.FILE_TOO_LONG
    if _loudest_db(sound) < QUIETEST_DB:
        return Fault.SILENT
    begin, end = stretch.loud_part(sound)
    word = sound[begin * stretch.STEP : end * stretch.STEP]
    if len(word) < SHORTEST_S * MULAW_RATE:
        return Fault.TOO_SHORT
    if len(word) > LONGEST_S * MULAW_RATE:
        return Fault.TOO_LONG
    clipped = float(np.mean(np.abs(word.astype(np.int32)) >= LOUDEST))
    return Fault.CLIPPED if clipped > MOST_CLIPPED else None


def _loudest_db(sound: Samples) -> float:
    step = MULAW_RATE // 50
    steps = len(sound) // step
    if not steps:
        return -100.0
    power = np.mean((sound[: steps * step].reshape(steps, step) / 32768) ** 2, axis=1)
    return float(10 * np.log10(power.max() + 1e-10))

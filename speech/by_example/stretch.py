"""The stretch of a recording that is the word: by loudness, without the rests around it. Pure."""

import numpy as np
import numpy.typing as npt

from speech.convert import Samples
from speech.ports import MULAW_RATE

STEP = MULAW_RATE // 100
"""Samples in 10 ms."""
EDGE = 8
"""Steps kept before and after: weak consonants are quieter than the threshold."""
APART = 25
"""Steps (250 ms); two loud parts nearer than this are one word."""
LONGEST = 160
"""Steps (1.6 s); a word of a menu is shorter, and what is longer is cut."""
ABOVE_FLOOR = 0.25
BELOW_PEAK_DB = 35.0
"""A step is loud above this share of the way from the quiet ones to the loud ones, and so far under the peak."""


def word_in(sound: Samples) -> Samples:
    """The part with the most energy, at 8000 Hz, with its edges; all of it where nothing stands out."""
    begin, end = loud_part(sound)
    if begin == end:
        return sound
    begin, end = max(0, begin - EDGE), min(len(sound) // STEP, end + EDGE)
    return sound[begin * STEP : min(end, begin + LONGEST) * STEP]


def loud_part(sound: Samples) -> tuple[int, int]:
    """Its first step and the one after its last, without edges; the same twice where nothing stands out."""
    level = _levels(sound)
    parts = _parts(level > _threshold(level)) if len(level) else []
    energy = 10 ** (level / 10)
    return max(parts, key=lambda part: float(energy[part[0] : part[1]].sum()), default=(0, 0))


def _levels(sound: Samples) -> npt.NDArray[np.float64]:
    """Decibels of full scale, a step each, smoothed over three."""
    steps = len(sound) // STEP
    wave = sound[: steps * STEP].reshape(steps, STEP) / 32768
    level: npt.NDArray[np.float64] = 10 * np.log10(np.mean(wave**2, axis=1) + 1e-10)
    return np.convolve(np.pad(level, 1, "edge"), np.ones(3) / 3, "valid") if steps else level


def _threshold(level: npt.NDArray[np.float64]) -> float:
    quiet, loud = np.percentile(level, 10), np.percentile(level, 98)
    return float(max(quiet + ABOVE_FLOOR * (loud - quiet), loud - BELOW_PEAK_DB))


def _parts(loud: npt.NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Runs of loud steps, first and one past the last."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], loud, [False]]).astype(np.int8)))
    found: list[tuple[int, int]] = []
    for begin, end in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        if found and begin - found[-1][1] < APART:
            found[-1] = (found[-1][0], end)
        else:
            found.append((begin, end))
    return found

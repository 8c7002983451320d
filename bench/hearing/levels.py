"""How loud speech and noise are, and the one over the other at an exact distance. Pure."""

import numpy as np
import numpy.typing as npt

from speech.convert import Samples
from speech.ports import MULAW_RATE

FRAME = MULAW_RATE // 50
ACTIVE_DB = 25.0
"""A frame this far under the loudest is a rest and no speech."""
Wave = npt.NDArray[np.float64]


def speech_level(sound: Samples) -> float:
    """Root of the mean square of what is speech in it: rests do not count."""
    power = _powers(sound)
    active = power[power >= power.max(initial=0.0) * 10 ** (-ACTIVE_DB / 10)]
    return float(np.sqrt(active.mean())) if len(active) else 0.0


def level(wave: npt.NDArray[np.generic]) -> float:
    """Root of the mean square."""
    return float(np.sqrt(np.mean(np.square(wave.astype(np.float64))))) if len(wave) else 0.0


def speech_end(sound: Samples) -> int:
    """The place of the last sample of the last frame that is speech."""
    power = _powers(sound)
    active = np.flatnonzero(power >= power.max(initial=0.0) * 10 ** (-ACTIVE_DB / 10))
    return min(len(sound), (int(active[-1]) + 1) * FRAME) if len(active) else 0


def trimmed(sound: Samples) -> Samples:
    """Without the rests before and after it."""
    power = _powers(sound)
    active = np.flatnonzero(power >= power.max(initial=0.0) * 10 ** (-ACTIVE_DB / 10))
    return sound[int(active[0]) * FRAME : (int(active[-1]) + 1) * FRAME] if len(active) else sound[:0]


def under(noise: Samples, speech: float, decibels: float) -> Wave:
    """The noise, so many decibels under speech of this level."""
    wave = noise.astype(np.float64)
    return wave * (speech / 10 ** (decibels / 20) / max(level(wave), 1e-9))


def _powers(sound: Samples) -> Wave:
    whole = sound[: len(sound) - len(sound) % FRAME].astype(np.float64)
    power: Wave = np.square(whole).reshape(-1, FRAME).mean(axis=1)
    return power

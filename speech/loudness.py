"""How loud a voice is beside what is around it, and for how long. Pure."""

from dataclasses import dataclass

import numpy as np

from speech.convert import Samples
from speech.ports import MULAW_RATE
from speech.vad import WINDOW

LOUD, QUIET = 90, 10
"""Percentiles of windows: an answer comes with a little of what was before and after it."""
TOP = 95
"""Percentile that is as loud as the voice gets; a single click is beyond it."""
VOICE_DB, OVER_DB = 22.0, 6.0
"""What is said is at most so far under the loudest, and so far over what is around (half of the way, where there is
less): measured, so that words last as long in noise of 20 dB as without."""


@dataclass(frozen=True, slots=True)
class Loudness:
    """Of one answer."""

    clarity: float
    """Decibels between the loud and the quiet windows; digital silence counts as 1 of 32768."""
    spoken: float
    """Seconds of loud windows."""


def loudness(sound: Samples) -> Loudness:
    """Of an answer at 8000 Hz with a little rest around it."""
    whole = len(sound) - len(sound) % WINDOW
    if not whole:
        return Loudness(0.0, 0.0)
    windows = sound[:whole].astype(np.float64).reshape(-1, WINDOW)
    decibels = 10 * np.log10(np.maximum(np.mean(np.square(windows), axis=1), 1.0))
    loud, quiet, top = np.percentile(decibels, (LOUD, QUIET, TOP))
    least = max(top - VOICE_DB, quiet + min(OVER_DB, (top - quiet) / 2))
    return Loudness(float(loud - quiet), float(np.sum(decibels >= least)) * WINDOW / MULAW_RATE)

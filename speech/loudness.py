"""How loud a voice is beside what is around it. Pure."""

import numpy as np

from speech.convert import Samples
from speech.vad import WINDOW

LOUD, QUIET = 90, 10
"""Percentiles of windows: an answer comes with a little of what was before and after it."""


def clarity(sound: Samples) -> float:
    """Decibels between the loud and the quiet windows of an answer at 8000 Hz; digital silence counts as 1 of 32768."""
    whole = len(sound) - len(sound) % WINDOW
    if not whole:
        return 0.0
    windows = sound[:whole].astype(np.float64).reshape(-1, WINDOW)
    power = np.maximum(np.mean(np.square(windows), axis=1), 1.0)
    loud, quiet = np.percentile(power, (LOUD, QUIET))
    return float(10 * np.log10(loud / quiet))

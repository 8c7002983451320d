"""Gives back what a telephone's band took from a voice, before a recogniser hears it. Pure.

A telephone line passes 300 to 3400 Hz; models are made from voices with everything. How much of the low end is
missing is seen in the sound itself, so a caller with a wide line is left as they are.
"""

import numpy as np
import numpy.typing as npt

from speech.convert import Samples
from speech.ports import MULAW_RATE

LOW_HZ, HIGH_HZ = 300.0, 3400.0
"""Edges of the band (ITU-T G.712); the slope is taken as a Butterworth filter's of the fourth order."""
SLOPE = 8
MOST_LOW_DB, MOST_HIGH_DB = 22.0, 12.0
"""Most that is given back at either end: what lies deeper is noise of the line."""
WIDE_DB, NARROW_DB = 0.0, -6.0
"""Of 90-250 Hz beside 350-1000 Hz: from the first on nothing is missing below, under the second everything is."""
HIGH_DB = -6.0
"""Of 3500-3900 Hz beside 2500-3300 Hz; what is less is given back above."""

SHORTEST = 256
"""Samples in which nothing can be told."""
Floats = npt.NDArray[np.float64]


def opened(sound: Samples) -> Floats:
    """The same sound at 8000 Hz with both ends of its band as far up as they surely were."""
    if len(sound) < SHORTEST:
        return sound.astype(np.float64)
    spectrum = np.fft.rfft(sound.astype(np.float64))
    hertz = np.fft.rfftfreq(len(sound), 1 / MULAW_RATE).astype(np.float64)
    power = _Power(hertz, np.square(np.abs(np.fft.rfft(sound * np.hanning(len(sound))))))
    missing = power.decibels(90, 250) - power.decibels(350, 1000)
    low = float(np.interp(missing, (NARROW_DB, WIDE_DB), (MOST_LOW_DB, 0.0)))
    high = float(np.clip(HIGH_DB - power.decibels(3500, 3900) + power.decibels(2500, 3300), 0.0, MOST_HIGH_DB))
    below = np.minimum(np.sqrt(1 + (LOW_HZ / np.maximum(hertz, 1.0)) ** SLOPE), 10 ** (low / 20))
    above = np.minimum(np.sqrt(1 + (hertz / HIGH_HZ) ** SLOPE), 10 ** (high / 20))
    return np.fft.irfft(spectrum * below * above, len(sound))


class _Power:
    """Mean power of parts of a spectrum."""

    def __init__(self, hertz: Floats, power: Floats) -> None:
        self._hertz = hertz
        self._power = power

    def decibels(self, low: float, high: float) -> float:
        part = self._power[(self._hertz >= low) & (self._hertz < high)]
        return float(10 * np.log10(part.mean() + 1e-3))

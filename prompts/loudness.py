"""The same loudness for every voice (rule V32). Pure; samples are floats, full scale is 1.0, 8000 Hz."""

import numpy as np
import numpy.typing as npt

Wave = npt.NDArray[np.float32]

RATE = 8000
"""Hertz."""
WINDOW = 160
"""Samples looked at together: 20 ms."""
LEVEL_DB = -20.0
"""Decibels of full scale: mean level of the parts that are speech, after a telephone's usual practice."""
ACTIVE_DB = 25.0
"""A window this much under the loudest one is a pause and not counted."""
SILENT = 1e-4
"""A window with so little of the loudest one's power (-40 dB) is silence."""
PEAK = 0.89
"""Nothing is louder than this (-1 dB)."""
ROUNDS = 4
"""Limiting takes level away; so often it is given back."""


def active_db(wave: Wave) -> float:
    """Mean level of the speech in it, in decibels of full scale; -inf for silence."""
    power = _window_power(wave)
    loudest = power.max(initial=0.0)
    if loudest <= 0.0:
        return float("-inf")
    active = power[power >= loudest * 10 ** (-ACTIVE_DB / 10)]
    return float(10 * np.log10(active.mean()))


def levelled(wave: Wave) -> Wave:
    """At LEVEL_DB with peaks bent under PEAK. Silence stays silence."""
    for _ in range(ROUNDS):
        level = active_db(wave)
        if level == float("-inf"):
            return wave
        wave = _limited(wave * np.float32(10 ** ((LEVEL_DB - level) / 20)))
    return wave


def trimmed(wave: Wave, before: int = 160, after: int = 480) -> Wave:
    """Without silence at the edges, except so many samples (20 and 60 ms), faded in and out."""
    power = _window_power(wave)
    loud = np.flatnonzero(power > power.max(initial=0.0) * SILENT)
    if not loud.size:
        return wave[:0]
    start = max(int(loud[0]) * WINDOW - before, 0)
    cut = wave[start : (int(loud[-1]) + 1) * WINDOW + after].copy()
    fade = min(40, len(cut) // 2)
    ramp = np.linspace(0.0, 1.0, fade, dtype=np.float32)
    cut[:fade] *= ramp
    cut[len(cut) - fade :] *= ramp[::-1]
    return cut


def without_long_pauses(wave: Wave, longest: int = 2080) -> Wave:
    """With pauses inside of at most so many samples (260 ms): espeak-ng rests 400-900 ms after each clause."""
    power = _window_power(wave)
    quiet = power <= power.max(initial=0.0) * SILENT
    allowed = longest // WINDOW
    keep = np.ones(len(quiet), dtype=bool)
    run = 0
    for at, silent in enumerate(quiet):
        run = run + 1 if silent else 0
        keep[at] = run <= allowed
    kept: Wave = wave[np.repeat(keep, WINDOW)[: len(wave)]]
    return kept


def _window_power(wave: Wave) -> npt.NDArray[np.float64]:
    padded = np.pad(wave.astype(np.float64), (0, -len(wave) % WINDOW))
    power: npt.NDArray[np.float64] = (padded.reshape(-1, WINDOW) ** 2).mean(axis=1)
    return power


def _limited(wave: Wave) -> Wave:
    """Straight up to half of PEAK, then bent (tanh) so that PEAK is never passed."""
    knee = PEAK / 2
    size = np.abs(wave)
    bent = knee + (PEAK - knee) * np.tanh((size - knee) / (PEAK - knee))
    limited: Wave = np.where(size > knee, np.sign(wave) * bent, wave).astype(np.float32)
    return limited

"""Slower speech with the pitch kept (rule V9), by overlapping pieces where they fit best (WSOLA,
Verhelst and Roelands, ICASSP 1993). Pure; floats at 8000 Hz."""

import numpy as np

from prompts.loudness import Wave

SLOW = 0.8
"""Tempo of the slow variant (rule V9)."""
PIECE = 240
"""Samples (30 ms): a few periods of the lowest voice."""
HOP = PIECE // 2
REACH = 80
"""Samples (10 ms) a piece may be moved to fit, about one period of a low voice."""


def stretched(wave: Wave, tempo: float = SLOW) -> Wave:
    """The same speech at `tempo` (0.5 to 1.0) of its speed; the length is divided by it, give or take a piece."""
    if len(wave) < 2 * PIECE:
        return wave
    window = np.hanning(PIECE + 1)[:-1].astype(np.float32)
    padded = np.pad(wave, (REACH, PIECE + 2 * REACH))
    steps = int(len(wave) / tempo) // HOP
    out = np.zeros((steps + 1) * HOP + PIECE, dtype=np.float32)
    at = REACH
    for step in range(steps):
        wanted = min(REACH + int(step * HOP * tempo), len(padded) - PIECE - REACH - 1)
        at = _best(padded, wanted, at + HOP) if step else wanted
        out[step * HOP : step * HOP + PIECE] += padded[at : at + PIECE] * window
    return out[: int(len(wave) / tempo)]


def _best(padded: Wave, wanted: int, following: int) -> int:
    """The start near `wanted` whose sound is most like the one that would follow naturally."""
    natural = padded[following : following + PIECE]
    region = padded[wanted - REACH : wanted + REACH + PIECE]
    if len(natural) < PIECE or not natural.any():
        return wanted
    likeness = np.correlate(region, natural, mode="valid")
    energy = np.convolve(region**2, np.ones(PIECE, dtype=np.float32), mode="valid")
    return wanted - REACH + int(np.argmax(likeness / np.sqrt(energy + 1e-6)))

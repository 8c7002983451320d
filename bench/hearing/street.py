"""Noises without words: a street, and the hum of a line. Made, so that every run has the same."""

import numpy as np

from speech.convert import Samples
from speech.ports import MULAW_RATE

LOUDEST = 16_000
PASSING_S = 4.0
"""A car passes so often, on the average."""
MAINS_HZ = 50
HARMONICS = 15


def street(seconds: float, seed: int) -> Samples:
    """Noise that falls with 3 dB an octave, and swells as cars pass."""
    random = np.random.default_rng(seed)
    length = round(seconds * MULAW_RATE)
    spectrum = np.fft.rfft(random.normal(size=length))
    hertz = np.fft.rfftfreq(length, 1 / MULAW_RATE)
    noise = np.fft.irfft(spectrum / np.sqrt(np.maximum(hertz, 20)), length)
    at = np.arange(length) / MULAW_RATE
    swell = np.full(length, 0.5)
    for _ in range(round(seconds / PASSING_S)):
        passes, lasts = random.uniform(0, seconds), random.uniform(0.6, 2)
        swell += random.uniform(0.5, 1.5) * np.exp(-(((at - passes) / lasts) ** 2))
    return _scaled(noise * swell)


def line_hum(seconds: float, seed: int) -> Samples:
    """Mains and its harmonics."""
    random = np.random.default_rng(seed)
    at = np.arange(round(seconds * MULAW_RATE)) / MULAW_RATE
    total = np.zeros(len(at))
    for harmonic in range(1, HARMONICS + 1):
        loud, phase = random.uniform(0.2, 1) / harmonic, random.uniform(0, 6)
        total += loud * np.sin(2 * np.pi * MAINS_HZ * harmonic * at + phase)
    return _scaled(total)


def _scaled(noise: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> Samples:
    scaled: Samples = np.rint(noise / np.abs(noise).max() * LOUDEST).astype(np.int16)
    return scaled

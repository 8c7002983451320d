"""Noise that a street has: many voices at once, so far under the word."""

from collections.abc import Sequence

import numpy as np

from speech.convert import Samples, mulaw_of, mulaw_samples

VOICES = 6


def babble(sounds: Sequence[Samples], seconds: float, seed: int) -> Samples:
    """Six voices of these at once, equally loud, without a rest between their words."""
    random = np.random.default_rng(seed)
    length = round(seconds * 8000)
    total = np.zeros(length)
    for _ in range(VOICES):
        voice = np.zeros(0)
        while len(voice) < length:
            word = sounds[int(random.integers(len(sounds)))].astype(np.float64)
            voice = np.concatenate([voice, word / max(_level(word), 1.0)])
        total += voice[:length]
    return np.rint(total / max(float(np.abs(total).max()), 1e-6) * 16_000).astype(np.int16)


def with_noise(sound: Samples, noise: Samples, decibels: float, seed: int) -> Samples:
    """The sound over a piece of the noise, so many decibels apart, through G.711 once more."""
    start = int(np.random.default_rng(seed).integers(len(noise) - len(sound)))
    piece = noise[start : start + len(sound)].astype(np.float64)
    loud = _level(sound.astype(np.float64)) / 10 ** (decibels / 20)
    return mulaw_samples(mulaw_of(sound + piece * loud / max(_level(piece), 1.0)))


def _level(wave: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> float:
    """Root of the mean square of the loudest half: rests do not count."""
    loud = np.sort(np.abs(wave))[len(wave) // 2 :]
    return float(np.sqrt(np.mean(loud**2))) if len(loud) else 0.0

"""Sounds of nobody's voice that are no words: a hum, an "ah", a cleared throat; made of harmonics under formants."""

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from bench.hearing.corpus import telephone
from speech.convert import Samples
from speech.ports import MULAW_RATE

Floats = npt.NDArray[np.float64]
FORMANTS: Mapping[str, Sequence[tuple[float, float]]] = {
    "hum": ((250, 60), (1100, 120), (2100, 200)),
    "ah": ((720, 90), (1180, 110), (2600, 160)),
    "ahem": ((560, 140), (1350, 180), (2500, 250)),
}
"""Hertz and width of each."""
LOUDNESS = {"hum": (1.0, 0.1, 0.05), "ah": (1.0, 0.6, 0.2), "ahem": (1.0, 0.5, 0.3)}
HIGHEST_HZ = 3_600.0


def sound(kind: str, random: np.random.Generator) -> Samples:
    """One of FORMANTS, 0.3 to 0.9 s, at some height, as a telephone would bring it."""
    seconds = float(random.uniform(0.3, 0.9))
    length = round(seconds * MULAW_RATE)
    height = random.uniform(85, 270) * np.linspace(1, random.uniform(0.8, 1.15), length)
    voice = _voice(kind, height, float(random.uniform(0.9, 1.15)))
    if kind == "ahem":
        voice = _rough(voice, random)
    return telephone(np.rint(voice / np.abs(voice).max() * 20_000).astype(np.int16))


def _voice(kind: str, height: Floats, throat: float) -> Floats:
    """All harmonics that the line carries, as loud as the formants make them."""
    phase = 2 * np.pi * np.cumsum(height) / MULAW_RATE
    total = np.zeros(len(height))
    for harmonic in range(1, int(HIGHEST_HZ / height.min()) + 1):
        hertz = harmonic * height
        loud = sum(
            part / (1 + ((hertz - formant * throat) / width) ** 2)
            for part, (formant, width) in zip(LOUDNESS[kind], FORMANTS[kind], strict=True)
        )
        total += np.where(hertz < HIGHEST_HZ, loud, 0.0) * np.sin(harmonic * phase) / np.sqrt(harmonic)
    return total * _swell(len(height), 0.04, 0.1)


def _rough(voice: Floats, random: np.random.Generator) -> Floats:
    """Breath first, then the voice with breath in it."""
    breath = random.normal(size=round(0.08 * MULAW_RATE)) * 0.5 * np.abs(voice).max()
    mixed = voice + 0.1 * np.abs(voice).max() * random.normal(size=len(voice)) * _swell(len(voice), 0.02, 0.1)
    return np.concatenate([breath * _swell(len(breath), 0.01, 0.03), mixed])


def _swell(length: int, rises_s: float, falls_s: float) -> Floats:
    whole = np.ones(length)
    rises, falls = round(rises_s * MULAW_RATE), round(falls_s * MULAW_RATE)
    whole[:rises] = np.linspace(0, 1, rises)
    whole[-falls:] *= np.linspace(1, 0, falls)
    return whole

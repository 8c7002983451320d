"""How the melody of a word goes: for languages in which it tells words apart. Pure.

Only its course within one word is kept, in semitones around its own mean, so nothing of the voice's height is (V31).
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from numpy.lib.stride_tricks import sliding_window_view

from speech.convert import Samples
from speech.ports import MULAW_RATE

Floats = npt.NDArray[np.float64]

POINTS = 16
"""Of the melody, evenly over the voiced part."""
HOP, WINDOW = 80, 320
"""Samples: 10 ms and 40 ms."""
LOWEST_HZ, HIGHEST_HZ = 65, 420
LAGS = np.arange(MULAW_RATE // HIGHEST_HZ, MULAW_RATE // LOWEST_HZ)
SEMITONES: Floats = 12 * np.log2(MULAW_RATE / LAGS / 100)
LEAP = 8.0
"""Semitones; a leap costs no more than this one, and two melodies are no farther apart at any point."""
LEAP_COST = 0.06
"""A semitone between neighbouring steps, in units of correlation."""
FAR, FAR_COST = 9.0, 0.5
"""Semitones from the word's median that are taken for an octave error, and what they cost then."""
VOICED = 0.45
"""Correlation times relative loudness above which a step has a melody."""
FEWEST = 6
"""Voiced steps (60 ms) without which there is none."""


@dataclass(frozen=True, slots=True)
class Melody:
    """POINTS semitones around their mean, and how sure each is, 0 to 1; all zero where nothing is voiced."""

    semitones: Floats
    sure: Floats


def melody(sound: Samples) -> Melody:
    """Of one word at 8000 Hz."""
    course, voiced = _track(np.concatenate([np.zeros(2 * HOP), sound / 32768, np.zeros(300)]))
    steps = np.flatnonzero(voiced > VOICED)
    if len(steps) < FEWEST:
        return Melody(np.zeros(POINTS), np.zeros(POINTS))
    inside = np.arange(steps[0], steps[-1] + 1)
    at = np.linspace(steps[0], steps[-1], POINTS)
    heard = np.interp(at, inside, np.interp(inside, steps, course[steps]))
    sure = np.interp(at, inside, np.clip(voiced[inside], 0, 1))
    return Melody(heard - np.sum(heard * sure) / max(float(sure.sum()), 1e-6), sure)


def apart(one: Melody, semitones: Floats, sure: Floats) -> Floats:
    """How far one melody is from each of some (rows of POINTS): 0 to 1; 0 where one of them has none."""
    both = one.sure[None] * sure
    distance = np.minimum(np.abs(one.semitones[None] - semitones), LEAP) / LEAP
    return np.asarray((distance * both).sum(axis=1) / (both.sum(axis=1) + 1))


def _track(wave: Floats) -> tuple[Floats, Floats]:
    """Semitones and how voiced, a step each."""
    steps = (len(wave) - WINDOW - int(LAGS[-1]) - 1) // HOP
    if steps < FEWEST:
        return np.zeros(0), np.zeros(0)
    alike, loudness = _correlations(wave, steps)
    weight = np.minimum(loudness / (np.percentile(loudness, 90) + 1e-9), 1)
    cost = (1 - alike + 0.0002 * (LAGS - LAGS[0])) * weight[:, None]
    path = _cheapest(cost)
    voiced = alike[np.arange(steps), path] * weight
    if (voiced > 0.4).sum() >= FEWEST:
        middle = np.median(SEMITONES[path][voiced > 0.4])
        path = _cheapest(cost + np.where(np.abs(SEMITONES - middle) > FAR, FAR_COST, 0.0) * weight[:, None])
        voiced = alike[np.arange(steps), path] * weight
    return SEMITONES[path], voiced


def _correlations(wave: Floats, steps: int) -> tuple[Floats, Floats]:
    """Normalised cross-correlation at each lag, and the root of the mean square, a step each."""
    noisy = wave + np.random.default_rng(0).normal(0, 1e-4, len(wave))  # digital silence is like itself at any lag
    windows = sliding_window_view(noisy, WINDOW)
    energy = np.convolve(noisy**2, np.ones(WINDOW), "valid")
    starts = np.arange(steps) * HOP
    alike = np.empty((steps, len(LAGS)))
    for step, start in enumerate(starts):
        alike[step] = windows[start + LAGS[0] : start + LAGS[-1] + 1] @ windows[start]
    scale = (energy[starts] + 1e-9)[:, None] * (energy[starts[:, None] + LAGS[None]] + 1e-9)
    return alike / np.sqrt(scale), np.sqrt(np.convolve(wave**2, np.ones(WINDOW), "valid")[starts] / WINDOW)


_LEAPS = np.minimum(np.abs(SEMITONES[:, None] - SEMITONES[None]), LEAP) * LEAP_COST


def _cheapest(cost: Floats) -> npt.NDArray[np.intp]:
    """The lag at each step that together with the leaps between them costs least (Viterbi)."""
    total, came_from = cost[0].copy(), []
    for row in cost[1:]:
        ways = total[:, None] + _LEAPS
        best = ways.argmin(axis=0)
        came_from.append(best)
        total = ways.min(axis=0) + row
    path = [int(total.argmin())]
    for best in reversed(came_from):
        path.append(int(best[path[-1]]))
    return np.array(path[::-1])

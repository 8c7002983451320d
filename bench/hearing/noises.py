"""Noise around callers and on lines: babble, a street, hum. Each is a minute long, made from a seed."""

from collections.abc import Callable, Mapping

import numpy as np
import numpy.typing as npt

from bench.hearing.korean_corpus import SyntheticCorpus
from bench.hearing.noise import babble
from bench.hearing.voices import BABBLE, USUAL, Take
from speech.convert import Samples
from speech.ports import MULAW_RATE

SECONDS = 60
SEED = 11
TALK = (
    "어제 시장에 갔는데 사람이 너무 많아서 그냥 집에 돌아왔어요",
    "그래서 내가 먼저 가서 자리를 잡고 기다렸지 뭐",
    "비가 오면 버스가 늦으니까 조금 일찍 나가야 돼",
    "저녁에는 김치찌개를 끓이고 남은 밥을 볶아 먹었어",
    "우리 동네 공원에는 꽃이 많이 피어서 구경하러 가기 좋아요",
)
"""What people in the background talk about."""
Wave = npt.NDArray[np.float64]


def street(seed: int = SEED) -> Samples:
    """A steady rumble, vehicles that come and go, and short bangs."""
    chance = np.random.default_rng(seed)
    rumble = _coloured(chance, 40, 700)
    passing = _coloured(chance, 150, 2200) * _swells(chance)
    return _full(rumble + 2.5 * passing + _bangs(chance))


def hum(seed: int = SEED) -> Samples:
    """50 Hz of a bad line with its harmonics, the higher the weaker, and a little hiss."""
    time = np.arange(SECONDS * MULAW_RATE) / MULAW_RATE
    chance = np.random.default_rng(seed)
    parts = (
        np.sin(2 * np.pi * 50 * order * time + chance.uniform(0, 2 * np.pi)) / order**0.7 for order in range(1, 25)
    )
    return _full(np.sum(list(parts), axis=0) + 0.02 * chance.normal(size=len(time)))


def noises(corpus: SyntheticCorpus) -> Mapping[str, Callable[[], Samples]]:
    """By the name they have in figures; made when they are asked for."""
    return {"babble": lambda: _babble(corpus), "street": street, "hum": hum}


def _babble(corpus: SyntheticCorpus) -> Samples:
    sounds = [corpus.said(text, Take(variant, *USUAL)) for variant in BABBLE for text in TALK]
    return babble(sounds, SECONDS, SEED)


def _coloured(chance: np.random.Generator, low: float, high: float) -> Wave:
    """Noise between two frequencies (slopes of the second order), of level one."""
    length = SECONDS * MULAW_RATE
    hertz = np.fft.rfftfreq(length, 1 / MULAW_RATE)
    gain = 1 / np.sqrt(1 + (low / np.maximum(hertz, 1)) ** 4) / np.sqrt(1 + (hertz / high) ** 4)
    wave = np.fft.irfft(np.fft.rfft(chance.normal(size=length)) * gain, length)
    level: Wave = wave / np.sqrt(np.mean(wave**2))
    return level


def _swells(chance: np.random.Generator) -> Wave:
    """A vehicle about every four seconds, each one to three seconds long."""
    time = np.arange(SECONDS * MULAW_RATE) / MULAW_RATE
    middles, widths = chance.uniform(0, SECONDS, SECONDS // 4), chance.uniform(0.5, 1.5, SECONDS // 4)
    swells: Wave = np.sum([np.exp(-(((time - m) / w) ** 2)) for m, w in zip(middles, widths, strict=True)], axis=0)
    return swells


def _bangs(chance: np.random.Generator) -> Wave:
    """A door, a crate, a horn's beginning: about one in two seconds, a twentieth of a second long."""
    wave = np.zeros(SECONDS * MULAW_RATE)
    length = MULAW_RATE // 4
    fade = np.exp(-np.arange(length) / (0.05 * MULAW_RATE))
    for start in chance.integers(0, len(wave) - length, SECONDS // 2):
        wave[start : start + length] += chance.uniform(2, 8) * fade * chance.normal(size=length)
    return wave


def _full(wave: Wave) -> Samples:
    """Filling half of what 16 bits hold."""
    full: Samples = np.rint(wave / np.abs(wave).max() * 16_000).astype(np.int16)
    return full

"""What becomes of speech on its way: noise at an exact level, GSM, lost packets; with rests before and after."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from bench.hearing.gsm import Gsm
from bench.hearing.korean_corpus import SyntheticCorpus
from bench.hearing.levels import speech_level, under
from bench.hearing.noises import noises
from speech.convert import MULAW_SILENCE, Samples, mulaw_of
from speech.ports import FRAME_BYTES, MULAW_RATE

DECIBELS = (20, 10, 5)
NOISES = ("babble", "street", "hum")
LOST = 0.02
"""Of the packets of 20 ms."""
BEFORE, AFTER = 4000, 19_200
"""Samples of rest before and after what is said, as `speech.espeak`."""
AFTER_IN_NOISE = 104_000
"""Noise does not end with the word: 13 s, longer than any answer may be."""
USUAL_LEVEL = 2500.0
"""Of speech in the corpus, of 32768."""
CLEAN = "clean"
GSM = "gsm"
LOSS = "loss"
NOISY = tuple(f"{noise}_{decibels}db" for decibels in DECIBELS for noise in NOISES)
ALL = (CLEAN, *NOISY, GSM, LOSS)


@dataclass(frozen=True)
class Conditions:
    """Makes calls out of words; the same word in the same condition is always the same call."""

    corpus: SyntheticCorpus
    gsm: Gsm | None = None
    """None where no library can do it."""

    def call(self, sound: Samples, condition: str, seed: str = "") -> bytes:
        """Mu-law, whole frames. What is said begins BEFORE samples after the beginning."""
        after = AFTER_IN_NOISE if condition in NOISY else AFTER
        whole = np.concatenate([np.zeros(BEFORE, np.int16), sound, np.zeros(after, np.int16)])
        whole = whole[: len(whole) - len(whole) % FRAME_BYTES]
        chance = _chance(f"{condition} {len(sound)} {int(sound.astype(np.int64).sum())} {seed}")
        if condition in NOISY:
            noise, _, decibels = condition.removesuffix("db").rpartition("_")
            return mulaw_of(whole + under(self._piece(noise, len(whole), chance), speech_level(sound), float(decibels)))
        if condition == GSM:
            if self.gsm is None:
                raise ValueError("There is no GSM here.")
            return mulaw_of(self.gsm.through(whole))
        return lossy(mulaw_of(whole), LOST, chance) if condition == LOSS else mulaw_of(whole)

    def only_noise(self, condition: str, seconds: float, seed: str) -> bytes:
        """Nobody speaks; the noise is as loud as it would be under speech of the usual level."""
        noise, _, decibels = condition.removesuffix("db").rpartition("_")
        piece = self._piece(noise, round(seconds * MULAW_RATE / FRAME_BYTES) * FRAME_BYTES, _chance(f"{noise} {seed}"))
        return mulaw_of(under(piece, USUAL_LEVEL, float(decibels)))

    @cached_property
    def _minutes(self) -> Mapping[str, Samples]:
        return {name: make() for name, make in noises(self.corpus).items()}

    def _piece(self, noise: str, length: int, chance: np.random.Generator) -> Samples:
        minute = self._minutes[noise]
        start = int(chance.integers(len(minute)))
        return np.resize(np.roll(minute, -start), length)


def lossy(mulaw: bytes, share: float, chance: np.random.Generator) -> bytes:
    """With this share of the packets lost: there is silence where one should have come."""
    frames = np.frombuffer(mulaw, np.uint8).reshape(-1, FRAME_BYTES).copy()
    frames[chance.random(len(frames)) < share] = MULAW_SILENCE[0]
    return frames.tobytes()


def _chance(seed: str) -> np.random.Generator:
    return np.random.default_rng(int.from_bytes(hashlib.sha256(seed.encode()).digest()[:8], "big"))

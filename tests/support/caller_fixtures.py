"""Sound made for tests of the caller: nothing here needs a voice or a network."""

import numpy as np

from bench.caller.heard import Heard
from bench.caller.sound import FRAME, RATE
from speech.convert import Samples, mulaw_encode, mulaw_samples


def babble(seed: int, seconds: float) -> Samples:
    """Noise in syllables of 200 ms with pauses of 80 ms: as different from another seed as two sentences are."""
    random = np.random.default_rng(seed)
    length = round(seconds * RATE)
    noise = np.convolve(random.normal(size=length), [0.25, 0.5, 0.5, 0.25], mode="same") * 6000
    on = (np.arange(length) % round(0.28 * RATE)) < round(0.2 * RATE)
    made: Samples = np.clip(noise * on, -30000, 30000).astype(np.int16)
    return made


def quiet(seconds: float) -> Samples:
    """Silence as G.711 brings it."""
    return np.full(round(seconds * RATE), 8, dtype=np.int16)


def over_the_phone(sound: Samples) -> Samples:
    """The same sound after mu-law."""
    return mulaw_samples(mulaw_encode(sound.astype("<i2").tobytes()))


def receive(heard: Heard, sound: Samples, at: float) -> float:
    """Let it be heard in packets of 20 ms from `at` on; returns when the next packet would come."""
    for start in range(0, len(sound), FRAME):
        heard.add(sound[start : start + FRAME].tobytes(), at + start / RATE)
    return at + len(sound) / RATE

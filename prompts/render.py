"""From a voice to what the telephone plays: levelled mu-law in whole 20 ms frames."""

from dataclasses import dataclass

import numpy as np

from prompts.loudness import RATE, Wave, levelled, trimmed, without_long_pauses
from prompts.tempo import stretched
from speech.convert import mulaw_encode, pad_to_frames, resample_samples, samples
from speech.ports import Sound

VERSION = 2
"""Change it whenever the same sound would come out differently: it is part of every cache key."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """One piece of wording, ready to play: mu-law 8000 Hz, whole frames."""

    normal: bytes
    slow: bytes
    """0.8 tempo, pitch kept."""


def finish(sound: Sound) -> Rendered:
    """Resample, trim, level, encode; some milliseconds of numpy, so call it in a thread."""
    return _finished(trimmed(_wave(sound)))


def finish_rendered(sound: Sound) -> Rendered:
    """The same for a synthesiser's speech, whose pauses are longer than a person's."""
    return _finished(without_long_pauses(trimmed(_wave(sound))))


def _finished(wave: Wave) -> Rendered:
    wave = levelled(wave)
    return Rendered(_mulaw(wave), _mulaw(levelled(stretched(wave))))


def _wave(sound: Sound) -> Wave:
    moved = resample_samples(samples(sound.pcm), sound.rate, RATE)
    wave: Wave = moved.astype(np.float32) / np.float32(32768)
    return wave


def _mulaw(wave: Wave) -> bytes:
    pcm = np.rint(np.clip(wave, -1.0, 1.0) * 32767).astype("<i2").tobytes()
    return pad_to_frames(mulaw_encode(pcm))

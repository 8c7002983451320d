"""From a recording as it arrives to one that can be played: one rate, no rumble, trimmed, at the level of all. Pure."""

import io
import wave as wav

import numpy as np
import soxr  # type: ignore[import-untyped]  # it ships no types

from prompts.audio_check import CLIPPED, clipped, of_length, of_take
from prompts.errors import PromptError
from prompts.loudness import PEAK, RATE, WINDOW, Wave, levelled
from prompts.parts import Part
from speech.convert import samples
from speech.ports import Sound

RUMBLE_HZ = (50.0, 90.0)
"""Hum, wind and a microphone's offset are under these; the telephone carries nothing under 300 Hz."""
QUIET, OVER_NOISE = 1e-4, 4.0
"""A window is silence at 40 dB under the loudest one, or at 6 dB over the noise."""
LOUDEST_SILENCE = 1e-2
"""But never at less than 20 dB under the loudest: a soft consonant is speech."""
BEFORE, AFTER = 480, 960
"""Samples (60 and 120 ms) that stay around speech; `prompts.loudness.trimmed` takes more where there is silence."""


def wave_of(sound: Sound) -> Wave:
    """Floats, full scale 1.0."""
    return samples(sound.pcm).astype(np.float32) / np.float32(32768)


def cleaned(sound: Sound, part: Part) -> Wave:
    """At RATE. Raises PromptError without a place, with the first thing that makes it no prompt."""
    raw = wave_of(sound)
    if clipped(raw):
        raise PromptError(CLIPPED)
    wave = without_rumble(raw if sound.rate == RATE else soxr.resample(raw, sound.rate, RATE))
    if wrong := of_take(wave):
        raise PromptError(wrong)
    speech = levelled(edged(wave))
    if wrong := of_length(speech, part):
        raise PromptError(wrong)
    return np.clip(speech, -PEAK, PEAK)


def without_rumble(wave: Wave) -> Wave:
    """Nothing under RUMBLE_HZ; RATE."""
    if not len(wave):
        return wave
    low, high = RUMBLE_HZ
    hertz = np.fft.rfftfreq(len(wave), 1 / RATE)
    kept = np.fft.irfft(np.fft.rfft(wave) * np.clip((hertz - low) / (high - low), 0.0, 1.0), len(wave))
    return kept.astype(np.float32)


def edged(wave: Wave) -> Wave:
    """From the first speech to the last; the noise of a room counts as silence."""
    power = (np.pad(wave, (0, -len(wave) % WINDOW)).astype(np.float64).reshape(-1, WINDOW) ** 2).mean(axis=1)
    loudest = power.max(initial=0.0)
    noise = np.percentile(power, 10) if len(power) else 0.0
    silence = min(max(loudest * QUIET, noise * OVER_NOISE), loudest * LOUDEST_SILENCE)
    loud = np.flatnonzero(power > silence)
    if not loud.size:
        return wave[:0]
    start = max(int(loud[0]) * WINDOW - BEFORE, 0)
    return wave[start : (int(loud[-1]) + 1) * WINDOW + AFTER]


def wav_file(wave: Wave) -> bytes:
    """A WAV file: mono, 16 bit, 8000 Hz. More is not kept, because no caller hears it: the telephone ends at 4 kHz."""
    written = io.BytesIO()
    with wav.open(written, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(np.rint(np.clip(wave, -1.0, 1.0) * 32767).astype("<i2").tobytes())
    return written.getvalue()

"""Sound as the caller uses it: 16 bit linear samples at 8000 Hz in numpy arrays."""

import asyncio
import io
import wave
from pathlib import Path

import numpy as np

from speech.convert import Samples, mulaw_samples, resample_samples

RATE = 8000
"""Hertz, as G.711 (ITU-T G.711)."""
FRAME = 160
"""Samples in one 20 ms packet."""
LOUD = 400
"""A sample above this (of 32767) is sound: the quantisation noise of G.711 silence stays below 50."""

SOFT = RATE // 8
"""Samples kept around the loud part of a word: an h or an s is soft, and the recogniser needs it."""


class SayFailed(Exception):
    """The words could not be turned into sound; the text says why."""


def samples(sound: "bytes | Samples") -> Samples:
    """Linear samples; bytes are taken for mu-law, which is what `Sounds.sound` gives."""
    return mulaw_samples(sound) if isinstance(sound, bytes) else sound


def loud_part(sound: Samples) -> tuple[int, int]:
    """First loud sample and the one after the last; (0, 0) where nothing is loud."""
    loud = np.flatnonzero(np.abs(sound.astype(np.int32)) > LOUD)
    return (int(loud[0]), int(loud[-1]) + 1) if loud.size else (0, 0)


def read_wav(data: bytes) -> Samples:
    """A mono 16 bit WAV of any rate, brought to 8000 Hz."""
    with wave.open(io.BytesIO(data)) as file:
        if file.getnchannels() != 1 or file.getsampwidth() != 2:
            raise SayFailed("a WAV to be said must be mono with 16 bits a sample; convert it first")
        # espeak-ng writing to a pipe does not know the length, so its header promises too much.
        linear = np.frombuffer(file.readframes(file.getnframes()), dtype="<i2").astype(np.int16)
        return resample_samples(linear, file.getframerate(), RATE)


async def speak(text: str, language: str, *, words_a_minute: int = 130) -> Samples:
    """The text in espeak-ng's voice of the language, silence beyond SOFT trimmed. Raises SayFailed."""
    command = ("espeak-ng", "-v", language, "-s", str(words_a_minute), "--stdout", "--", text)
    try:
        process = await asyncio.create_subprocess_exec(
            *command, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
        )
    except FileNotFoundError:
        raise SayFailed("espeak-ng is not installed; install the Debian package espeak-ng") from None
    out, err = await process.communicate()
    if process.returncode or not out:
        raise SayFailed(f"espeak-ng could not say {text!r} in {language!r}: {err.decode(errors='replace').strip()}")
    sound = read_wav(out)
    first, after = loud_part(sound)
    return sound[max(0, first - SOFT) : after + SOFT]


async def sound_of(what: "str | Path | Samples", language: str) -> Samples:
    """Text is spoken by espeak-ng, a path is read as WAV, samples stay as they are."""
    if isinstance(what, str):
        return await speak(what, language)
    if isinstance(what, Path):
        return read_wav(await asyncio.to_thread(what.read_bytes))
    return what

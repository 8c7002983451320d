"""Words in several of espeak-ng's voices, to teach a language from: they say nothing about people."""

import subprocess
import wave
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from speech.by_example.embedding import Network
from speech.by_example.recording import Recording
from speech.by_example.taught import save
from speech.by_example.teaching import Lesson, teach
from speech.convert import MULAW_SILENCE, Samples, mulaw_encode, mulaw_samples, resample, resample_samples, samples
from speech.espeak import ESPEAK_RATE, WAV_HEADER
from speech.ports import FRAME_BYTES, MULAW_RATE

TEACHERS = ("m1", "m3", "m7", "f1", "f4")
"""Variants of espeak-ng."""
STRANGER = "f2"
"""Who calls."""


def recorded(text: str, language: str, voice: str, file: Path) -> None:
    """A WAV file as an admin would bring it."""
    with wave.open(str(file), "wb") as out:
        out.setparams((1, 2, ESPEAK_RATE, 0, "NONE", ""))
        out.writeframes(_spoken(text, language, voice))


def _spoken(text: str, language: str, voice: str) -> bytes:
    command = ("espeak-ng", "-v", f"{language}+{voice}", "-s", "130", "--stdout", text)
    sound = subprocess.run(command, capture_output=True, check=True).stdout[WAV_HEADER:]
    return sound[: len(sound) // 2 * 2]


@cache
def word(text: str, language: str, voice: str) -> Samples:
    """At 8000 Hz, through G.711."""
    narrow = resample_samples(samples(_spoken(text, language, voice)), ESPEAK_RATE, MULAW_RATE)
    return mulaw_samples(mulaw_encode(narrow.astype("<i2").tobytes()))


def said(text: str, language: str, voice: str = STRANGER) -> bytes:
    """As a caller's mu-law: 0.5 s of silence before it and 2.4 s after, whole frames."""
    spoken = mulaw_encode(resample(_spoken(text, language, voice), ESPEAK_RATE, MULAW_RATE))
    whole = MULAW_SILENCE * 4000 + spoken + MULAW_SILENCE * 19_200
    return whole[: len(whole) // FRAME_BYTES * FRAME_BYTES]


def recordings(words: Iterable[str], language: str, voices: Iterable[str] = TEACHERS) -> list[Recording]:
    """Each word by each voice."""
    return [
        Recording(text, voice, f"{voice}/{text}.wav", word(text, language, voice)) for voice in voices for text in words
    ]


@cache
def network() -> Network:
    """One for all tests: it takes 0.1 s."""
    return Network()


def taught(words: Iterable[str], language: str, folder: Path) -> Lesson:
    """A language taught into a folder, as `./amparo models teach` does."""
    lesson = teach(network(), recordings(words, language))
    save(folder, lesson.taught)
    return lesson

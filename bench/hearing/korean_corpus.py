"""Synthetic speech as a telephone would bring it, made by espeak-ng when it is missing and kept in a folder."""

import hashlib
import os
import subprocess
from functools import lru_cache
from pathlib import Path

from bench.hearing.corpus import telephone
from bench.hearing.voices import Take
from speech.convert import Samples, mulaw_of, mulaw_samples, resample_samples, samples
from speech.espeak import ESPEAK_RATE, WAV_HEADER
from speech.phonemes import version
from speech.ports import MULAW_RATE

MADE = 1
"""Changes whenever sound would be made otherwise, so that no file of before is taken."""


class SyntheticCorpus:
    """Texts in many voices, through 300 to 3400 Hz and G.711."""

    def __init__(self, folder: Path, language: str = "ko") -> None:
        self._folder = folder
        self._language = language
        self.said = lru_cache(maxsize=4096)(self._said)

    def _said(self, text: str, take: Take) -> Samples:
        """One way of saying a text, at 8000 Hz. The file is G.711; a missing or broken one is made anew."""
        file = self._folder / f"{self._name(text, take)}.ulaw"
        try:
            kept = file.read_bytes()
        except OSError:
            kept = b""
        return mulaw_samples(kept) if kept else self._made(text, take, file)

    def _name(self, text: str, take: Take) -> str:
        voice = take.voice(self._language)
        whole = f"{MADE} {version()} {voice} {take.speed} {take.pitch} {text}"
        return hashlib.sha256(whole.encode()).hexdigest()[:24]

    def _made(self, text: str, take: Take, file: Path) -> Samples:
        sound = telephone(espoken(text, take.voice(self._language), take.speed, take.pitch))
        file.parent.mkdir(parents=True, exist_ok=True)
        draft = file.with_name(f"{file.name}.{os.getpid()}.part")
        draft.write_bytes(mulaw_of(sound))
        draft.replace(file)
        return sound


def espoken(text: str, voice: str, speed: int, pitch: int) -> Samples:
    """A text by espeak-ng at 8000 Hz, before any telephone."""
    command = ("espeak-ng", "-v", voice, "-s", str(speed), "-p", str(pitch), "--stdout", text)
    wav = subprocess.run(command, capture_output=True, check=True).stdout
    return resample_samples(samples(wav[WAV_HEADER : len(wav) - len(wav) % 2]), ESPEAK_RATE, MULAW_RATE)

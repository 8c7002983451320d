"""A caller's voice for measuring and tests, from the espeak-ng command; the line itself speaks through pyttsx3."""

import subprocess

from speech.convert import MULAW_SILENCE, mulaw_encode, resample
from speech.ports import MULAW_RATE

WAV_HEADER = 44
ESPEAK_RATE = 22_050


def spoken(text: str, language: str, speed: int, pitch: int) -> bytes:
    """A text said by espeak-ng as mu-law, with 0.5 s of silence before and 2.4 s after it."""
    command = ("espeak-ng", "-v", language, "-s", str(speed), "-p", str(pitch), "--stdout", text)
    wav = subprocess.run(command, capture_output=True, check=True).stdout  # noqa: S603 - no shell, fixed program
    pcm = wav[WAV_HEADER : len(wav) - len(wav) % 2]
    sound = mulaw_encode(resample(pcm, ESPEAK_RATE, MULAW_RATE))
    return MULAW_SILENCE * 4000 + sound + MULAW_SILENCE * 19_200

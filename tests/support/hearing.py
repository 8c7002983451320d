"""Real workers in tests: a word is said, and its last event is waited for."""

import asyncio
import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from speech.ports import Heard, HearingEvent, SpeechStarted, Zone
from speech.workers import VoskWorkers
from tests.support.korean import GRAMMAR, said, why_no_espeak, why_no_vosk

REAL = [
    pytest.mark.vosk,
    pytest.mark.espeak,
    pytest.mark.skipif(why_no_vosk() is not None, reason=str(why_no_vosk())),
    pytest.mark.skipif(why_no_espeak() is not None, reason=str(why_no_espeak())),
]
"""The marks of tests in which the real recogniser hears espeak-ng."""
LAW = Heard("menu.law", "아이들", Zone.ACCEPT)


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(60):
        while not condition():  # noqa: ASYNC110 - conditions of other processes set no Event
            await asyncio.sleep(0.02)


def mother(workers: VoskWorkers) -> int:
    """Her process id."""
    pid = workers.mother("ko")
    assert pid is not None
    return pid


async def all_gone(workers: VoskWorkers) -> None:
    """The Korean model has to be loaded again: nobody is left who has it."""
    dying = mother(workers), *workers.pids("ko")
    for pid in dying:
        os.kill(pid, signal.SIGKILL)
    await until(lambda: workers.pids("ko") == ())


def descendants(of: int | None = None) -> set[int]:
    """Process ids of all children of this process, and of theirs; also of those who ended and still have a number."""
    own = {pid for file in Path(f"/proc/{of or os.getpid()}/task").glob("*/children") for pid in _numbers(file)}
    return own.union(*map(descendants, own))


def state(pid: int) -> str:
    """The letter that `ps` shows; empty where it is gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2][0]
    except OSError:
        return ""


def _numbers(file: Path) -> list[int]:
    try:
        return [int(pid) for pid in file.read_text().split()]
    except OSError:
        return []


def last(events: list[HearingEvent]) -> HearingEvent | None:
    return events[-1] if events and not isinstance(events[-1], SpeechStarted) else None


async def hear(workers: VoskWorkers, word: str) -> HearingEvent | None:
    events: list[HearingEvent] = []
    stream = workers.open(GRAMMAR, events.append)
    stream.feed(said(word))
    await until(lambda: last(events) is not None)
    return last(events)


class Told:
    """Events of one stream, or of one gap for any sound."""

    def __init__(self) -> None:
        self.events: list[HearingEvent] = []
        self._over = asyncio.Event()
        self._some = asyncio.Event()

    def __call__(self, event: HearingEvent) -> None:
        self.events.append(event)
        self._some.set()
        if not isinstance(event, SpeechStarted):
            self._over.set()

    async def some(self) -> None:
        """Until anything was told."""
        async with asyncio.timeout(30):
            await self._some.wait()

    async def all(self) -> list[HearingEvent]:
        """When it is over."""
        async with asyncio.timeout(30):
            await self._over.wait()
        return self.events

    async def last(self) -> HearingEvent:
        """What it ended with."""
        return (await self.all())[-1]

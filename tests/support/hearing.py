"""Real workers in tests: a word is said, and its last event is waited for."""

import asyncio
import os
import signal
from collections.abc import Callable
from pathlib import Path

from speech.ports import Heard, HearingEvent, SpeechStarted, Zone
from speech.workers import VoskWorkers
from tests.support.korean import GRAMMAR, said

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

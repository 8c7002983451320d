"""More speech at once than this machine can hear: each caller gets an answer or is told to use keys."""

import asyncio
import os
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import pytest

from speech.ears import MOST_STREAMS
from speech.models import installed
from speech.ports import Deaf, EarsFull, HearingEvent, HearingStream, Lost, SpeechStarted
from speech.worker import FULL_S
from speech.workers import VoskWorkers
from tests.support.hearing import LAW, REAL, hear, last, until
from tests.support.korean import GRAMMAR, said

pytestmark = REAL
NOWHERE = Path("no such folder")


@pytest.fixture
async def workers() -> AsyncIterator[VoskWorkers]:
    """One worker on one core, so that no machine is too fast for the test."""
    started = VoskWorkers(installed(NOWHERE), processes=1)
    await started.start()
    os.sched_setaffinity(started.pids("ko")[0], {min(os.sched_getaffinity(0))})
    yield started
    await started.close()


async def test_a_full_pool_is_for_keys_and_nobody_waits_for_ever(workers: VoskWorkers) -> None:
    told: list[list[HearingEvent]] = [[] for _ in range(MOST_STREAMS)]
    streams = [workers.open(GRAMMAR, events.append) for events in told]
    with pytest.raises(EarsFull, match="keys still work"):
        workers.open(GRAMMAR, lambda _: None)
    await _all_speak(streams)
    await until(lambda: all(last(events) is not None for events in told))
    answers = [last(events) for events in told]
    assert Deaf() in answers
    assert Lost() not in answers
    assert all(sum(not isinstance(event, SpeechStarted) for event in events) == 1 for events in told)
    while (heard := await hear(workers, "아이들")) != LAW:
        assert heard == Deaf()


async def test_a_question_that_comes_while_much_waits_is_for_keys(workers: VoskWorkers) -> None:
    await _all_speak([workers.open(GRAMMAR, lambda _: None) for _ in range(MOST_STREAMS - 1)])
    await asyncio.sleep(FULL_S + 0.5)
    events: list[HearingEvent] = []
    workers.open(GRAMMAR, events.append).feed(said("아이들"))
    await until(lambda: events != [])
    assert events == [Deaf()]


async def _all_speak(streams: Sequence[HearingStream]) -> None:
    """Ten seconds without a pause, as much as anybody says at once, four times as fast as it was said."""
    word = said("아이들").strip(b"\xff")
    much = (word * (80_000 // len(word) + 1))[:80_000]
    for start in range(0, len(much), 2_000):
        for stream in streams:
            stream.feed(much[start : start + 2_000])
        await asyncio.sleep(0.06)

"""Work beside the event loop: in a process, in a thread, and the watch that asks again and again."""

import asyncio
import os
import sys
import time
from pathlib import Path

import pytest

from flows import load
from flows.errors import FlowError
from flows.nodes import Offer
from ivr.publishing.aside import AsideFailed, in_process
from ivr.publishing.beside import TURN_S, in_thread
from ivr.publishing.records import Heads
from ivr.publishing.watch import BACK, Watch, nap
from tests.support.leftovers import descendants, own_pid
from tests.support.live_line import LIBRARY, WELCOME

OFFER = Offer(("ko", "en"), "ko")


# -- a process -----------------------------------------------------------------------------------------


async def test_a_book_is_loaded_in_a_process_as_it_is_here() -> None:
    there = await in_process(load.book, LIBRARY, OFFER)
    assert there == load.book(LIBRARY, OFFER)


async def test_what_is_raised_there_is_raised_here_with_all_it_knows() -> None:
    broken = {**LIBRARY, "welcome.yaml": WELCOME.replace("next: second", "next: nowhere")}
    with pytest.raises(FlowError) as there:
        await in_process(load.book, broken, OFFER)
    with pytest.raises(FlowError) as here:
        load.book(broken, OFFER)
    assert there.value.sentences() == here.value.sentences()


async def test_a_process_that_dies_is_told() -> None:
    with pytest.raises(AsideFailed, match="3"):
        await in_process(os._exit, 3)


async def test_what_it_prints_is_no_answer() -> None:
    code = "import sys; sys.stdout.write('noise')"
    answer: object = await in_process(exec, code)
    assert answer is None


async def test_cancelling_ends_the_process() -> None:
    before = descendants(own_pid())
    work = asyncio.create_task(in_process(time.sleep, 600))
    while not set(descendants(own_pid())) - set(before):  # noqa: ASYNC110 - a process sets no event
        await asyncio.sleep(0.01)
    work.cancel()
    with pytest.raises(asyncio.CancelledError):
        await work
    assert set(descendants(own_pid())) <= set(before)


# -- a thread ------------------------------------------------------------------------------------------


async def test_a_coroutine_runs_on_a_loop_of_its_own_with_short_turns() -> None:
    outside, before = asyncio.get_running_loop(), sys.getswitchinterval()

    async def work() -> tuple[bool, float]:
        await asyncio.sleep(0)
        return asyncio.get_running_loop() is outside, sys.getswitchinterval()

    same_loop, turn = await in_thread(work)
    assert not same_loop
    assert turn == pytest.approx(TURN_S)
    assert sys.getswitchinterval() == before


async def test_what_a_thread_raises_is_raised() -> None:
    async def work() -> None:
        raise FlowError(())

    with pytest.raises(FlowError):
        await in_thread(work)


async def test_cancelling_waits_until_the_thread_has_cleaned_up(tmp_path: Path) -> None:
    begun, cleaned = tmp_path / "begun", tmp_path / "cleaned"

    async def work() -> None:
        begun.touch()
        try:
            await asyncio.sleep(600)
        finally:
            cleaned.touch()

    task = asyncio.create_task(in_thread(work))
    while not begun.exists():  # noqa: ASYNC110 - another thread sets no event of this loop
        await asyncio.sleep(0.01)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert cleaned.exists()


# -- the watch -----------------------------------------------------------------------------------------


class Asked:
    """What a watch is told and does, one look at a time."""

    def __init__(self, answers: list[Heads | Exception]) -> None:
        self.answers = answers
        self.acted: list[tuple[Heads, Heads]] = []
        self.failing: list[Exception] = []
        self.said: list[str] = []
        self.over = asyncio.Event()

    async def ask(self) -> Heads:
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    async def act(self, old: Heads, new: Heads) -> None:
        if self.failing:
            raise self.failing.pop(0)
        self.acted.append((old, new))

    async def pause(self) -> None:
        if not self.answers:
            self.over.set()
            await asyncio.Event().wait()
        await asyncio.sleep(0)

    async def run(self) -> None:
        """Until there are no more answers."""
        watch = Watch(self.ask, self.act, self.said.append, self.pause)
        watch.start(heads(1))
        await asyncio.wait_for(self.over.wait(), 10)
        await watch.close()
        await watch.close()


def heads(publication: int, message: int = 0) -> Heads:
    return Heads(publication, message, 0)


async def test_a_watch_acts_on_changes_only() -> None:
    asked = Asked([heads(1), heads(2), heads(2), heads(2, 1)])
    await asked.run()
    assert asked.acted == [(heads(1), heads(2)), (heads(2), heads(2, 1))]
    assert asked.said == []


async def test_what_could_not_be_done_is_done_later_and_told_once() -> None:
    asked = Asked([heads(2), heads(2), heads(2)])
    asked.failing = [ValueError("Away."), ValueError("Away.")]
    await asked.run()
    assert asked.acted == [(heads(1), heads(2))]
    assert asked.said == ["Away. The line goes on with what it has.", BACK]


async def test_a_database_that_is_away_is_told_once() -> None:
    asked = Asked([OSError(), OSError(), heads(1)])
    await asked.run()
    assert asked.said == ["OSError The line goes on with what it has.", BACK]


async def test_two_looks_are_between_one_and_a_half_and_two_and_a_half_seconds_apart(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    waited: list[float] = []

    async def sleep(seconds: float) -> None:
        waited.append(seconds)

    monkeypatch.setattr(asyncio, "sleep", sleep)
    for _ in range(50):
        await nap()
    assert 1.5 < min(waited) < max(waited) < 2.5

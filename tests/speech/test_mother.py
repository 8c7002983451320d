"""The mother who has the model: workers she forks hear as others do, live on without her, and none is left over."""

import asyncio
import os
import signal
from pathlib import Path

import pytest

from bench.processes import memory_mb
from speech import worker_source
from speech.models import installed
from speech.ports import Heard, HearingEvent, SpeechStarted
from speech.workers import VoskWorkers
from tests.support.hearing import LAW, REAL, descendants, hear, last, mother, state, until
from tests.support.korean import GRAMMAR, said

pytestmark = REAL
NOWHERE = Path("no such folder")
FORKS = 20
WORDS = ("아이들", "엄마", "아이 엄마", "너무 위험")


async def test_after_many_forks_four_words_at_once_are_heard_as_by_the_first(workers: VoskWorkers) -> None:
    first = await _hear_all(workers)
    assert [heard.phrase for heard in first if isinstance(heard, Heard)] == list(WORDS)
    born = mother(workers)
    has = _count(born, "fd")
    for _ in range(FORKS):
        await _killed(workers)
        assert await _hear_all(workers) == first
    await until(lambda: len(workers.pids("ko")) == 2)
    assert mother(workers) == born
    assert descendants(born) == set(workers.pids("ko"))
    assert _count(born, "task") == 1
    assert _count(born, "fd") == has


async def test_workers_have_no_descriptor_of_anybody_else(workers: VoskWorkers) -> None:
    """Whoever held another's socket would hide its death from the line."""
    sockets = [_links(pid) for pid in (*workers.pids("ko"), mother(workers))]
    assert [len(each) for each in sockets] == [1, 1, 1]
    assert len(set.union(*sockets)) == 3


async def test_her_death_is_nothing_a_caller_notices(workers: VoskWorkers) -> None:
    before, dead = workers.pids("ko"), mother(workers)
    events: list[HearingEvent] = []
    stream = workers.open(GRAMMAR, events.append)
    spoken = said("아이들")
    stream.feed(spoken[:7200])
    await until(lambda: events == [SpeechStarted()])
    os.kill(dead, signal.SIGKILL)
    await until(lambda: state(dead) == "")
    stream.feed(spoken[7200:])
    await until(lambda: last(events) is not None)
    assert last(events) == LAW
    assert workers.pids("ko") == before
    await until(lambda: workers.mother("ko") not in {None, dead})
    for pid in before:
        os.kill(pid, signal.SIGKILL)
    await until(lambda: len(set(workers.pids("ko")) - set(before)) == 2)
    assert await hear(workers, "아이들") == LAW


async def test_a_mother_who_is_stuck_is_replaced(workers: VoskWorkers, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker_source, "FORK_S", 0.2)
    stuck = mother(workers)
    os.kill(stuck, signal.SIGSTOP)
    for pid in workers.pids("ko"):
        os.kill(pid, signal.SIGKILL)
    await until(lambda: state(stuck) == "")
    monkeypatch.undo()
    assert await hear(workers, "아이들") == LAW


async def test_closed_with_everybody_frozen_nothing_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker_source, "GRACE_S", 0.2)
    before = descendants()
    workers = VoskWorkers(installed(NOWHERE))
    await workers.start()
    for pid in (mother(workers), *workers.pids("ko")):
        os.kill(pid, signal.SIGSTOP)
    await workers.close()
    assert descendants() == before


async def test_two_who_hear_and_their_mother_weigh_less_than_two_who_are_alone(workers: VoskWorkers) -> None:
    alone = VoskWorkers(installed(NOWHERE), processes=1)
    await alone.start()
    try:
        await _hear_all(workers)
        two = sum(map(memory_mb, (mother(workers), *workers.pids("ko"))))
        one = sum(map(memory_mb, (mother(alone), *alone.pids("ko"))))
    finally:
        await alone.close()
    assert two < 1.5 * one


async def _hear_all(workers: VoskWorkers) -> list[HearingEvent | None]:
    return await asyncio.gather(*(hear(workers, word) for word in WORDS))


async def _killed(workers: VoskWorkers) -> None:
    active = workers.pids("ko")[0]
    os.kill(active, signal.SIGKILL)
    await until(lambda: workers.pids("ko") != () and active not in workers.pids("ko"))


def _count(pid: int, what: str) -> int:
    return len(list(Path(f"/proc/{pid}/{what}").iterdir()))


def _links(pid: int) -> set[str]:
    links = [str(link.readlink()) for link in Path(f"/proc/{pid}/fd").iterdir()]
    return {link for link in links if link.startswith("socket:")}

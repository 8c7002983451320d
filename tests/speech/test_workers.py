"""Recogniser workers as processes: dying, many at once, phones that send no silence, and nothing left behind."""

import asyncio
import os
import re
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from speech.convert import mulaw_encode, mulaw_samples
from speech.models import installed
from speech.ports import (
    Grammar,
    Heard,
    HearingEvent,
    LanguageDeaf,
    Lost,
    SpeechStarted,
    Zone,
)
from speech.workers import VoskWorkers
from tests.support.hearing import LAW, REAL, descendants, hear, last, mother, state, until
from tests.support.korean import GRAMMAR, frames, said

pytestmark = REAL
NOWHERE = Path("no such folder")
HOME = Path(__file__).resolve().parents[2]


async def test_killed_in_a_word_costs_that_word_and_the_standby_hears_the_next(workers: VoskWorkers) -> None:
    events: list[HearingEvent] = []
    stream = workers.open(GRAMMAR, events.append)
    active, standby = workers.pids("ko")
    sound = frames(said("아이들"))
    for frame in sound[:45]:
        stream.feed(frame)
    await until(lambda: events == [SpeechStarted()])
    os.kill(active, signal.SIGKILL)
    await until(lambda: last(events) == Lost())
    assert workers.pids("ko")[0] == standby
    assert await hear(workers, "아이들") == LAW
    stream.feed(sound[0])
    assert events == [SpeechStarted(), Lost()]


async def test_there_is_a_new_standby_and_never_more_than_two_hear(workers: VoskWorkers) -> None:
    others = descendants() - set(workers.pids("ko"))
    active, standby = workers.pids("ko")
    os.kill(active, signal.SIGKILL)
    await until(lambda: active not in workers.pids("ko"))
    await until(lambda: len(workers.pids("ko")) == 2)
    assert workers.pids("ko")[0] == standby
    assert descendants() - others == set(workers.pids("ko"))


async def test_twenty_at_once(workers: VoskWorkers) -> None:
    words = ("아이들", "엄마", "아이 엄마", "너무 위험") * 5
    assert await asyncio.gather(*(hear(workers, word) for word in words)) == [
        Heard(option, word, Zone.ACCEPT) for word in words for option, phrases in GRAMMAR.options if word in phrases
    ]


async def test_a_phone_that_sends_no_silence_is_answered_too(workers: VoskWorkers) -> None:
    events: list[HearingEvent] = []
    stream = workers.open(GRAMMAR, events.append)
    spoken = said("아이들").rstrip(b"\xff")
    for frame in frames(spoken):
        stream.feed(frame)
    await until(lambda: last(events) is not None)
    assert last(events) == LAW


@pytest.mark.parametrize("phrase", ["아이들, 아이들", "어... 아이들"])
async def test_twice_or_with_hesitation_is_heard(workers: VoskWorkers, phrase: str) -> None:
    heard = await hear(workers, phrase)
    assert isinstance(heard, Heard)
    assert heard.option == "menu.law"


async def test_quiet_callers_are_heard(workers: VoskWorkers) -> None:
    events: list[HearingEvent] = []
    quiet = mulaw_encode((mulaw_samples(said("아이들")) // 16).astype("<i2").tobytes())
    workers.open(GRAMMAR, events.append).feed(quiet)
    await until(lambda: last(events) is not None)
    heard = last(events)
    assert isinstance(heard, Heard)
    assert heard.option == "menu.law"


async def test_nothing_is_left_after_close() -> None:
    descriptors, threads, children = _descriptors(), threading.active_count(), descendants()
    workers = VoskWorkers(installed(NOWHERE))
    await workers.start()
    events: list[HearingEvent] = []
    workers.open(GRAMMAR, events.append).feed(said("아이들")[:6400])
    pids = (*workers.pids("ko"), mother(workers))
    await workers.close()
    await workers.close()
    await until(lambda: threading.active_count() <= threads)
    assert workers.languages == frozenset()
    assert not any(map(_exists, pids))
    assert (descendants(), _descriptors()) == (children, descriptors)
    assert events[-1] == Lost()


async def test_the_event_loop_is_never_held(workers: VoskWorkers) -> None:
    """Twenty callers' sound in one go: what is measured is the loop's thread, not the machine's other work."""
    streams = [workers.open(GRAMMAR, lambda _: None) for _ in range(20)]
    frame = said("아이들")[8000:8160]
    before = time.thread_time()
    for _ in range(50):
        for stream in streams:
            stream.feed(frame)
        await asyncio.sleep(0)
    assert (time.thread_time() - before) / 50 < 0.005  # CPU of one 20 ms tick of 20 calls: rule of DESIGN 5a


@pytest.mark.parametrize("dies", ["active", "mother"])
async def test_closed_while_another_is_made_leaves_nothing(dies: str) -> None:
    before, descriptors = descendants(), _descriptors()
    workers = VoskWorkers(installed(NOWHERE))
    await workers.start()
    pids = {"active": workers.pids("ko")[0], "mother": mother(workers)}
    os.kill(pids[dies], signal.SIGKILL)
    await until(lambda: workers.pids("ko")[0] != pids["active"] or mother(workers) != pids["mother"])
    await workers.close()
    assert descendants() == before
    assert _descriptors() == descriptors


async def test_a_worker_dies_with_the_line() -> None:
    code = (
        "import asyncio, os, pathlib, sys\n"
        "from speech.models import installed\n"
        "from speech.workers import VoskWorkers\n"
        "async def main():\n"
        "    workers = VoskWorkers(installed(pathlib.Path('none')))\n"
        "    await workers.start()\n"
        "    print(*workers.pids('ko'), workers.mother('ko'), flush=True)\n"
        "    os.kill(os.getpid(), 9)\n"
        "asyncio.run(main())\n"
    )
    command = [sys.executable, "-c", code]
    line = await asyncio.to_thread(subprocess.run, command, cwd=HOME, capture_output=True, text=True, check=False)
    pids = [int(pid) for pid in line.stdout.split()]
    assert len(pids) == 3
    await until(lambda: not any(_runs(pid) for pid in pids))


async def test_a_broken_model_is_told_in_a_sentence_and_the_others_hear(tmp_path: Path) -> None:
    before = descendants()
    workers = VoskWorkers({"xx": tmp_path, **installed(NOWHERE)}, processes=1)
    try:
        (sentence,) = await workers.start()
        assert re.search(r"recogniser for xx does not start: .*install it again", sentence)
        assert workers.languages == {"ko"}
        with pytest.raises(LanguageDeaf, match="no recogniser model for xx"):
            workers.open(Grammar("xx", (("law", ("law",)),)), lambda _: None)
    finally:
        await workers.close()
    assert descendants() == before


async def test_a_grammar_of_unknown_words_hears_nothing_listed(workers: VoskWorkers) -> None:
    events: list[HearingEvent] = []
    workers.open(Grammar("ko", (("law", ("뷁쉙",)),)), events.append).feed(said("아이들"))
    await until(lambda: last(events) is not None)
    assert not isinstance(last(events), Heard)


def _descriptors() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def _exists(pid: int) -> bool:
    return Path(f"/proc/{pid}").exists()


def _runs(pid: int) -> bool:
    return state(pid) not in {"", "Z"}

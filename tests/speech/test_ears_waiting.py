"""No recogniser is loaded just now: a word waits for the one that is being loaded, or is for keys, or is lost."""

import os
import signal
from itertools import zip_longest
from pathlib import Path

import pytest

from speech import ears_stream
from speech.models import installed
from speech.ports import Deaf, Heard, HearingEvent, LanguageDeaf, Lost
from speech.workers import VoskWorkers
from tests.support.echo import over_prompt
from tests.support.hearing import LAW, REAL, Told, all_gone, hear, until
from tests.support.korean import GRAMMAR, frames, said

pytestmark = REAL
NOWHERE = Path("no such folder")


async def test_with_one_process_there_is_no_standby_and_the_next_word_waits_for_a_new_one() -> None:
    alone = VoskWorkers(installed(NOWHERE), processes=1)
    await alone.start()
    try:
        (active,) = alone.pids("ko")
        os.kill(active, signal.SIGKILL)
        await until(lambda: active not in alone.pids("ko"))
        assert alone.languages == {"ko"}
        assert await hear(alone, "아이들") == LAW
        assert len(alone.pids("ko")) == 1
    finally:
        await alone.close()


async def test_with_all_gone_a_word_waits_for_the_one_that_is_loaded(workers: VoskWorkers) -> None:
    await all_gone(workers)
    assert workers.languages == {"ko"}
    events: list[HearingEvent] = []
    closed = workers.open(GRAMMAR, events.append)
    closed.feed(said("엄마"))
    closed.close()
    assert await hear(workers, "아이들") == LAW
    assert events == []


async def test_a_word_over_the_prompt_waits_with_what_the_line_says(workers: VoskWorkers) -> None:
    await all_gone(workers)
    told, word = Told(), over_prompt("아이들")
    stream = workers.open(GRAMMAR, told)
    for frame, line in zip_longest(frames(word.caller), frames(word.line), fillvalue=b""):
        stream.feed(frame, line)
    last = await told.last()
    assert isinstance(last, Heard)
    assert (last.option, told.events) == ("menu.law", [last])


async def test_a_model_that_cannot_be_loaded_again_is_deaf_and_keys_are_left(tmp_path: Path) -> None:
    model = tmp_path / "model"
    model.symlink_to(installed(NOWHERE)["ko"])
    workers = VoskWorkers({"ko": model}, processes=1)
    await workers.start()
    try:
        model.unlink()
        await all_gone(workers)
        events: list[HearingEvent] = []
        workers.open(GRAMMAR, events.append)
        await until(lambda: events == [Deaf()])
        with pytest.raises(LanguageDeaf, match="keys still work"):
            workers.open(GRAMMAR, events.append)
        model.symlink_to(installed(NOWHERE)["ko"])
        await until(lambda: len(workers.pids("ko")) == 1)
        assert await hear(workers, "아이들") == LAW
    finally:
        await workers.close()


async def test_a_word_that_waits_longer_than_a_caller_does_is_for_keys(
    workers: VoskWorkers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ears_stream, "WAIT_S", 0.01)
    await all_gone(workers)
    assert await hear(workers, "아이들") == Deaf()


async def test_those_who_wait_when_the_line_ends_are_told() -> None:
    workers = VoskWorkers(installed(NOWHERE), processes=1)
    await workers.start()
    await all_gone(workers)
    events: list[HearingEvent] = []
    workers.open(GRAMMAR, events.append)
    await workers.close()
    assert events == [Lost()]


async def test_a_frozen_worker_is_found_by_the_next_question_and_its_standby_hears(
    workers: VoskWorkers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ears_stream, "OPENED_S", 0.5)
    frozen, standby = workers.pids("ko")
    os.kill(frozen, signal.SIGSTOP)
    assert await hear(workers, "아이들") == Lost()
    monkeypatch.undo()
    assert workers.pids("ko")[0] == standby
    assert await hear(workers, "아이들") == LAW

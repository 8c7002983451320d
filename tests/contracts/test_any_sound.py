"""The AnySound port, on the fake and on the processes."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator

import numpy as np
import pytest
import pytest_asyncio

from bench.hearing.wordless import sound
from speech.convert import MULAW_SILENCE, mulaw_encode
from speech.ports import FRAME_BYTES, AnySound, LanguageDeaf, Lost, SpeechStarted, Unclear
from speech.sound_workers import SoundWorkers
from tests.support.hearing import Told
from tests.support.speech_fakes import FakeAnySound

QUIET = MULAW_SILENCE * FRAME_BYTES * 50
A_SOUND = QUIET + mulaw_encode(sound("ah", np.random.default_rng(1)).astype("<i2").tobytes())
A_SOUND += MULAW_SILENCE * (FRAME_BYTES * 30 - len(A_SOUND) % FRAME_BYTES)


class AnySoundContract:
    """What every AnySound promises."""

    async def test_a_sound_is_told_when_it_is_one_and_when_it_is_over(self, ears: AnySound) -> None:
        told = Told()
        ears.open(QUIET, told).feed(A_SOUND)
        assert await told.all() == [SpeechStarted(), Unclear()]

    async def test_what_the_line_says_meanwhile_is_no_matter(self, ears: AnySound) -> None:
        told = Told()
        ears.open(QUIET, told).feed(A_SOUND, A_SOUND)
        assert await told.all() == [SpeechStarted(), Unclear()]

    async def test_nothing_need_have_come_before(self, ears: AnySound) -> None:
        told = Told()
        ears.open(b"", told).feed(A_SOUND)
        assert await told.all() == [SpeechStarted(), Unclear()]

    async def test_silence_is_no_sound_and_gaps_do_not_mix(self, ears: AnySound) -> None:
        silent, loud = Told(), Told()
        one, other = ears.open(QUIET, silent), ears.open(QUIET, loud)
        one.feed(QUIET)
        other.feed(A_SOUND)
        one.feed(QUIET)
        await loud.all()
        assert silent.events == []
        one.close()

    async def test_nothing_comes_after_close(self, ears: AnySound) -> None:
        told = Told()
        stream = ears.open(QUIET, told)
        stream.close()
        stream.close()
        stream.feed(A_SOUND)
        other = Told()
        ears.open(QUIET, other).feed(A_SOUND)
        await other.all()
        assert told.events == []

    async def test_one_sound_and_then_nothing(self, ears: AnySound) -> None:
        told = Told()
        stream = ears.open(QUIET, told)
        stream.feed(A_SOUND)
        await told.all()
        stream.feed(A_SOUND)
        other = Told()
        ears.open(QUIET, other).feed(A_SOUND)
        await other.all()
        assert told.events == [SpeechStarted(), Unclear()]


class TestFake(AnySoundContract):
    @pytest.fixture
    def ears(self) -> FakeAnySound:
        return FakeAnySound()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def workers() -> AsyncIterator[SoundWorkers]:
    started = SoundWorkers()
    await started.start()
    yield started
    await started.close()


@pytest.mark.asyncio(loop_scope="module")
class TestSoundWorkers(AnySoundContract):
    @pytest.fixture
    def ears(self, workers: SoundWorkers) -> SoundWorkers:
        return workers


async def test_killed_in_a_gap_costs_that_gap_and_the_standby_hears_the_next() -> None:
    workers = SoundWorkers()
    await workers.start()
    try:
        for _ in range(3):
            told = Told()
            workers.open(QUIET, told).feed(QUIET)
            os.kill(workers.pids[0], signal.SIGKILL)
            assert await told.all() == [Lost()]
            again = Told()
            workers.open(QUIET, again).feed(A_SOUND)
            assert await again.all() == [SpeechStarted(), Unclear()]
            async with asyncio.timeout(60):
                while len(workers.pids) < 2:  # noqa: ASYNC110 - another process sets no Event
                    await asyncio.sleep(0.05)
    finally:
        await workers.close()


async def test_without_a_process_it_says_so() -> None:
    workers = SoundWorkers(1)
    with pytest.raises(LanguageDeaf, match="any sound"):
        workers.open(QUIET, Told())
    await workers.start()
    await workers.close()
    assert workers.pids == ()
    with pytest.raises(LanguageDeaf):
        workers.open(QUIET, Told())

"""What can go wrong with pyttsx3, and that the line outlives it."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from speech.ports import SynthesisFailed
from speech.pyttsx3_synthesiser import Pyttsx3Synthesiser
from tests.support.korean import why_no_espeak

pytestmark = [
    pytest.mark.espeak,
    pytest.mark.skipif(why_no_espeak() is not None, reason=str(why_no_espeak())),
]


@pytest.fixture
async def voice() -> AsyncIterator[Pyttsx3Synthesiser]:
    started = Pyttsx3Synthesiser(timeout_s=1.0)
    await started.start()
    yield started
    await started.close()


async def test_many_requests_at_once_are_all_answered(voice: Pyttsx3Synthesiser) -> None:
    texts = ["one", "one two three", "one two three four five six"]
    sounds = await asyncio.gather(*(voice.say(text, "en") for text in texts))
    assert sorted(sounds, key=lambda sound: len(sound.pcm)) == sounds


async def test_killed_it_fails_once_and_starts_again(voice: Pyttsx3Synthesiser) -> None:
    pid = voice.pid
    assert pid is not None
    os.kill(pid, signal.SIGSTOP)  # so that it cannot answer before it is killed
    asyncio.get_running_loop().call_later(0.1, os.kill, pid, signal.SIGKILL)
    with pytest.raises(SynthesisFailed, match="died"):
        await voice.say("one", "en")
    assert (await voice.say("one", "en")).pcm


async def test_hanging_it_is_killed_and_starts_again(voice: Pyttsx3Synthesiser) -> None:
    pid = voice.pid
    assert pid is not None
    os.kill(pid, signal.SIGSTOP)
    with pytest.raises(SynthesisFailed, match="no sound in 1 s"):
        await voice.say("one", "en")
    assert not _exists(pid)
    assert (await voice.say("one", "en")).pcm


async def test_someone_who_stops_waiting_does_not_get_the_next_ones_sound(voice: Pyttsx3Synthesiser) -> None:
    long = asyncio.create_task(voice.say("one two three four five six " * 20, "en"))
    await asyncio.sleep(0)
    long.cancel()
    await asyncio.wait([long])
    assert len((await voice.say("one", "en")).pcm) < 22_050 * 2 * 2


async def test_the_speed_is_obeyed() -> None:
    lengths = []
    for rate in (100, 200):
        voice = Pyttsx3Synthesiser(words_per_minute=rate)
        await voice.start()
        lengths.append(len((await voice.say("For a doctor, say doctor, or press one.", "en")).pcm))
        await voice.close()
        assert str(rate) in voice.name
    assert lengths[0] > 1.5 * lengths[1]


async def test_before_start_it_has_no_name() -> None:
    with pytest.raises(SynthesisFailed, match="not been started"):
        _ = Pyttsx3Synthesiser().name


async def test_close_leaves_no_process(voice: Pyttsx3Synthesiser) -> None:
    pid = voice.pid
    await voice.close()
    await voice.close()
    assert voice.pid is None
    assert not _exists(pid)


def _exists(pid: int | None) -> bool:
    return Path(f"/proc/{pid}").exists()

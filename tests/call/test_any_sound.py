"""Any sound in a session on an exact clock: the gap, its end, lost ears, and what is taken for noise."""

import asyncio

from flows.limits import SOUND_GAP_MS
from ivr.call.perform import BEFORE_FRAMES
from ivr.call.sound_gap import GRACE_MS, LONGEST_SOUND_S
from speech.ports import FRAME_BYTES, Lost, SpeechStarted, Unclear
from tests.support.call_world import Talk, talk
from tests.support.virtual_time import run_virtual

GAP_S = (SOUND_GAP_MS + GRACE_MS) / 1000
DEAF = "2"
"""The key of a language that is not heard."""


async def _to_first_gap(spoken: Talk) -> None:
    await spoken.press(DEAF)
    await spoken.listen_to_all()
    assert spoken.said.endswith("<menu.health/en><key.1/en>")
    assert len(spoken.any_sound.streams) == 1


async def _passes(spoken: Talk, seconds: float) -> None:
    await asyncio.sleep(seconds)
    await spoken.turn()


def test_two_sounds_choose() -> None:
    async def call() -> None:
        async with talk() as spoken:
            await _to_first_gap(spoken)
            spoken.any_sound.sound()
            await spoken.listen_to_all()
            assert spoken.said.endswith("<key.1/en><menu.health/en>")
            spoken.any_sound.sound()
            await spoken.listen_to_all()
            assert spoken.said.endswith("<need.doctor/en><key.1/en>")
            assert spoken.any_sound.streams[0].closed
            assert spoken.ears.streams == [] or all(stream.closed for stream in spoken.ears.streams)

    run_virtual(call())


def test_a_gap_without_a_sound_is_as_long_as_it_should_be() -> None:
    async def call() -> None:
        async with talk() as spoken:
            await _to_first_gap(spoken)
            await _passes(spoken, GAP_S - 0.01)
            assert spoken.line.playing is None
            await _passes(spoken, 0.02)
            assert spoken.any_sound.streams[0].closed
            await spoken.listen_to_all()
            assert spoken.said.endswith("<menu.law/en><key.2/en>")

    run_virtual(call())


def test_a_sound_at_the_end_of_the_gap_is_waited_for() -> None:
    async def call() -> None:
        async with talk() as spoken:
            await _to_first_gap(spoken)
            await _passes(spoken, GAP_S - 0.01)
            spoken.any_sound.last.tell(SpeechStarted())
            await _passes(spoken, 3)
            assert spoken.line.playing is None, "nobody is interrupted"
            spoken.any_sound.last.tell(Unclear())
            await spoken.listen_to_all()
            assert spoken.said.endswith("<key.1/en><menu.health/en>")

    run_virtual(call())


def test_a_sound_whose_end_is_never_told_counts() -> None:
    async def call() -> None:
        async with talk() as spoken:
            await _to_first_gap(spoken)
            spoken.any_sound.last.tell(SpeechStarted())
            await _passes(spoken, LONGEST_SOUND_S + 0.01)
            await spoken.listen_to_all()
            assert spoken.said.endswith("<key.1/en><menu.health/en>")

    run_virtual(call())


def test_when_the_ears_are_lost_the_option_is_read_again_and_keys_work() -> None:
    async def call() -> None:
        async with talk() as spoken:
            await _to_first_gap(spoken)
            spoken.any_sound.last.tell(Lost())
            await spoken.listen_to_all()
            assert spoken.said.endswith("<error.ears_lost/en><menu.health/en>")
            spoken.any_sound.sound()
            await spoken.listen_to_all()
            assert spoken.said.endswith("<error.ears_lost/en><menu.health/en><menu.health/en>")
            await spoken.press("2")
            await spoken.listen_to_all()
            assert "<law.choose/en>" in spoken.said

    run_virtual(call())


def test_without_any_ears_the_gaps_pass_and_keys_work() -> None:
    async def call() -> None:
        async with talk() as spoken:
            spoken.any_sound.deaf = True
            await spoken.press(DEAF)
            await spoken.listen_to_all()
            for option in ("menu.law", "menu.shelter", "menu.work"):
                await _passes(spoken, GAP_S + 0.01)
                await spoken.listen_to_all()
                assert f"<{option}/en>" in spoken.said
            await spoken.press("1")
            await spoken.listen_to_all()
            assert "<health.choose/en>" in spoken.said

    run_virtual(call())


def test_what_comes_while_the_line_speaks_and_only_that_is_taken_for_noise() -> None:
    async def call() -> None:
        async with talk() as spoken:
            await spoken.press(DEAF)
            while spoken.line.playing is not None:
                spoken.line.say(b"\x10" * FRAME_BYTES)
                spoken.line.advance(0.5)
                await spoken.turn()
            first = spoken.any_sound.before[0]
            assert b"\x10" * FRAME_BYTES in first
            assert len(first) <= BEFORE_FRAMES * FRAME_BYTES
            spoken.line.say(b"\x20" * FRAME_BYTES)
            spoken.any_sound.sound()
            await spoken.listen_to_all()
            assert spoken.any_sound.last.fed == 0
            assert b"\x20" not in spoken.any_sound.before[1]

    run_virtual(call())


def test_hanging_up_in_a_gap_closes_the_ears() -> None:
    async def call() -> None:
        async with talk() as spoken:
            await _to_first_gap(spoken)
            spoken.line.leave()
            await spoken.turn()
            assert spoken.any_sound.last.closed

    run_virtual(call())

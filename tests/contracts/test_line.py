"""One contract for every Line: the fake whose time is in our hand, and a real Asterisk with a real SIP caller."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from typing import Protocol

import numpy as np
import pytest
import pytest_asyncio

from bench.caller import Caller, Stack
from ivr.call.ports import Line, LineEvent, LineGone, LineKey, LinePlayed
from tests.support.fake_line import FRAME, SILENT, FakeLine
from tests.support.line_house import House, open_house

LOUD = b"\x10\x90" * (FRAME // 2)
"""A frame of 4000 Hz at a third of full scale: mu-law 0x10 is -15996, 0x90 is +15996 (G.711)."""

SECOND = 50


class World(Protocol):
    """A line and the caller on its other end."""

    line: Line

    async def press(self, keys: str) -> None: ...

    async def say(self, frames: int) -> None:
        """Loud frames."""

    async def leave(self) -> None: ...

    async def until(self, done: Callable[[], bool], within: float) -> bool:
        """Let time pass until it is so, or `within` seconds are over."""

    def loud_frames(self) -> int:
        """How many frames of sound the caller heard so far."""

    async def ended(self) -> bool:
        """Whether the caller's phone knows that the call is over."""


class FakeWorld:
    """Everything in our hand."""

    def __init__(self) -> None:
        self.fake = FakeLine()
        self.line: Line = self.fake

    async def press(self, keys: str) -> None:
        self.fake.press(keys)

    async def say(self, frames: int) -> None:
        self.fake.say(LOUD * frames)

    async def leave(self) -> None:
        self.fake.leave()

    async def until(self, done: Callable[[], bool], within: float) -> bool:
        for _ in range(round(within * SECOND)):
            if done():
                return True
            self.fake.advance(0.02)
        return done()

    def loud_frames(self) -> int:
        heard = bytes(self.fake.heard)
        return sum(heard[at : at + FRAME] == LOUD for at in range(0, len(heard), FRAME))

    async def ended(self) -> bool:
        return self.fake.gone


class RealWorld:
    """A SIP call through Asterisk."""

    def __init__(self, line: Line, caller: Caller) -> None:
        self.line, self.caller = line, caller

    async def press(self, keys: str) -> None:
        await self.caller.press(keys)

    async def say(self, frames: int) -> None:
        await self.caller.say(np.tile(np.array([9000, -9000], np.int16), frames * FRAME // 2))

    async def leave(self) -> None:
        await self.caller.hang_up()

    async def until(self, done: Callable[[], bool], within: float) -> bool:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(within):
                while not done():  # noqa: ASYNC110 - it happens in other programs
                    await asyncio.sleep(0.01)
        return done()

    def loud_frames(self) -> int:
        samples = np.abs(self.caller.heard.samples().astype(np.int32))
        return int(np.count_nonzero(samples > 4000)) // FRAME

    async def ended(self) -> bool:
        with contextlib.suppress(Exception):
            await self.caller.ended(within=5)
        return not self.caller.up


class Ear:
    """What a line told."""

    def __init__(self, line: Line) -> None:
        self.events: list[LineEvent] = []
        self.sounds: list[bytes] = []
        line.attach(self.events.append, self.sounds.append)


def loud_frames(sounds: list[bytes]) -> int:
    """How many frames of mu-law are louder than 0x28, about 5000."""
    samples = np.frombuffer(b"".join(sounds), np.uint8) & 0x7F
    return int(np.count_nonzero(samples < 0x28)) // FRAME


class LineContract:
    """What every Line keeps."""

    async def test_a_play_is_heard_whole_and_then_told(self, world: World) -> None:
        ear = Ear(world.line)
        world.line.play(1, LOUD * SECOND)
        assert await world.until(lambda: LinePlayed(1) in ear.events, 5)
        await world.until(lambda: world.loud_frames() >= SECOND, 1)
        assert world.loud_frames() == pytest.approx(SECOND, abs=1)
        assert ear.events == [LinePlayed(1)]

    async def test_a_long_play_is_heard_whole(self, world: World) -> None:
        ear = Ear(world.line)
        world.line.play(1, LOUD * 14 * SECOND)
        assert await world.until(lambda: LinePlayed(1) in ear.events, 20)
        await world.until(lambda: world.loud_frames() >= 14 * SECOND, 1)
        assert world.loud_frames() == pytest.approx(14 * SECOND, abs=2)

    async def test_an_empty_play_is_told(self, world: World) -> None:
        ear = Ear(world.line)
        world.line.play(1, b"")
        assert await world.until(lambda: LinePlayed(1) in ear.events, 2)

    async def test_a_new_play_replaces_the_old_one(self, world: World) -> None:
        ear = Ear(world.line)
        world.line.play(1, LOUD * 20 * SECOND)
        assert await world.until(lambda: world.loud_frames() > 5, 3)
        world.line.play(2, SILENT * 10)
        assert await world.until(lambda: LinePlayed(2) in ear.events, 3)
        assert ear.events == [LinePlayed(2)]
        assert world.loud_frames() < 5 * SECOND

    async def test_a_stopped_play_falls_silent_and_is_not_told(self, world: World) -> None:
        ear = Ear(world.line)
        world.line.play(1, LOUD * SECOND)
        assert await world.until(lambda: world.loud_frames() > 5, 3)
        world.line.stop()
        world.line.stop()
        await world.until(lambda: False, 2)
        assert world.loud_frames() < SECOND
        assert ear.events == []

    async def test_keys_come_in_order(self, world: World) -> None:
        ear = Ear(world.line)
        await world.press("19*0#")
        assert await world.until(lambda: len(ear.events) >= 5, 3)
        assert ear.events == [LineKey(key) for key in "19*0#"]

    async def test_what_came_before_somebody_listened_is_given_first(self, world: World) -> None:
        await world.press("12")
        await world.until(lambda: False, 1)
        world.line.play(1, LOUD)
        await world.until(lambda: False, 1)
        ear = Ear(world.line)
        assert ear.events == [LineKey("1"), LineKey("2"), LinePlayed(1)]

    async def test_the_callers_sound_comes_in_whole_frames(self, world: World) -> None:
        ear = Ear(world.line)
        await world.say(SECOND)
        assert await world.until(lambda: loud_frames(ear.sounds) >= SECOND - 2, 3)
        assert all(sound and len(sound) % FRAME == 0 for sound in ear.sounds)

    async def test_the_caller_leaves(self, world: World) -> None:
        ear = Ear(world.line)
        world.line.play(1, LOUD * 20 * SECOND)
        await world.leave()
        assert await world.until(lambda: LineGone() in ear.events, 3)
        world.line.play(2, LOUD)
        world.line.stop()
        heard = len(ear.sounds)
        await world.until(lambda: False, 1)
        assert ear.events == [LineGone()]
        assert len(ear.sounds) == heard

    async def test_the_line_hangs_up(self, world: World) -> None:
        ear = Ear(world.line)
        await world.line.hang_up()
        await world.line.hang_up()
        assert await world.until(lambda: LineGone() in ear.events, 3)
        assert ear.events == [LineGone()]
        assert await world.ended()

    async def test_nothing_is_said_of_quiet_while_sound_comes(self, world: World) -> None:
        ear = Ear(world.line)
        world.line.watch_sound(True)
        await world.until(lambda: False, 2)
        world.line.watch_sound(False)
        assert ear.events == []


class TestFakeLine(LineContract):
    """On the fake."""

    @pytest.fixture
    def world(self) -> World:
        return FakeWorld()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def house(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    async with open_house(tmp_path_factory.mktemp("line")) as house:
        yield house


@pytest.mark.asterisk
@pytest.mark.calls
@pytest.mark.slow
@pytest.mark.asyncio(loop_scope="module")
class TestAsteriskLine(LineContract):
    """On a real Asterisk, called by a real phone."""

    @pytest_asyncio.fixture(loop_scope="module")
    async def world(self, house: House) -> AsyncIterator[World]:
        async with Stack() as stack, Caller(stack) as caller:
            await caller.call(house.uri)
            yield RealWorld(await house.next_line(), caller)
        assert await house.left_over() == []

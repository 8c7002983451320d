"""The edge on a real Asterisk, called by real phones: nothing is left behind, and what breaks is mended."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
import pytest_asyncio

from bench.caller import Caller, CallFailed, Stack
from ivr.asterisk.line import AsteriskLine
from ivr.asterisk.path import BRIDGE_PREFIX, MEDIA_PREFIX
from ivr.call.ports import LineEvent, LineGone, LineKey, LinePlayed
from tests.support.line_house import House, open_house

pytestmark = [pytest.mark.asterisk, pytest.mark.calls, pytest.mark.slow, pytest.mark.asyncio(loop_scope="module")]

FRAME = b"\x10\x90" * 80
SECOND = FRAME * 50


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def house(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    async with open_house(tmp_path_factory.mktemp("edge")) as house:
        yield house


@pytest_asyncio.fixture(loop_scope="module")
async def stack(house: House) -> AsyncIterator[Stack]:
    async with Stack() as stack:
        yield stack
    assert await house.left_over() == []


class Talk:
    """One caller, the line they reached, and what it told."""

    def __init__(self, caller: Caller, line: AsteriskLine) -> None:
        self.caller, self.line = caller, line
        self.events: list[LineEvent] = []
        self.frames = 0
        line.attach(self._event, self._sound)
        self._told = asyncio.Event()

    async def told(self, event: LineEvent, within: float = 8.0) -> None:
        """Return when the line told this."""
        async with asyncio.timeout(within):
            while event not in self.events:
                self._told.clear()
                await self._told.wait()

    def _event(self, event: LineEvent) -> None:
        self.events.append(event)
        self._told.set()

    def _sound(self, frames: bytes) -> None:
        self.frames += len(frames) // len(FRAME)


async def call(house: House, caller: Caller) -> Talk:
    await caller.call(house.uri)
    return Talk(caller, await house.next_line())


async def test_fifty_calls_leave_nothing_behind(house: House, stack: Stack) -> None:
    await (await call(house, Caller(stack))).caller.hang_up()  # what is made once is there
    assert await house.left_over() == []
    tasks, files = asyncio.all_tasks(), open_files()
    for number in range(50):
        async with Caller(stack) as caller:
            talk = await call(house, caller)
            talk.line.play(1, SECOND)
            if number % 2:
                await talk.line.hang_up()
        await talk.told(LineGone())
    assert await house.left_over() == []
    assert asyncio.all_tasks() == tasks
    assert open_files() == files


async def test_twenty_callers_at_once_hear_their_play(house: House, stack: Stack) -> None:
    async with AsyncExitStack() as hanging_up:
        callers = [await hanging_up.enter_async_context(Caller(stack)) for _ in range(20)]
        await asyncio.gather(*(caller.call(house.uri) for caller in callers))
        talks = [Talk(caller, await house.next_line()) for caller in callers]
        for talk in talks:
            talk.line.play(1, SECOND)
        await asyncio.gather(*(talk.told(LinePlayed(1)) for talk in talks))
        assert all(caller.heard.first_sound() for caller in callers)
    assert await house.left_over() == []
    assert all(talk.events == [LinePlayed(1), LineGone()] for talk in talks)
    assert house.edge.failed == 0


async def test_packets_keep_coming_while_nothing_is_said(house: House, stack: Stack) -> None:
    async with Caller(stack) as caller:
        talk = await call(house, caller)
        await caller.wait(3)
        talk.line.play(1, SECOND)
        await caller.wait(3)
    stats = caller.stats
    assert stats is not None
    assert stats.rx_packets >= stats.tx_packets - 5  # the phone sends 50 a second all the time, and so do we
    assert talk.frames >= stats.tx_packets - 5


async def test_a_cut_of_the_control_socket_is_not_heard(house: House, stack: Stack) -> None:
    async with Caller(stack) as caller:
        talk = await call(house, caller)
        talk.line.play(1, SECOND * 2)
        cut_control(house)
        await talk.told(LinePlayed(1))
        await house.client.wait_connected(5)
        await caller.press("7")
        await talk.told(LineKey("7"))
        assert talk.events == [LinePlayed(1), LineKey("7")]
        assert house.edge.calls == 1


async def test_a_caller_who_leaves_during_the_cut_is_let_go_after_it(house: House, stack: Stack) -> None:
    async with Caller(stack) as caller:
        talk = await call(house, caller)
        cut_control(house)
        await caller.hang_up()
        await talk.told(LineGone())


async def test_a_lost_media_socket_is_replaced_within_the_call(house: House, stack: Stack) -> None:
    async with Caller(stack) as caller:
        talk = await call(house, caller)
        talk.line.play(1, SECOND * 2)
        await caller.wait(0.5)
        cut_media(talk.line)
        await talk.told(LinePlayed(1))
        frames = talk.frames
        await caller.wait(0.5)
        assert talk.frames > frames
        assert talk.events == [LinePlayed(1)]


async def test_a_line_that_starts_again_takes_up_who_stayed(house: House, stack: Stack) -> None:
    async with Caller(stack) as caller:
        first = await call(house, caller)
        house.client.listen(lambda _: None, house.edge.reconcile)  # as deaf as a process that was killed
        await house.client.close()
        await house.media.close()
        assert caller.up
        await house.begin_again()
        second = Talk(caller, await house.next_line())
        second.line.play(1, SECOND)
        await second.told(LinePlayed(1))
        await caller.press("3")
        await second.told(LineKey("3"))
        assert second.line.id != first.line.id
        assert caller.up
        first.line.caller_left()


async def test_orphans_of_ours_are_ended_and_others_bridges_are_left_alone(house: House, stack: Stack) -> None:
    async with Caller(stack) as caller:
        talk = await call(house, caller)
        await house.client.create_bridge(f"{BRIDGE_PREFIX}orphan")
        await house.client.create_bridge("somebody-elses")
        await house.edge.reconcile()
        await house.until_no_bridge(f"{BRIDGE_PREFIX}orphan")
        assert "somebody-elses" in {bridge.id for bridge in await house.client.bridges()}
        await house.client.destroy_bridge("somebody-elses")
        talk.line.play(1, FRAME)
        await talk.told(LinePlayed(1))
        channels = [channel.id for channel in await house.client.channels()]
        assert sum(channel.startswith(MEDIA_PREFIX) for channel in channels) == 1


async def test_one_caller_too_many_is_refused_and_the_others_stay(house: House, stack: Stack) -> None:
    house.edge, full = house.new_edge(house.client, capacity=1), house.edge
    await house.edge.start()
    async with Caller(stack) as first, Caller(stack) as second:
        talk = await call(house, first)
        with pytest.raises(CallFailed, match="503"):
            await second.call(house.uri)
        assert first.up
        assert talk.events == []
    assert await house.left_over() == []
    house.edge = full
    await house.edge.start()


async def test_without_a_media_server_the_caller_is_refused_at_once(house: House, stack: Stack) -> None:
    failed = house.edge.failed
    await house.media.close()
    async with Caller(stack) as caller:
        with pytest.raises(CallFailed, match="503"):
            await caller.call(house.uri)
    await house.media.start()
    assert await house.left_over() == []
    assert house.edge.failed == failed + 1


async def test_hanging_up_at_any_moment_of_the_set_up_leaves_nothing(house: House, stack: Stack) -> None:
    agent = await stack.agent("hasty")
    for number in range(40):
        dialled = await agent.dial(house.uri)
        await asyncio.sleep(number * 0.0005)
        await dialled.hangup()
    while not house.lines.empty():  # a phone that goes before the first answer came cannot say so
        await house.lines.get_nowait().hang_up()
    assert await house.left_over() == []


async def test_closing_the_edge_ends_the_calls(house: House, stack: Stack) -> None:
    async with Caller(stack) as caller:
        talk = await call(house, caller)
        await house.edge.close()
        assert talk.events == [LineGone()]
        await caller.ended()
    house.edge = house.new_edge(house.client)
    await house.edge.start()


def open_files() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def cut_control(house: House) -> None:
    connection = house.client._connection
    assert connection is not None
    connection._socket.transport.abort()


def cut_media(line: AsteriskLine) -> None:
    assert line._socket is not None
    line._socket._socket.transport.abort()

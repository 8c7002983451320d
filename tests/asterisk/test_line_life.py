"""The life of a line: set-up, loss of its socket, the end at any moment; a stand-in for Asterisk fails exactly."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

import pytest

from ivr.asterisk.errors import AriError, AriTimeoutError, ChannelGoneError, MediaError
from ivr.asterisk.line import RENEWALS, AsteriskLine
from ivr.asterisk.media import MediaServer
from ivr.asterisk.media_socket import MediaSocket
from ivr.call.ports import LineEvent, LineGone, LineKey
from tests.support.fake_media_peer import Peer, introduced, media_server, peer


class StandIn:
    """The line's path, over real sockets to a peer of ours."""

    def __init__(self, server: MediaServer) -> None:
        self.server = server
        self.opened = asyncio.Event()
        self.wait = False
        """Whether set-up hangs."""
        self.fails: AriError | None = None
        self.sockets = 0
        self.closed = 0
        self.hung_up: list[str] = []
        self.peers: list[Peer] = []
        self.stack = AsyncExitStack()

    async def open(self, *, answer: bool) -> MediaSocket:
        assert answer
        self.opened.set()
        if self.wait:
            await asyncio.Event().wait()
        return await self._socket()

    async def renew(self) -> MediaSocket:
        return await self._socket()

    async def close(self) -> None:
        self.closed += 1
        await self.stack.aclose()

    async def hang_up(self, reason: str) -> None:
        self.hung_up.append(reason)

    async def cut(self) -> None:
        """The newest socket is lost, and a new one has come."""
        sockets = self.sockets
        self.peers[-1].socket.transport.abort()
        async with asyncio.timeout(5):
            while self.sockets == sockets:  # noqa: ASYNC110 - it happens on the line's task
                await asyncio.sleep(0.005)

    async def _socket(self) -> MediaSocket:
        if self.fails:
            raise self.fails
        self.peers.append(await self.stack.enter_async_context(peer(self.server)))
        media = await introduced(self.server, self.peers[-1], f"m{self.sockets}")
        self.sockets += 1
        return media


class Living:
    """A line and its one task."""

    def __init__(self, path: StandIn) -> None:
        self.path = path
        self.line = AsteriskLine(path, path.hang_up)
        self.up = asyncio.Event()
        self.events: list[LineEvent] = []
        self.line.attach(self.events.append, lambda _: None)
        self.task = asyncio.create_task(self.line.live(self.up.set, answer=True))


@asynccontextmanager
async def living(*, wait: bool = False, fails: AriError | None = None) -> AsyncIterator[Living]:
    async with media_server() as server:
        path = StandIn(server)
        path.wait, path.fails = wait, fails
        yield Living(path)


async def test_a_line_that_hangs_up_gives_back_everything_then_tells() -> None:
    async with living() as life:
        await life.up.wait()
        await life.line.hang_up()
        assert (life.path.hung_up, life.path.closed) == (["normal"], 1)
        assert life.events == [LineGone()]
        await life.task


async def test_a_caller_who_left_is_not_hung_up_and_nothing_follows() -> None:
    async with living() as life:
        await life.up.wait()
        life.line.caller_left()
        life.line.caller_left()
        life.line.key("1")
        await life.task
        assert (life.path.hung_up, life.path.closed) == ([], 1)
        assert life.events == [LineGone()]


@pytest.mark.parametrize("ends", ["caller", "line"])
async def test_an_end_in_the_middle_of_set_up_ends_the_set_up(ends: str) -> None:
    async with living(wait=True) as life:
        await life.path.opened.wait()
        if ends == "caller":
            life.line.caller_left()
        else:
            await life.line.hang_up()
        await life.task
        assert life.path.hung_up == ([] if ends == "caller" else ["congestion"])
        assert life.path.closed == 1
        assert not life.up.is_set()


@pytest.mark.parametrize("trouble", [AriTimeoutError("invented"), MediaError("invented")])
async def test_a_set_up_that_fails_ends_the_call_as_congestion(trouble: AriError) -> None:
    async with living(fails=trouble) as life:
        with pytest.raises(type(trouble)):
            await life.task
        assert (life.path.hung_up, life.path.closed) == (["congestion"], 1)
        assert life.events == [LineGone()]


async def test_a_caller_who_is_gone_before_set_up_is_no_failure() -> None:
    async with living(fails=ChannelGoneError("invented")) as life:
        await life.task
        assert (life.path.hung_up, life.path.closed) == ([], 1)


async def test_a_lost_socket_is_replaced_and_the_play_goes_on() -> None:
    async with living() as life:
        await life.up.wait()
        life.line.play(3, b"\x10" * 320)
        await life.path.cut()
        assert b"\x10" * 320 in await life.path.peers[-1].got(1)
        assert life.events == []
        await life.line.hang_up()


async def test_a_call_whose_sockets_are_lost_again_and_again_is_ended() -> None:
    async with living() as life:
        await life.up.wait()
        for _ in range(RENEWALS):
            await life.path.cut()
        life.path.peers[-1].socket.transport.abort()
        await asyncio.wait_for(life.task, 5)
        assert life.path.sockets == RENEWALS + 1
        assert (life.path.hung_up, life.path.closed) == (["normal"], 1)
        assert life.events == [LineGone()]


async def test_a_fault_of_the_call_ends_the_line_and_is_not_swallowed() -> None:
    def fault() -> None:
        raise LookupError("invented")

    async with media_server() as server:
        path = StandIn(server)
        line = AsteriskLine(path, path.hang_up)
        with pytest.raises(LookupError):
            await line.live(fault, answer=True)
        assert (path.hung_up, path.closed) == (["normal"], 1)


async def test_keys_no_phone_has_are_not_keys() -> None:
    async with living() as life:
        for key in "A1D#":
            life.line.key(key)
        await life.line.hang_up()
        assert life.events == [LineKey("1"), LineKey("#"), LineGone()]

"""The manager connection against a peer of our own: what it reads, what it refuses, that it comes back."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from ivr.asterisk.manager import KeyDown, KeyWatch

CANARY = "390000551212"
DOWN = (
    "Event: DTMFBegin\r\nPrivilege: dtmf,all\r\nChannel: PJSIP/anonymous-1\r\nCallerIDNum: {number}\r\n"
    "Uniqueid: 1700000000.1\r\nDigit: {key}\r\nDirection: Received\r\n\r\n"
)


class Manager:
    """Asterisk's side."""

    def __init__(self, *, lets_in: bool = True) -> None:
        self.lets_in = lets_in
        self.logins = 0
        self.writers: list[asyncio.StreamWriter] = []

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"Asterisk Call Manager/9.0.0\r\n")
        asked = await reader.readuntil(b"\r\n\r\n")
        self.logins += b"Action: Login" in asked and b"Secret: s3cret" in asked
        writer.write(f"Response: {'Success' if self.lets_in else 'Error'}\r\nMessage: well\r\n\r\n".encode())
        self.writers.append(writer)

    def down(self, key: str) -> None:
        self.writers[-1].write(DOWN.format(number=CANARY, key=key).encode())

    def cut(self) -> None:
        self.writers[-1].close()


@asynccontextmanager
async def watching(manager: Manager, seen: "asyncio.Queue[KeyDown]") -> AsyncIterator[KeyWatch]:
    server = await asyncio.start_server(manager.serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    watch = KeyWatch("127.0.0.1", port, "amparo", "s3cret", seen.put_nowait)
    try:
        await watch.start()
        yield watch
    finally:
        await watch.close()
        for writer in manager.writers:
            writer.close()
        server.close()
        await server.wait_closed()


async def test_a_key_going_down_is_told_with_its_channel_and_nothing_else() -> None:
    seen: asyncio.Queue[KeyDown] = asyncio.Queue()
    manager = Manager()
    async with watching(manager, seen) as watch:
        assert watch.connected
        manager.down("5")
        down = await asyncio.wait_for(seen.get(), 2)
    assert down == KeyDown("1700000000.1", "5")
    assert CANARY not in repr(down)


async def test_other_events_are_passed_over() -> None:
    seen: asyncio.Queue[KeyDown] = asyncio.Queue()
    manager = Manager()
    async with watching(manager, seen):
        manager.writers[-1].write(b"Event: FullyBooted\r\nStatus: Fully Booted\r\n\r\n")
        manager.down("#")
        assert (await asyncio.wait_for(seen.get(), 2)).key == "#"


async def test_a_cut_connection_comes_back() -> None:
    seen: asyncio.Queue[KeyDown] = asyncio.Queue()
    manager = Manager()
    async with watching(manager, seen):
        manager.cut()
        async with asyncio.timeout(5):
            while manager.logins < 2:  # noqa: ASYNC110 - it happens on the manager's task
                await asyncio.sleep(0.01)
        await asyncio.sleep(0.05)
        manager.down("1")
        assert (await asyncio.wait_for(seen.get(), 2)).key == "1"


async def test_who_is_not_let_in_is_not_connected_and_says_so_once_at_the_start() -> None:
    seen: asyncio.Queue[KeyDown] = asyncio.Queue()
    manager = Manager(lets_in=False)
    async with watching(manager, seen) as watch:
        assert not watch.connected
    assert seen.empty()

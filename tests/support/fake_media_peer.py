"""Asterisk's end of a media socket, spoken by hand."""

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Subprotocol

from ivr.asterisk.media import MediaServer
from ivr.asterisk.media_socket import MediaSocket

USER, PASSWORD = "media", "not-a-secret"
LONGEST_COMMAND = 128
"""Bytes; Asterisk ignores longer ones."""


class Ear:
    """Who the socket reports to."""

    def __init__(self) -> None:
        self.sounds: list[bytes] = []
        self.marks: list[str] = []
        self.over = asyncio.Event()
        self.told = asyncio.Event()

    def sound(self, frames: bytes) -> None:
        self.sounds.append(frames)
        self.told.set()

    def marked(self, name: str) -> None:
        self.marks.append(name)
        self.told.set()

    def lost(self) -> None:
        self.over.set()

    async def hears(self, things: int) -> None:
        """Return when so many sounds and marks came."""
        async with asyncio.timeout(5):
            while len(self.sounds) + len(self.marks) < things:
                self.told.clear()
                await self.told.wait()


class Peer:
    """A connected Asterisk."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket

    async def event(self, event: str, **fields: object) -> None:
        await self.socket.send(json.dumps({"event": event} | fields))

    async def start(self, channel: str) -> None:
        await self.event("MEDIA_START", channel_id=channel, format="ulaw", optimal_frame_size=160, ptime=20)

    async def got(self, things: int) -> list[bytes | str]:
        """The next messages: sound as it is, a command as its name."""
        return [self._read(await asyncio.wait_for(self.socket.recv(), 5)) for _ in range(things)]

    async def ended(self) -> bool:
        """Whether the server ends the socket within 5 s."""
        try:
            async with asyncio.timeout(5):
                while True:
                    await self.socket.recv()
        except ConnectionClosed:
            return True
        except TimeoutError:
            return False

    @staticmethod
    def _read(message: str | bytes) -> str | bytes:
        if isinstance(message, bytes):
            return message
        assert len(message.encode()) <= LONGEST_COMMAND
        return " ".join(json.loads(message).values())


@asynccontextmanager
async def media_server() -> AsyncIterator[MediaServer]:
    """Listening on a port that is free."""
    server = MediaServer("127.0.0.1", 0, USER, PASSWORD)
    await server.start()
    try:
        yield server
    finally:
        await server.close()


@asynccontextmanager
async def peer(server: MediaServer, login: str = f"{USER}:{PASSWORD}") -> AsyncIterator[Peer]:
    """Connected, silent."""
    url = f"ws://{login}@127.0.0.1:{server.port}/media"
    async with connect(url, subprotocols=[Subprotocol("media")], compression=None, proxy=None) as socket:
        yield Peer(socket)


async def introduced(server: MediaServer, asterisk: Peer, channel: str, more: Sequence[bytes] = ()) -> MediaSocket:
    """The socket of a channel that was expected and came, after `more` sound that came too early."""
    coming = server.expect(channel)
    for sound in more:
        await asterisk.socket.send(sound)
    await asterisk.start(channel)
    server.entered(channel)
    async with asyncio.timeout(5):
        return await coming

"""One call's media socket: sound both ways, and the few control messages we use."""

import asyncio
import json
from collections import deque
from collections.abc import Iterable
from typing import Literal, Protocol

from websockets.asyncio.server import ServerConnection
from websockets.exceptions import ConnectionClosed

from ivr.asterisk.feeder import FRAME, Flush, Mark, Message
from ivr.asterisk.wire import parse_media

MOST_WAITING = 256
"""Messages not yet taken by the network; a healthy socket has a handful."""


class Ear(Protocol):
    """Who a media socket reports to; every method returns at once."""

    def sound(self, frames: bytes) -> None:
        """The caller's mu-law, whole frames."""

    def marked(self, name: str) -> None:
        """A mark came back."""

    def lost(self) -> None:
        """The socket ended."""


class MediaSocket:
    """One call's sound, both ways."""

    def __init__(self, socket: ServerConnection) -> None:
        self._socket = socket
        self._waiting: deque[Message] = deque()
        self._work = asyncio.Event()
        self._ear: Ear | None = None
        self._part = b""
        self._over = False

    def connect(self, ear: Ear) -> None:
        """Report to `ear` from now on; at once where the socket has ended already."""
        self._ear = ear
        if self._over:
            ear.lost()

    def send(self, messages: Iterable[Message]) -> None:
        """Send in order. A flush also drops what has not left this process."""
        for message in messages:
            if isinstance(message, Flush):
                self._waiting.clear()
            self._waiting.append(message)
        self._work.set()

    def drop(self) -> None:
        """End the socket at once."""
        self._socket.transport.abort()

    async def close(self) -> None:
        """End the socket without telling the ear; Asterisk hangs the media channel up. Idempotent."""
        self._ear = None
        await self._socket.close()

    async def carry(self) -> None:
        """Move sound until the socket ends, then tell the ear."""
        writing = asyncio.create_task(self._write(), name="media-write")
        try:
            async for message in self._socket:
                self._take(message)
        except ConnectionClosed:
            pass
        finally:
            writing.cancel()
            await asyncio.gather(writing, return_exceptions=True)
            self._over = True
            if self._ear:
                self._ear.lost()

    async def _write(self) -> None:
        while True:
            await self._work.wait()
            self._work.clear()
            if len(self._waiting) > MOST_WAITING:
                await self._socket.close()
            while self._waiting:
                await self._socket.send(_encoded(self._waiting.popleft()))

    def _take(self, message: str | bytes) -> None:
        if self._ear is None:
            return
        if isinstance(message, bytes):
            self._take_sound(self._ear, message)
        elif (control := parse_media(message)) and control.event == "MEDIA_MARK_PROCESSED":
            self._ear.marked(control.correlation_id or "")

    def _take_sound(self, ear: Ear, sound: bytes) -> None:
        sound = self._part + sound  # phones may send 10 or 30 ms at a time
        whole = len(sound) - len(sound) % FRAME
        self._part = sound[whole:]
        if whole:
            ear.sound(sound[:whole])


def _encoded(message: Message) -> str | bytes:
    match message:
        case Flush():
            return _command("FLUSH_MEDIA")
        case Mark(name):
            return _command("MARK_MEDIA", correlation_id=name)
        case _:
            return message


def _command(command: Literal["FLUSH_MEDIA", "MARK_MEDIA"], **fields: str) -> str:
    return json.dumps({"command": command, **fields})  # Asterisk ignores more than 128 bytes

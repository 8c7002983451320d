"""The media socket: Asterisk connects to this server once per call, and sound goes both ways."""

import asyncio
import json
from collections import deque
from collections.abc import Iterable
from typing import Literal, Protocol

from pydantic import ValidationError
from websockets.asyncio.server import Server, ServerConnection, basic_auth, serve
from websockets.exceptions import ConnectionClosed
from websockets.typing import Subprotocol

from ivr.asterisk.connection import SILENT
from ivr.asterisk.errors import MediaError
from ivr.asterisk.feeder import FRAME, Flush, Mark, Message
from ivr.asterisk.wire import Wire

CONNECT_S = 5.0
"""From the request for a media channel to its socket; Asterisk tries 5 times, half a second apart."""

MOST_WAITING = 256
"""Messages not yet taken by the network; a healthy socket has a handful."""

NO_SOCKET = "Asterisk did not connect to the media server: compare websocket_client.conf with the settings."

_MOST_BYTES = 65_536


class _Control(Wire):
    """All we read of Asterisk's control messages: no name, number or variable (P7)."""

    event: str
    channel_id: str | None = None
    correlation_id: str | None = None


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
        elif (control := read_control(message)) and control.event == "MEDIA_MARK_PROCESSED":
            self._ear.marked(control.correlation_id or "")

    def _take_sound(self, ear: Ear, sound: bytes) -> None:
        sound = self._part + sound  # phones may send 10 or 30 ms at a time
        whole = len(sound) - len(sound) % FRAME
        self._part = sound[whole:]
        if whole:
            ear.sound(sound[:whole])


def read_control(text: str) -> _Control | None:
    """One control message; None where it is not one."""
    try:
        return _Control.model_validate_json(text)
    except ValidationError:
        return None


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


class MediaServer:
    """Listens for Asterisk's media connections; only those that a call expects are kept."""

    def __init__(self, host: str, port: int, user: str, password: str) -> None:
        self._host, self._port = host, port
        self._auth = basic_auth(realm="media", credentials=(user, password))
        self._expected: dict[str, asyncio.Future[MediaSocket]] = {}
        self._server: Server | None = None

    @property
    def port(self) -> int:
        """The port listened on; the one that was free where 0 was asked for."""
        if self._server is None:
            return self._port
        return int(next(iter(self._server.sockets)).getsockname()[1])

    async def start(self) -> None:
        """Listen. Raises MediaError with a sentence where the port is taken."""
        try:
            self._server = await serve(
                self._handle,
                self._host,
                self._port,
                process_request=self._auth,
                subprotocols=[Subprotocol("media")],
                compression=None,
                logger=SILENT,
                max_size=_MOST_BYTES,
                ping_interval=None,  # Asterisk and pings on media sockets: a history of faults, and TCP tells the end
                open_timeout=CONNECT_S,
                close_timeout=1,
                server_header=None,
            )
        except OSError as trouble:
            place = f"{self._host}:{self._port}"
            sentence = f"Cannot listen for sound on {place} ({trouble.strerror}): set another media port."
            raise MediaError(sentence) from None

    async def close(self) -> None:
        """Stop listening and end every socket. Idempotent."""
        if self._server:
            self._server.close()
            await self._server.wait_closed()
            self._server = None

    def expect(self, channel: str) -> asyncio.Future[MediaSocket]:
        """The socket of this media channel, when it comes. Cancel it when it is no longer wanted."""
        self._expected[channel] = coming = asyncio.get_running_loop().create_future()
        coming.add_done_callback(lambda done: self._forget(channel, done))
        return coming

    def _forget(self, channel: str, done: asyncio.Future[MediaSocket]) -> None:
        del self._expected[channel]
        if not done.cancelled():
            done.exception()  # nobody may be waiting any more, and that is no fault

    def give_up(self, channel: str) -> None:
        """Asterisk ended this media channel; where its socket is still expected, it will not come."""
        if (coming := self._expected.get(channel)) and not coming.done():
            coming.set_exception(MediaError(NO_SOCKET))

    async def _handle(self, socket: ServerConnection) -> None:
        try:
            async with asyncio.timeout(CONNECT_S):
                channel = await _media_start(socket)
        except (TimeoutError, ConnectionClosed):
            return
        coming = self._expected.get(channel)
        if coming is None or coming.done():
            return  # leaving ends the socket, and Asterisk its channel
        media = MediaSocket(socket)
        coming.set_result(media)
        await media.carry()


async def _media_start(socket: ServerConnection) -> str:
    async for message in socket:
        if isinstance(message, str) and (control := read_control(message)) and control.event == "MEDIA_START":
            return control.channel_id or ""
    return ""  # sound before MEDIA_START is dropped (asterisk issue 1712)

"""The media server: Asterisk connects to it once per call, and sound goes both ways."""

import asyncio
from dataclasses import dataclass

from websockets.asyncio.server import Server, ServerConnection, basic_auth, serve
from websockets.exceptions import ConnectionClosed
from websockets.typing import Subprotocol

from ivr.asterisk.connection import SILENT
from ivr.asterisk.errors import MediaError
from ivr.asterisk.faults import tell_fault
from ivr.asterisk.media_socket import MediaSocket
from ivr.asterisk.wire import parse_media

CONNECT_S = 5.0
"""From the request for a media channel to its socket; Asterisk tries 5 times, 0.2 s apart."""

NO_SOCKET = "Asterisk did not connect to the media server: compare websocket_client.conf with the settings."

_MOST_BYTES = 65_536


class MediaServer:
    """Listens for Asterisk's media connections; only those that a call expects are kept."""

    def __init__(self, host: str, port: int, user: str, password: str) -> None:
        self._host, self._port = host, port
        self._auth = basic_auth(realm="media", credentials=(user, password))
        self._expected: dict[str, _Expected] = {}
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
        """The socket of this media channel, once it is here and Asterisk has given us the channel as well.

        Before both, the channel cannot be put into a bridge (ARI answers 422). Cancel it when it is no longer wanted.
        """
        expected = _Expected(asyncio.get_running_loop().create_future())
        self._expected[channel] = expected
        expected.coming.add_done_callback(lambda _: self._forget(channel, expected))
        return expected.coming

    def entered(self, channel: str) -> None:
        """Asterisk gave this media channel to our application."""
        if expected := self._expected.get(channel):
            expected.entered = True
            expected.settle()

    def give_up(self, channel: str) -> None:
        """Asterisk ended this media channel; where its socket is still expected, it will not come."""
        if (expected := self._expected.get(channel)) and not expected.coming.done():
            expected.coming.set_exception(MediaError(NO_SOCKET))

    def _forget(self, channel: str, expected: "_Expected") -> None:
        del self._expected[channel]
        failed = expected.coming.cancelled() or expected.coming.exception() is not None
        if failed and expected.socket:
            expected.socket.drop()

    async def _handle(self, socket: ServerConnection) -> None:
        try:
            async with asyncio.timeout(CONNECT_S):
                channel = await _media_start(socket)
        except (TimeoutError, ConnectionClosed):
            return
        expected = self._expected.get(channel)
        if expected is None or expected.socket:
            return  # leaving ends the socket, and Asterisk its channel
        expected.socket = MediaSocket(socket)
        expected.settle()
        try:
            await expected.socket.carry()
        except Exception as error:  # noqa: BLE001 - websockets would tell it to the silent logger
            tell_fault(error)


@dataclass(slots=True)
class _Expected:
    """A media channel on its way: it comes as a socket here and as an event on the other connection."""

    coming: asyncio.Future[MediaSocket]
    socket: MediaSocket | None = None
    entered: bool = False

    def settle(self) -> None:
        if self.socket and self.entered and not self.coming.done():
            self.coming.set_result(self.socket)


async def _media_start(socket: ServerConnection) -> str:
    async for message in socket:
        if isinstance(message, str) and (control := parse_media(message)) and control.event == "MEDIA_START":
            return control.channel_id or ""
    return ""  # sound before MEDIA_START is dropped (asterisk issue 1712)

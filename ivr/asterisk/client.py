"""A thin typed ARI client: only the operations the line needs, over one socket that comes back by itself.

No operation reads or sets a channel variable: `CHANNEL(pjsip,...)` and `PJSIP_HEADER` would hand out the number.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from urllib.parse import quote

from ivr.asterisk.connection import REQUEST_S, Address, AriConnection, open_connection
from ivr.asterisk.errors import AriDisconnectedError, AriError
from ivr.asterisk.faults import tell_fault
from ivr.asterisk.reconnect import LONGEST_S, delays
from ivr.asterisk.wire import (
    BRIDGES,
    CHANNELS,
    EVENTS,
    MODULES,
    Application,
    ApplicationReplaced,
    AsteriskInfo,
    Bridge,
    Channel,
    Event,
    Module,
    RESTResponse,
)

MEDIA_CLIENT = "amparo_media"
"""The section of websocket_client.conf that leads back to our media server."""

_log = logging.getLogger(__name__)


def _ignore(_event: Event) -> None:
    """Before anybody listens."""


async def _nothing() -> None:
    """Before anybody listens."""


class AriClient:
    """Requests and events of one Stasis application. `start`, then `listen`, then `close`."""

    def __init__(
        self, url: str, user: str, password: str, app: str = "amparo", *, request_s: float = REQUEST_S
    ) -> None:
        self.app = app
        self._address, self._request_s = Address(url, user, password, app), request_s
        self._connection: AriConnection | None = None
        self._on_event: Callable[[Event], None] = _ignore
        self._on_connect: Callable[[], Awaitable[None]] = _nothing
        self._reading: asyncio.Task[None] | None = None
        self._life: asyncio.Task[None] | None = None
        self._replaced = False
        self._up = asyncio.Event()

    @property
    def connected(self) -> bool:
        """Whether requests can be made now."""
        return self._up.is_set()

    async def wait_connected(self, seconds: float) -> None:
        """Return when requests can be made. Raises AriDisconnectedError after `seconds`."""
        try:
            async with asyncio.timeout(seconds):
                await self._up.wait()
        except TimeoutError:
            raise AriDisconnectedError(f"Asterisk did not come back within {seconds:g} s.") from None

    def listen(self, on_event: Callable[[Event], None], on_connect: Callable[[], Awaitable[None]]) -> None:
        """Give events, in order, to `on_event`, which returns at once; await `on_connect` after each reconnection."""
        self._on_event, self._on_connect = on_event, on_connect

    async def start(self) -> None:
        """Connect and stay connected. Raises AriError with a sentence where the first connection fails."""
        await self._connect()
        self._life = asyncio.create_task(self._stay(), name="ari")

    async def close(self) -> None:
        """Disconnect. Callers stay with Asterisk. Idempotent."""
        if self._life:
            self._life.cancel()
            await asyncio.gather(self._life, return_exceptions=True)
            self._life = None
        await self._disconnect()

    async def _connect(self) -> None:
        connection = await open_connection(self._address, self._event, self._request_s)
        self._connection = connection
        self._reading = asyncio.create_task(connection.read(), name="ari-read")
        try:
            await self._allow_events()
        except BaseException:
            await self._disconnect()
            raise
        self._up.set()

    async def _disconnect(self) -> None:
        self._up.clear()
        connection, self._connection = self._connection, None
        reading, self._reading = self._reading, None
        if connection:
            await connection.close()
        if reading:
            reading.cancel()
            await asyncio.gather(reading, return_exceptions=True)

    async def _stay(self) -> None:
        while self._reading:
            await asyncio.wait([self._reading])
            await self._disconnect()
            _log.warning("The connection to Asterisk was lost; calls go on, and it is being made again.")
            await self._connect_again()
            _log.warning("The connection to Asterisk is back.")

    async def _connect_again(self) -> None:
        for delay in delays(first=LONGEST_S) if self._replaced else delays():
            await asyncio.sleep(delay)
            self._replaced = False
            try:
                await self._connect()
                await self._on_connect()
            except AriError as error:
                _log.warning("%s", error)
                await self._disconnect()
            except Exception as fault:  # noqa: BLE001 - a fault of ours must not leave the line without Asterisk for good
                tell_fault(fault)
                await self._disconnect()
            else:
                return

    def _event(self, event: Event) -> None:
        if isinstance(event, ApplicationReplaced):
            self._replaced = True
            _log.error("Another program took the calls of %r over at Asterisk: stop one of the two.", self.app)
            return
        self._on_event(event)

    async def _request(self, method: str, uri: str, query: Mapping[str, str] | None = None, body: object = None) -> str:
        if self._connection is None:
            raise AriDisconnectedError("There is no connection to Asterisk at the moment.")
        return await self._connection.request(method, uri, query or {}, body)

    async def _allow_events(self) -> None:
        # Asterisk 22.10.1 filters its answers as well: without RESTResponse here nothing is ever answered again.
        allowed = {"allowed": [{"type": message.__name__} for message in (*EVENTS, RESTResponse)]}
        await self._request("PUT", f"applications/{quote(self.app, safe='')}/eventFilter", body=allowed)

    async def info(self) -> AsteriskInfo:
        """Version of the running Asterisk."""
        return AsteriskInfo.model_validate_json(await self._request("GET", "asterisk/info", {"only": "system"}))

    async def modules(self) -> tuple[Module, ...]:
        """Every module Asterisk has loaded."""
        return MODULES.validate_json(await self._request("GET", "asterisk/modules"))

    async def application(self) -> Application:
        """Channels and bridges of our application."""
        text = await self._request("GET", f"applications/{quote(self.app, safe='')}")
        return Application.model_validate_json(text)

    async def channels(self) -> tuple[Channel, ...]:
        """Every channel Asterisk has."""
        return CHANNELS.validate_json(await self._request("GET", "channels"))

    async def channel(self, channel: str) -> Channel:
        """One channel. Raises ChannelGoneError."""
        return Channel.model_validate_json(await self._request("GET", f"channels/{_id(channel)}"))

    async def bridges(self) -> tuple[Bridge, ...]:
        """Every bridge Asterisk has."""
        return BRIDGES.validate_json(await self._request("GET", "bridges"))

    async def answer(self, channel: str) -> None:
        """Pick up. Raises ChannelGoneError."""
        await self._request("POST", f"channels/{_id(channel)}/answer")

    async def hang_up(self, channel: str, reason: str = "normal") -> None:
        """End a channel; `reason` is one of ARI's words. Raises ChannelGoneError where it has ended already."""
        await self._request("DELETE", f"channels/{_id(channel)}", {"reason": reason})

    async def external_media(self, channel: str) -> None:
        """Make a media channel with our id; Asterisk connects to our media server, mu-law, JSON control.

        `f(json)` must be exactly that: Asterisk 22.10.1 crashes on a wrong or missing value (libraries page, 2.1).
        """
        query = {
            "channelId": channel,
            "app": self.app,
            "data": "media",
            "external_host": MEDIA_CLIENT,
            "transport": "websocket",
            "encapsulation": "none",
            "format": "ulaw",
            "transport_data": "f(json)",
        }
        await self._request("POST", "channels/externalMedia", query)

    async def create_bridge(self, bridge: str) -> None:
        """Make a mixing bridge with our id; keys pressed in it are reported."""
        await self._request("POST", f"bridges/{_id(bridge)}", {"type": "mixing,dtmf_events"})

    async def add_to_bridge(self, bridge: str, channels: Sequence[str]) -> None:
        """Let these channels hear each other. Raises ChannelGoneError."""
        await self._request("POST", f"bridges/{_id(bridge)}/addChannel", {"channel": ",".join(channels)})

    async def destroy_bridge(self, bridge: str) -> None:
        """Take a bridge down; its channels stay. Raises ChannelGoneError."""
        await self._request("DELETE", f"bridges/{_id(bridge)}")


def _id(word: str) -> str:
    return quote(word, safe="")

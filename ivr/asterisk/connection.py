"""One ARI socket: events come up it, requests go down it and are answered on it, matched by id."""

import asyncio
import base64
import itertools
import json
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit, urlunsplit

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake, InvalidStatus

from ivr.asterisk.errors import AriDisconnectedError, AriError, AriTimeoutError, ChannelGoneError
from ivr.asterisk.faults import tell_fault
from ivr.asterisk.wire import Event, RESTResponse, parse

REQUEST_S = 5.0
MOST_PENDING = 512
MOST_MESSAGE = 4 * 1024 * 1024  # bytes; the module list is the longest answer, about 100 kB
_GONE = frozenset({404, 409, 412})

SILENT = logging.Logger("ivr.asterisk.silent", logging.CRITICAL + 1)
"""For `websockets`, whose debug log quotes every frame, callers' numbers included. It is outside the logging tree,
so no configuration can make it speak."""


class AriConnection:
    """An open socket. It ends once; the client makes the next one."""

    def __init__(self, socket: ClientConnection, on_event: Callable[[Event], None], request_s: float) -> None:
        self._socket = socket
        self._on_event = on_event
        self._request_s = request_s
        self._ids = itertools.count(1)
        self._pending: dict[str, asyncio.Future[RESTResponse]] = {}

    async def read(self) -> None:
        """Hand over events in the order they come until the socket ends; then every open request fails."""
        try:
            async for raw in self._socket:
                self._take(raw)
        except ConnectionClosed:
            pass
        finally:
            self._fail_pending()

    def _take(self, raw: str | bytes) -> None:
        message = parse(raw)
        if isinstance(message, RESTResponse):
            waiting = self._pending.get(message.request_id)
            if waiting and not waiting.done():
                waiting.set_result(message)
        elif message:
            self._tell(message)

    def _tell(self, event: Event) -> None:
        try:
            self._on_event(event)
        except Exception as error:  # noqa: BLE001 - one call's fault must not cut all others off
            tell_fault(error)

    def _fail_pending(self) -> None:
        for waiting in self._pending.values():
            if not waiting.done():
                waiting.set_exception(AriDisconnectedError("The connection to Asterisk ended before it answered."))

    async def request(self, method: str, uri: str, query: Mapping[str, str], body: object = None) -> str:
        """The answer's JSON text. Raises AriError: gone (404, 409, 412), timeout, disconnected or another refusal."""
        if len(self._pending) >= MOST_PENDING:
            raise AriError(f"More than {MOST_PENDING} requests wait for Asterisk: it is overloaded or stuck.")
        key = str(next(self._ids))
        self._pending[key] = answer = asyncio.get_running_loop().create_future()
        try:
            async with asyncio.timeout(self._request_s):
                await self._socket.send(_request_text(key, method, uri, query, body))
                response = await answer
        except TimeoutError:
            raise AriTimeoutError(f"Asterisk did not answer {method} within {self._request_s:g} s.") from None
        except ConnectionClosed:
            raise AriDisconnectedError("The connection to Asterisk is closed.") from None
        finally:
            del self._pending[key]
        return _checked(response, method, uri)

    async def close(self) -> None:
        """End the socket. Idempotent."""
        await self._socket.close()


def _request_text(key: str, method: str, uri: str, query: Mapping[str, str], body: object) -> str:
    request: dict[str, object] = {
        "type": "RESTRequest",
        "transaction_id": key,
        "request_id": key,
        "method": method,
        "uri": uri,
        "query_strings": [{"name": name, "value": value} for name, value in query.items()],
    }
    if body is not None:
        request |= {"content_type": "application/json", "message_body": json.dumps(body)}
    return json.dumps(request)


def _checked(response: RESTResponse, method: str, uri: str) -> str:
    if response.status_code < 300:
        return response.message_body or ""
    if response.status_code in _GONE:
        raise ChannelGoneError(f"Asterisk answered {response.status_code} to {method}: the channel or bridge is gone.")
    kind = uri.split("/", 1)[0]  # the rest may be a channel's id
    raise AriError(f"Asterisk answered {response.status_code} to {method} {kind}: see ari.conf and its modules.")


@dataclass(frozen=True, slots=True)
class Address:
    """Where ARI is and who we are there. `url` is http or ws and ends in /ari."""

    url: str
    user: str
    password: str = field(repr=False)
    app: str

    @property
    def events_url(self) -> str:
        """The WebSocket's URL; it names the application, never the password."""
        parts = urlsplit(self.url)
        scheme = {"http": "ws", "https": "wss"}.get(parts.scheme, parts.scheme)
        query = urlencode({"app": self.app, "subscribeAll": "false"})
        return urlunsplit((scheme, parts.netloc, f"{parts.path.rstrip('/')}/events", query, ""))

    @property
    def authorization(self) -> str:
        """The header's value."""
        return "Basic " + base64.b64encode(f"{self.user}:{self.password}".encode()).decode()


async def open_connection(
    address: Address, on_event: Callable[[Event], None], request_s: float = REQUEST_S
) -> AriConnection:
    """Connect. Raises AriDisconnectedError, or AriError where the user is refused."""
    try:
        socket = await connect(
            address.events_url,
            additional_headers={"Authorization": address.authorization},
            compression=None,
            proxy=None,
            logger=SILENT,
            max_size=MOST_MESSAGE,
            open_timeout=request_s,
            close_timeout=1,
        )
    except InvalidStatus as refusal:
        raise AriError(_refused(refusal.response.status_code, address)) from None
    except (OSError, TimeoutError, InvalidHandshake) as trouble:
        raise AriDisconnectedError(f"Asterisk does not answer at {address.url} ({type(trouble).__name__}).") from None
    return AriConnection(socket, on_event, request_s)


def _refused(status: int, address: Address) -> str:
    if status in {401, 403}:
        return f"Asterisk at {address.url} refused the ARI user {address.user!r}: compare the password with ari.conf."
    return f"Asterisk at {address.url} answered {status} instead of opening ARI: is res_ari loaded, http.conf enabled?"

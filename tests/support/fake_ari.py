"""An Asterisk that answers ARI requests as the test says; the real one is met in the tests marked `asterisk`."""

import asyncio
import base64
import contextlib
import http
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.http11 import Request, Response

from ivr.asterisk.client import AriClient

USER, PASSWORD = "amparo", "not-a-secret"
TOKEN = "Basic " + base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()


@dataclass
class FakeAri:
    """What it was asked and what it answers."""

    port: int = 0
    answers: dict[str, tuple[int, object]] = field(default_factory=dict)
    """"METHOD uri" to status and body; 204 where there is none."""
    silent: set[str] = field(default_factory=set)
    """"METHOD uri" that are never answered."""
    requests: list[dict[str, Any]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    sockets: list[ServerConnection] = field(default_factory=list)
    arrived: asyncio.Event = field(default_factory=asyncio.Event)
    """Set at every request."""

    def client(self, request_s: float = 5.0, password: str = PASSWORD) -> AriClient:
        """A client for it, not started."""
        return AriClient(f"http://127.0.0.1:{self.port}/ari", USER, password, request_s=request_s)

    @property
    def asked(self) -> list[str]:
        """ "METHOD uri" of every request so far."""
        return [f"{request['method']} {request['uri']}" for request in self.requests]

    async def wait_for(self, asked: str) -> None:
        """Return when this was asked."""
        async with asyncio.timeout(5):
            while asked not in self.asked:
                self.arrived.clear()
                await self.arrived.wait()

    async def send(self, kind: str, **fields: object) -> None:
        """One event on the newest socket."""
        await self.sockets[-1].send(json.dumps({"type": kind, "application": "amparo"} | fields))

    def cut(self) -> None:
        """The network fails."""
        self.sockets[-1].transport.abort()

    def check(self, socket: ServerConnection, request: Request) -> Response | None:
        """Refuse who is not our user."""
        self.paths.append(request.path)
        if request.headers.get("Authorization") == TOKEN:
            return None
        return socket.respond(http.HTTPStatus.UNAUTHORIZED, "no")

    async def talk(self, socket: ServerConnection) -> None:
        """Answer until the socket ends."""
        self.sockets.append(socket)
        async for raw in socket:
            request = json.loads(raw)
            self.requests.append(request)
            self.arrived.set()
            if f"{request['method']} {request['uri']}" not in self.silent:
                await self.answer(request, socket)

    async def answer(self, request: dict[str, Any], socket: ServerConnection | None = None) -> None:
        """Answer one request, now."""
        status, body = self.answers.get(f"{request['method']} {request['uri']}", (204, None))
        response = {"type": "RESTResponse", "request_id": request["request_id"], "status_code": status}
        if body is not None:
            response["message_body"] = json.dumps(body)
        await (socket or self.sockets[-1]).send(json.dumps(response))


@contextlib.asynccontextmanager
async def fake_ari(port: int = 0) -> AsyncIterator[FakeAri]:
    """Listens on loopback until the block ends."""
    ari = FakeAri()
    server: Server = await serve(ari.talk, "127.0.0.1", port, process_request=ari.check, compression=None)
    ari.port = next(iter(server.sockets)).getsockname()[1]
    try:
        yield ari
    finally:
        server.close()
        await server.wait_closed()

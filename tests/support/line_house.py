"""A real Asterisk with the line's client, media server and edge in front of it, for tests."""

import asyncio
import contextlib
import os
import socket
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from ivr.asterisk.client import AriClient
from ivr.asterisk.edge import AsteriskEdge
from ivr.asterisk.line import AsteriskLine
from ivr.asterisk.media import MediaServer
from ivr.asterisk.process import AsteriskProcess
from ivr.call.ports import Line
from ivr.settings import Settings
from ivr.settings_sections import AsteriskSection, LineSection, MediaSection, SipSection


def asterisk_root() -> Path:
    """The private root; skips aloud where there is none."""
    root = os.environ.get("AMPARO_ASTERISK_ROOT", "")
    if not root or not Path(root, "usr/sbin/asterisk").exists():
        pytest.skip("no Asterisk: AMPARO_ASTERISK_ROOT does not name a root with usr/sbin/asterisk")
    return Path(root)


def free_port(kind: socket.SocketKind = socket.SOCK_STREAM) -> int:
    """A port that is free now."""
    with socket.socket(socket.AF_INET, kind) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def settings_for(folder: Path) -> Settings:
    """Loopback, ports that are free now."""
    rtp = 20000 + os.getpid() % 90 * 400  # a range of this test process's own
    return Settings(
        line=LineSection(profile="test", state=folder, max_calls=60),
        asterisk=AsteriskSection(root=str(asterisk_root()), http_port=free_port(), manager_port=free_port()),
        sip=SipSection(port=free_port(socket.SOCK_DGRAM), rtp_from=rtp, rtp_to=rtp + 399),
        media=MediaSection(port=free_port()),
    )


class House:
    """All that answers a call, and the lines it answered, in order."""

    def __init__(self, asterisk: AsteriskProcess) -> None:
        self.asterisk = asterisk
        self._make()

    def _make(self) -> None:
        settings, secrets = self.asterisk.settings, self.asterisk.secrets
        self.lines: asyncio.Queue[Line] = asyncio.Queue()
        self.media = MediaServer(
            settings.media.host, settings.media.port, "media", secrets.media_password.get_secret_value()
        )
        self.client = self.new_client()
        self.edge = self.new_edge(self.client)

    @property
    def uri(self) -> str:
        """What callers dial."""
        return f"sip:1000@127.0.0.1:{self.asterisk.settings.sip.port}"

    def new_client(self) -> AriClient:
        """A client that is not started."""
        settings, secrets = self.asterisk.settings, self.asterisk.secrets
        url = f"http://127.0.0.1:{settings.asterisk.http_port}/ari"
        return AriClient(url, settings.asterisk.ari_user, secrets.ari_password.get_secret_value())

    def new_edge(self, client: AriClient, capacity: int = 60) -> AsteriskEdge:
        """An edge that is not started."""
        return AsteriskEdge(client, self.media, self.lines.put_nowait, capacity)

    async def begin_again(self) -> None:
        """As a new process would: client, media server and edge made anew and started."""
        self._make()
        await self.start()

    async def start(self) -> None:
        """Answer calls."""
        await self.media.start()
        await self.client.start()
        await self.edge.start()

    async def next_line(self) -> AsteriskLine:
        """The next answered caller."""
        async with asyncio.timeout(10):
            line = await self.lines.get()
        assert isinstance(line, AsteriskLine)
        return line

    async def until_no_bridge(self, bridge: str) -> None:
        """Return when Asterisk lists this bridge no more; it takes a moment. Raises TimeoutError after 5 s."""
        async with asyncio.timeout(5):
            while bridge in {there.id for there in await self.client.bridges()}:  # noqa: ASYNC110 - in Asterisk
                await asyncio.sleep(0.02)

    async def left_over(self) -> list[str]:
        """Channels and bridges Asterisk still has, after at most 5 s of waiting for none."""
        for _ in range(100):
            channels, bridges = await self.client.channels(), await self.client.bridges()
            if not channels and not bridges and not self.edge.calls:
                return []
            await asyncio.sleep(0.05)
        return [*(channel.id for channel in channels), *(bridge.id for bridge in bridges)]


@contextlib.asynccontextmanager
async def open_house(folder: Path) -> AsyncIterator[House]:
    """Start everything, end everything."""
    asterisk = AsteriskProcess(settings_for(folder), folder / "asterisk")
    await asterisk.start()
    house = House(asterisk)
    try:
        await house.start()
        yield house
    finally:
        await house.edge.close()
        await house.client.close()
        await house.media.close()
        await asterisk.stop()

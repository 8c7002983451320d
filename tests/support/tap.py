"""Writes down everything Asterisk tells over ARI: what a careless line would log."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from websockets.asyncio.client import ClientConnection, connect

from ivr.settings import Settings


@asynccontextmanager
async def ari_tap(settings: Settings, file: Path) -> AsyncIterator[None]:
    """Append every event to a file until the end; the settings must name the ARI password."""
    user, word = settings.asterisk.ari_user, settings.asterisk.ari_password.get_secret_value()
    address = f"ws://127.0.0.1:{settings.asterisk.http_port}/ari/events"
    async with connect(f"{address}?app=tap&subscribeAll=true&api_key={user}:{word}", proxy=None) as socket:
        reader = asyncio.create_task(_write(socket, file))
        try:
            yield
        finally:
            await socket.close()
            await reader


async def _write(socket: ClientConnection, file: Path) -> None:
    async for text in socket:
        with file.open("a", encoding="utf-8") as out:
            out.write(f"{text!s}\n")

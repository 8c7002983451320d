"""Writes down everything Asterisk tells over ARI and its manager interface: what a careless line would log."""

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


@asynccontextmanager
async def manager_tap(settings: Settings, file: Path) -> AsyncIterator[None]:
    """Append all that the manager interface tells our own user; the settings must name the ARI password."""
    user, word = settings.asterisk.ari_user, settings.asterisk.ari_password.get_secret_value()
    reader, writer = await asyncio.open_connection("127.0.0.1", settings.asterisk.manager_port)
    writer.write(f"Action: Login\r\nUsername: {user}\r\nSecret: {word}\r\n\r\n".encode())
    writing = asyncio.create_task(_copy(reader, file))
    try:
        yield
    finally:
        writer.close()
        await writing


async def _copy(reader: asyncio.StreamReader, file: Path) -> None:
    try:
        while text := await reader.read(4096):
            with file.open("ab") as out:
                out.write(text)
    except ConnectionError:
        return

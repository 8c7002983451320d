"""The configuration database as a whole: opened, prepared and closed by whoever composes the house."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from ivr.store.configuration.invitations import Invitations
from ivr.store.configuration.room import CONFIGURATION, Room
from ivr.store.configuration.switch import Switch
from ivr.store.configuration.versions import FlowVersions
from ivr.store.database import was_made


class Configuration:
    """What is kept and backed up: flows, the message, invitations. It keeps no connection between uses."""

    def __init__(self, url: str) -> None:
        """`url` as in sqlite:///FOLDER/configuration.sqlite or postgresql://... Raises StoreError."""
        self._room = Room(url)
        self.versions = FlowVersions(self._room)
        self.switch = Switch(self._room)
        self.invitations = Invitations(self._room)

    async def start(self) -> None:
        """Prepare the database. Raises StoreError."""
        await self._room.start()

    async def close(self) -> None:
        """Give everything back. Idempotent."""
        await self._room.close()


@asynccontextmanager
async def configuration(url: str) -> AsyncIterator[Configuration]:
    """The database, ready until the block ends. Raises StoreError."""
    opened = Configuration(url)
    try:
        await opened.start()
        yield opened
    finally:
        await opened.close()


@asynccontextmanager
async def existing(url: str) -> AsyncIterator[Configuration | None]:
    """The same for whoever only looks; None where no database was made yet: none is made then. Raises StoreError."""
    if was_made(url, CONFIGURATION):
        async with configuration(url) as opened:
            yield opened
    else:
        yield None

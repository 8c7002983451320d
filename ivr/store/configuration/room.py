"""The opened configuration database: one transaction to read or to write, and one sentence where it is away."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection

from ivr.store.configuration.tables import HEADS
from ivr.store.database import READING, Kind, StoreError, migrate, open_engine, place

CONFIGURATION = Kind("configuration", "configuration.sqlite", "ivr.store.configuration.migrations")


class Room:
    """All parts of the configuration work in it; it keeps no connection between uses."""

    def __init__(self, url: str) -> None:
        """`url` as in sqlite:///FOLDER/configuration.sqlite or postgresql://... Raises StoreError."""
        self._engine = open_engine(url, CONFIGURATION)

    async def start(self) -> None:
        """Prepare the database. Raises StoreError."""
        await migrate(self._engine, kind=CONFIGURATION)

    async def close(self) -> None:
        """Give everything back. Idempotent."""
        await self._engine.dispose()

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """A transaction that only reads, and on SQLite keeps nobody from writing. Raises StoreError."""
        with self._told():
            async with self._engine.connect() as connection:
                await connection.execution_options(**{READING: True})
                async with connection.begin():
                    yield connection

    @asynccontextmanager
    async def writing(self, head: str) -> AsyncIterator[AsyncConnection]:
        """A transaction that becomes true as a whole when the block ends, or not at all. Raises StoreError.

        Whoever writes under the same head waits until the block ends, in other processes too.
        """
        with self._told():
            async with self._engine.begin() as connection:
                if connection.dialect.name == "postgresql":  # on SQLite, BEGIN IMMEDIATE lets only one write
                    await connection.execute(select(HEADS).where(HEADS.c.name == head).with_for_update())
                yield connection

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except IntegrityError:
            raise  # our own fault, not that of the database
        except (SQLAlchemyError, OSError) as error:
            raise StoreError(
                f"The configuration database {place(self._engine)} could not be used ({type(error).__name__}). Check "
                "that it is reachable, may be written and has room; then try again."
            ) from error


async def raise_head(connection: AsyncConnection, head: str) -> int:
    """Say that something changed; the new number. The connection must be `writing` under the head."""
    await connection.execute(update(HEADS).where(HEADS.c.name == head).values(number=HEADS.c.number + 1))
    return await head_of(connection, head)


async def head_of(connection: AsyncConnection, head: str) -> int:
    """How often something changed."""
    return int((await connection.execute(select(HEADS.c.number).where(HEADS.c.name == head))).scalar_one())

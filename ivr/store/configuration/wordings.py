"""The installation's own wording beside the flows: what was drafted with what, and what is from before."""

from collections.abc import Iterable

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from ivr.store.configuration.room import head_of
from ivr.store.configuration.tables import HEADS, WRITTEN_WITH

FROM_BEFORE = "from_before"
Which = tuple[str, int]
"""Flow and number of a version."""


async def put_wording(connection: AsyncConnection, versions: Iterable[Which], wording: int) -> None:
    """Remember that these were drafted with a version of the wording, whatever they were drafted with before."""
    rows = [{"flow": flow, "number": number, "wording": wording} for flow, number in versions]
    for row in rows:
        own = (WRITTEN_WITH.c.flow == row["flow"]) & (WRITTEN_WITH.c.number == row["number"])
        await connection.execute(delete(WRITTEN_WITH).where(own))
    if rows:
        await connection.execute(insert(WRITTEN_WITH), rows)


async def read_wordings(connection: AsyncConnection) -> dict[Which, int]:
    """What all versions were drafted with."""
    return {(row.flow, row.number): row.wording for row in await connection.execute(select(WRITTEN_WITH))}


async def waits(connection: AsyncConnection) -> bool:
    """Whether there is wording from before that nobody has kept."""
    return bool(await head_of(connection, FROM_BEFORE))


async def wait_no_more(connection: AsyncConnection) -> None:
    """It is kept now, or there was none."""
    await connection.execute(update(HEADS).where(HEADS.c.name == FROM_BEFORE).values(number=0))

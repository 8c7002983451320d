"""The installation's own wording beside the flows: what was drafted with what."""

from collections.abc import Iterable

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from ivr.store.configuration.tables import WRITTEN_WITH

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

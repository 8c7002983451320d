"""Publications in the database: one row each, one for each flow that is not as shipped, one for each reason."""

from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import Select, Table, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from ivr.publishing.records import Publication, Reason
from ivr.store.configuration.room import head_of
from ivr.store.configuration.tables import PUBLICATION_FLOWS, PUBLICATION_REASONS, PUBLICATIONS


async def live_number(connection: AsyncConnection) -> int:
    """The number of the newest publication; 0 where there is none."""
    return await head_of(connection, "publication")


async def read_publications(
    connection: AsyncConnection, numbers: Collection[int] | None = None
) -> tuple[Publication, ...]:
    """Some publications or all, the newest first."""
    flows: defaultdict[int, list[tuple[str, int]]] = defaultdict(list)
    reasons: defaultdict[int, list[Reason]] = defaultdict(list)
    for row in await connection.execute(_of(PUBLICATION_FLOWS, "publication", numbers)):
        flows[row.publication].append((row.flow, row.number))
    for row in await connection.execute(_of(PUBLICATION_REASONS, "publication", numbers)):
        reasons[row.publication].append(Reason(row.flow, row.rule, row.text))
    chosen = _of(PUBLICATIONS, "number", numbers).order_by(PUBLICATIONS.c.number.desc())
    return tuple(
        Publication(
            row.number,
            tuple(sorted(flows[row.number])),
            row.who,
            row.why,
            row.day,
            tuple(sorted(reasons[row.number], key=lambda reason: (reason.flow, reason.rule))),
        )
        for row in await connection.execute(chosen)
    )


def _of(table: Table, column: str, numbers: Collection[int] | None) -> Select[tuple[object, ...]]:
    return select(table) if numbers is None else select(table).where(table.c[column].in_(numbers))


async def write_publication(connection: AsyncConnection, publication: Publication) -> None:
    """Add one; the caller has made sure that its number is the next."""
    number = publication.number
    head = {"who": publication.who, "why": publication.why, "day": publication.day}
    flows = [{"publication": number, "flow": flow, "number": version} for flow, version in publication.flows]
    reasons = [
        {"publication": number, "flow": reason.flow, "rule": reason.rule, "text": reason.text}
        for reason in publication.reasons
    ]
    await connection.execute(insert(PUBLICATIONS).values(number=number, **head))
    for table, rows in ((PUBLICATION_FLOWS, flows), (PUBLICATION_REASONS, reasons)):
        if rows:
            await connection.execute(insert(table), rows)

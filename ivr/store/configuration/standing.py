"""What became of versions: live now, live once, discarded, approved. It follows from rows that are only ever added."""

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from ivr.publishing.records import SHIPPED, Approval, State, state_of
from ivr.store.configuration.publications import live_number
from ivr.store.configuration.tables import APPROVALS, DISCARDS, PUBLICATION_FLOWS
from ivr.store.configuration.wordings import Which, read_wordings


@dataclass(frozen=True, slots=True)
class Standing:
    """Of all versions at one moment."""

    live: frozenset[Which]
    once: frozenset[Which]
    discarded: frozenset[Which]
    approved: dict[Which, tuple[Approval, ...]]
    wordings: dict[Which, int]

    def state(self, flow: str, number: int) -> State:
        """Draft, published or archived."""
        which = flow, number
        return state_of(live=which in self.live, was_live=which in self.once, discarded=which in self.discarded)

    def was_live(self, flow: str, number: int) -> bool:
        """Whether callers hear it, or heard it once."""
        return (flow, number) in self.once

    def approvals(self, flow: str, number: int) -> tuple[Approval, ...]:
        """By whom it was found good."""
        return self.approved.get((flow, number), ())

    def wording(self, flow: str, number: int) -> int:
        """The version of the wording it was drafted with last."""
        return self.wordings.get((flow, number), SHIPPED)


async def standing(connection: AsyncConnection) -> Standing:
    """As this transaction sees it."""
    flows, newest = PUBLICATION_FLOWS.c, await live_number(connection)
    live = select(flows.flow, flows.number).where(flows.publication == newest)
    once = select(flows.flow, flows.number).distinct()
    discarded = select(DISCARDS.c.flow, DISCARDS.c.number)
    approved: defaultdict[Which, tuple[Approval, ...]] = defaultdict(tuple)
    for row in await connection.execute(select(APPROVALS).order_by(APPROVALS.c.day, APPROVALS.c.who)):
        approved[row.flow, row.number] += (Approval(row.who, row.day, row.digest),)
    found = [frozenset((flow, number) for flow, number in await connection.execute(q)) for q in (live, once, discarded)]
    return Standing(found[0], found[1], found[2], dict(approved), await read_wordings(connection))

"""Versions of flows and publications: `ivr.publishing.ports.Versions`. Rows are added, never changed."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from sqlalchemy import delete, func, insert, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from ivr.publishing.ports import Overtaken
from ivr.publishing.records import (
    SHIPPED,
    WORDING,
    Approval,
    Discard,
    FlowVersion,
    Heads,
    NewVersion,
    Publication,
    VersionLine,
    digest,
)
from ivr.store.configuration.publications import live_number, read_publications, write_publication
from ivr.store.configuration.room import Room, raise_head
from ivr.store.configuration.standing import Standing, standing
from ivr.store.configuration.tables import APPROVALS, DISCARDS, FLOW_VERSIONS, HEADS
from ivr.store.configuration.wordings import Which, put_wording

HEAD = "publication"
LISTED = [column for column in FLOW_VERSIONS.columns if column.name != "text"]


class FlowVersions:
    """Where versions are kept; every method is one transaction. Raises StoreError."""

    def __init__(self, room: Room) -> None:
        self._room = room

    async def heads(self) -> Heads:
        """The counters that say whether anything changed."""
        async with self._room.reading() as connection:
            found = {row.name: row.number for row in await connection.execute(select(HEADS))}
        return Heads(found["publication"], found["message"], found["sounds"])

    async def sounds_changed(self) -> None:
        """Tell running lines that recordings or texts changed."""
        async with self._room.writing("sounds") as connection:
            await raise_head(connection, "sounds")

    async def live(self) -> Publication:
        """The newest publication."""
        async with self._room.reading() as connection:
            number = await live_number(connection)
            return (await read_publications(connection, (number,)))[0] if number else Publication(0)

    async def publications(self, flow: str = "") -> tuple[Publication, ...]:
        """All of them, the newest first; only those with the flow where one is named."""
        async with self._room.reading() as connection:
            found = await read_publications(connection)
        return tuple(each for each in found if not flow or each.live(flow))

    async def listed(self, flow: str = "") -> tuple[VersionLine, ...]:
        """Versions of one flow or of all, by flow and number."""
        chosen = select(*LISTED).order_by(FLOW_VERSIONS.c.flow, FLOW_VERSIONS.c.number)
        if flow:
            chosen = chosen.where(FLOW_VERSIONS.c.flow == flow)
        async with self._room.reading() as connection:
            known = await standing(connection)
            return tuple(VersionLine(**_fields(row, known)) for row in await connection.execute(chosen))

    async def version(self, flow: str, number: int) -> FlowVersion | None:
        """One version; None where there is none."""
        async with self._room.reading() as connection:
            return await _version(connection, flow, number)

    async def texts(self, versions: Iterable[tuple[str, int]]) -> dict[str, str]:
        """Flow to text of some versions that exist."""
        wanted = list(versions)
        columns = FLOW_VERSIONS.c.flow, FLOW_VERSIONS.c.text
        chosen = select(*columns).where(tuple_(FLOW_VERSIONS.c.flow, FLOW_VERSIONS.c.number).in_(wanted))
        async with self._room.reading() as connection:
            return {row.flow: row.text for row in await connection.execute(chosen)} if wanted else {}

    async def add(
        self, drafts: Iterable[NewVersion], again: Iterable[Which] = (), wording: int = SHIPPED
    ) -> tuple[FlowVersion, ...]:
        """Keep drafts; each gets its flow's next number.

        They, and `again`, which are drafts already, are drafted with the wording among them, or else with `wording`.
        """
        async with self._room.writing(HEAD) as connection:
            added = [await _add(connection, draft) for draft in drafts]
            wording = next((new.number for new in added if new.flow == WORDING), wording)
            flows = [(new.flow, new.number) for new in added if new.flow != WORDING]
            await put_wording(connection, (*flows, *again), wording)
        return tuple(new if new.flow == WORDING else replace(new, wording=wording) for new in added)

    async def approve(self, flow: str, number: int, approval: Approval) -> None:
        """Keep an approval; the same person's earlier one is replaced. Raises Overtaken where it is no draft."""
        async with self._room.writing(HEAD) as connection:
            await _must_be_draft(connection, flow, number)
            own = (APPROVALS.c.flow == flow) & (APPROVALS.c.number == number) & (APPROVALS.c.who == approval.who)
            await connection.execute(delete(APPROVALS).where(own))
            row = {"who": approval.who, "day": approval.day, "digest": approval.digest}
            await connection.execute(insert(APPROVALS).values(flow=flow, number=number, **row))

    async def discard(self, flow: str, number: int, discard: Discard) -> None:
        """Archive a draft. Raises Overtaken where it is no draft any more."""
        async with self._room.writing(HEAD) as connection:
            await _must_be_draft(connection, flow, number)
            row = {"who": discard.who, "why": discard.why, "day": discard.day}
            await connection.execute(insert(DISCARDS).values(flow=flow, number=number, **row))

    async def publish(self, publication: Publication) -> None:
        """Make it the live one. Raises Overtaken unless its number is the next and none of its drafts is discarded."""
        async with self._room.writing(HEAD) as connection:
            if await live_number(connection) != publication.number - 1:
                raise Overtaken
            known = await standing(connection)
            if any(
                known.state(flow, number) == "archived" and not known.was_live(flow, number)
                for flow, number in publication.flows
            ):
                raise Overtaken
            await write_publication(connection, publication)
            await raise_head(connection, HEAD)


async def _version(connection: AsyncConnection, flow: str, number: int) -> FlowVersion | None:
    chosen = select(FLOW_VERSIONS).where(FLOW_VERSIONS.c.flow == flow, FLOW_VERSIONS.c.number == number)
    row = (await connection.execute(chosen)).one_or_none()
    return FlowVersion(**_fields(row, await standing(connection)), text=row.text) if row else None


async def _must_be_draft(connection: AsyncConnection, flow: str, number: int) -> None:
    if (await standing(connection)).state(flow, number) != "draft":
        raise Overtaken


async def _add(connection: AsyncConnection, draft: NewVersion) -> FlowVersion:
    last = select(func.max(FLOW_VERSIONS.c.number)).where(FLOW_VERSIONS.c.flow == draft.flow)
    number = ((await connection.execute(last)).scalar() or 0) + 1
    mark = digest(draft.text)
    row = {"who": draft.who, "why": draft.why, "day": draft.day, "base": draft.base, "digest": mark}
    await connection.execute(insert(FLOW_VERSIONS).values(flow=draft.flow, number=number, text=draft.text, **row))
    return FlowVersion(
        *(draft.flow, number, "draft", draft.who, draft.why, draft.day, draft.base, mark, False, ()), text=draft.text
    )


def _fields(row: Any, known: Standing) -> dict[str, Any]:
    """What both kinds of version have."""
    fields = {name: getattr(row, name) for name in ("flow", "number", "who", "why", "day", "base", "digest")}
    where = row.flow, row.number
    own = {"state": known.state(*where), "was_live": known.was_live(*where), "approvals": known.approvals(*where)}
    return fields | own | {"wording": known.wording(*where)}

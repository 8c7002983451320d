"""Which flows go through which: what has to go live together."""

from collections.abc import Mapping

from flows import parse
from flows.errors import FlowError
from ivr.publishing.office import Office, newest_draft
from ivr.publishing.records import SHIPPED, WORDING, Publication


def visited(text: str) -> tuple[str, ...]:
    """The flows a text goes through; none of a text that is not well formed. Pure."""
    try:
        nodes = parse.parse(text, "").get("nodes")
    except FlowError:
        return ()
    found = nodes.values() if isinstance(nodes, Mapping) else ()
    own = (node for node in found if isinstance(node, Mapping) and node.get("kind") == "subflow")
    return tuple(dict.fromkeys(str(node.get("flow")) for node in own))


async def with_companions(office: Office, before: Publication, changes: Mapping[str, int]) -> dict[str, int]:
    """These versions, and the newest drafts of flows that they go through and callers do not have yet."""
    found = dict(changes)
    asked = list(changes)
    while asked:
        flow = asked.pop()
        for other in await _visited(office, flow, found[flow]):
            if other in {*found, *office.library} or before.live(other) != SHIPPED:
                continue
            if draft := await newest_draft(office, other):
                found[other] = draft.number
                asked.append(other)
    return found


async def _visited(office: Office, flow: str, number: int) -> tuple[str, ...]:
    if flow == WORDING or number == SHIPPED:
        return ()
    text = (await office.store.texts([(flow, number)])).get(flow, "")
    return await office.aside(visited, text)

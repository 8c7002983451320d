"""Blocks that an export of ours wrote, as the nodes they were.

The node stands in the vendor metadata as our file had it. Where another program changed an exit or a text, that is
taken. Where it changed more, the blocks no longer say what the node says, and are read like any stranger's.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pydantic import TypeAdapter, ValidationError

from flows.exchange.draft import BACK, END, Draft, Path, inside
from flows.exchange.report import Origin
from flows.floip.blocks import Json
from flows.floip.compared import Compared
from flows.floip.marks import NAME, name_of
from flows.floip.model import Block, Foreign
from flows.nodes import AnyNode

_NODE: TypeAdapter[AnyNode] = TypeAdapter(AnyNode)


@dataclass(frozen=True)
class Ours:
    """What of a flow is ours."""

    drafts: tuple[Draft, ...]
    changed: tuple[Block, ...]
    """Blocks that were ours and say something else now."""


def read(flow: Foreign, flows: Mapping[str, str]) -> Ours:
    """The nodes of a flow that are ours; `flows` are our names of flows by uuid."""
    groups = _groups(flow)
    nodes = {name: data for name, blocks in groups.items() if (data := _data(blocks))}
    if not name_of(flow) or not nodes:
        return Ours((), tuple(block for blocks in groups.values() for block in blocks))
    entered = _entered(flow)
    compared = Compared(flow, flows, {name: dict(data) for name, data in nodes.items()})
    whole = [name for name in nodes if name not in entered and compared.same(name, groups[name])]
    drafts = [_draft(flow, name, nodes[name], groups[name]) for name in whole]
    good = {draft.name: draft for draft in drafts if draft}
    changed = (block for name, blocks in groups.items() if name not in good for block in blocks)
    return Ours(tuple(good.values()), tuple(changed))


def _entered(flow: Foreign) -> set[str]:
    """Nodes that somebody enters in their middle: they are no longer one node."""
    owners = {block.uuid: str(block.ours.get("node")) for block in flow.blocks if "data" not in block.ours}
    return {
        owners[way.destination_block]
        for block in flow.blocks
        for way in block.exits
        if way.destination_block in owners and owners[way.destination_block] != block.ours.get("node")
    }


def _groups(flow: Foreign) -> dict[str, list[Block]]:
    found: dict[str, list[Block]] = {}
    for block in flow.blocks:
        node = block.ours.get("node")
        if isinstance(node, str) and NAME.fullmatch(node) and node != BACK:
            found.setdefault(node, []).append(block)
    return found


def _data(blocks: Iterable[Block]) -> Json:
    """The node in the vendor metadata, if it is one."""
    found = (block.ours["data"] for block in blocks if isinstance(block.ours.get("data"), dict))
    data: Json = next(found, {})
    try:
        _NODE.validate_python(data)
    except ValidationError:
        return {}
    return data


def _draft(flow: Foreign, name: str, data: Json, blocks: list[Block]) -> Draft | None:
    head = next(block for block in blocks if "data" in block.ours)
    ways = _ways(blocks)
    if ways is None or not all(isinstance(inside(data, path), str) for path in ways):
        return None
    origin = Origin(flow.name, head.label or name, head.type, head.uuid)
    return Draft(head.uuid, name, data, ways, origin, ours=True)


def _ways(blocks: Iterable[Block]) -> dict[Path, str] | None:
    """Field to where its exits lead; None where two exits of a field lead to different places."""
    found: dict[Path, str] = {}
    for block in blocks:
        for way in block.exits:
            field = way.ours.get("field")
            if not isinstance(field, list) or not all(isinstance(part, str) for part in field):
                continue
            to = way.destination_block or (BACK if way.ours.get("return") is True else END)
            if found.setdefault(tuple(field), to) != to:
                return None
    return found

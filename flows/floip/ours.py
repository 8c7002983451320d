"""Blocks that an export of ours wrote, as the nodes they were.

The node stands in the vendor metadata as our file had it. Where another program changed an exit or a text, that is
taken. Where it changed more, the blocks no longer say what the node says, and are read like any stranger's.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter, ValidationError

from flows.exchange.conditions import any_of
from flows.exchange.draft import BACK, END, Draft, Path, inside
from flows.exchange.report import Origin
from flows.exchange.tags import our_tag
from flows.floip.blocks import Json, language_id
from flows.floip.content import Content
from flows.floip.export import write
from flows.floip.ids import uuid_of
from flows.floip.model import Block, Foreign
from flows.model import Flow
from flows.nodes import AnyNode

NAME = re.compile("[a-z][a-z0-9_]*")
TAG = re.compile("[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
"""Of a language, and safe as the name of a file."""
WORD = re.compile(r"@?[a-z][a-z0-9_]*(\.[a-z0-9_]+)*")
"""What words are called: a prompt, or a universal key."""
PROMPT = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)*")
_NODE: TypeAdapter[AnyNode] = TypeAdapter(AnyNode)


@dataclass(frozen=True)
class Ours:
    """What of a flow is ours."""

    drafts: tuple[Draft, ...]
    changed: tuple[Block, ...]
    """Blocks that were ours and say something else now."""


def name_of(flow: Foreign) -> str:
    """The name of a flow that was exported by us; empty for any other."""
    name = flow.ours.get("flow")
    return name if isinstance(name, str) and NAME.fullmatch(name) else ""


def prompts_of(flow: Foreign) -> dict[str, str]:
    """Resource to prompt, as our export wrote it down."""
    prompts = flow.ours.get("prompts")
    pairs = prompts.items() if name_of(flow) and isinstance(prompts, dict) else ()
    return {uuid: name for uuid, name in pairs if isinstance(name, str) and PROMPT.fullmatch(name)}


def tags_of(flow: Foreign) -> dict[str, str]:
    """Language id to our tag."""
    return {
        tongue.id: tongue.bcp_47
        if TAG.fullmatch(tongue.bcp_47) and language_id(tongue.bcp_47) == tongue.id
        else our_tag(tongue.iso_639_3 or tongue.id, tongue.bcp_47)
        for tongue in flow.languages
    }


def read(flow: Foreign, flows: Mapping[str, str]) -> Ours:
    """The nodes of a flow that are ours; `flows` are our names of flows by uuid."""
    groups = _groups(flow)
    nodes = {name: data for name, blocks in groups.items() if (data := _data(blocks))}
    if not name_of(flow) or not nodes:
        return Ours((), tuple(block for blocks in groups.values() for block in blocks))
    entered = _entered(flow)
    compared = _Compared(flow, flows, {name: dict(data) for name, data in nodes.items()})
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


class _Compared:
    """Writes the nodes again, and compares."""

    def __init__(self, flow: Foreign, flows: Mapping[str, str], nodes: dict[str, Json]) -> None:
        languages = tuple(tags_of(flow).values())
        person = any(block.ours.get("part") == "person" for block in flow.blocks)
        again = Flow.model_validate({"flow": name_of(flow), "start": next(iter(nodes)), "nodes": nodes})
        out = write(again, Content(languages), person)
        self._names = prompts_of(flow) | dict(flows)
        self._places = {block.uuid: _place(block) for block in flow.blocks}
        self._written = [Block.model_validate(block) for block in out.blocks]
        self._written_names = out.prompts | {uuid_of("flow", name): name for name in flows.values()}
        self._written_places = {block.uuid: _place(block) for block in self._written}

    def same(self, node: str, blocks: Iterable[Block]) -> bool:
        """Whether the blocks of a node say what the node says, but for texts and for where exits lead."""
        found = {_place(block): _said(block, self._names, self._places) for block in blocks}
        wanted = {
            _place(block): _said(block, self._written_names, self._written_places)
            for block in self._written
            if block.ours["node"] == node
        }
        return found == wanted


def _place(block: Block) -> tuple[object, object]:
    return block.ours.get("node"), str(block.ours.get("part", ""))


def _said(block: Block, names: Mapping[str, str], places: Mapping[str, object]) -> object:
    exits = [
        (way.name, way.test, bool(way.default), str(way.ours.get("field")))
        if way.ours
        else (way.name, way.test, bool(way.default), places.get(way.destination_block))
        for way in block.exits
    ]
    return block.type, _named(block.config, names), exits


def _named(value: Any, names: Mapping[str, str]) -> Any:
    """A config with names instead of uuids and without words; a prompt without a name is one of a language's own."""
    if isinstance(value, dict):
        found = {name: _named(entry, names) for name, entry in value.items() if name != "text_tests"}
        return found | ({"prompt": names.get(str(value["prompt"]))} if "prompt" in value else {})
    if isinstance(value, list):
        return [_named(entry, names) for entry in value]
    return names.get(value, value) if isinstance(value, str) else value


def words_of(flow: Foreign) -> Iterator[tuple[str, str, str]]:
    """(language, option's prompt, phrase) of the choices of a flow of ours."""
    names, tags = prompts_of(flow), tags_of(flow)
    for block in flow.blocks:
        for choice in objects(block.config.get("choices")):
            prompt = names.get(str(choice.get("prompt")), "")
            yield from ((tags[tag], prompt, said) for tag, said in spoken(choice) if prompt and tag in tags)


def spoken(choice: Json) -> Iterator[tuple[str, str]]:
    """(language id, phrase) of the text tests of a choice."""
    for test in objects(choice.get("text_tests")):
        for each in any_of(str(test.get("test_expression", ""))):
            yield str(test.get("language") or ""), each.value


def objects(value: object) -> list[Json]:
    """The objects of a list, whatever a stranger has put there."""
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []

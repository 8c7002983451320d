"""Whether the blocks of a node still say what the node says: it is written again, and compared."""

from collections.abc import Iterable, Mapping
from typing import Any

from flows.floip.blocks import Json
from flows.floip.content import Content
from flows.floip.export import write
from flows.floip.ids import uuid_of
from flows.floip.marks import name_of, prompts_of, tags_of
from flows.floip.model import Block, Foreign
from flows.model import Flow


class Compared:
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

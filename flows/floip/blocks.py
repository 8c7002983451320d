"""One flow's blocks, exits and resources while they are written."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from flows.exchange.tags import three_letters
from flows.floip.content import Content
from flows.floip.ids import VENDOR, uuid_of
from flows.model import Flow
from flows.nodes import AnyNode
from flows.nodes.base import RETURN

Json = dict[str, Any]
MESSAGE = "MobilePrimitives.Message"
SELECT_ONE = "MobilePrimitives.SelectOneResponse"
NUMERIC = "MobilePrimitives.NumericResponse"
OPEN = "MobilePrimitives.OpenResponse"
CASE = "Core.Case"
RUN_FLOW = "Core.RunFlow"
IVR = "IVR"
COLUMN, ROW = 280, 180
"""Where blocks stand in an editor: a node a column, its blocks below each other."""


@dataclass
class Writer:
    """Writes one flow; every part of a node is a block, the first of them carries the node as our file has it."""

    flow: Flow
    content: Content
    person: bool = False
    """Whether the flow of the universal keys is in the container and begins by looking for a person."""
    blocks: list[Json] = field(default_factory=list)
    resources: dict[str, Json] = field(default_factory=dict)
    prompts: dict[str, str] = field(default_factory=dict)
    """Resource to the prompt it stands for."""
    node: str = ""
    """The node that is being written."""
    heads: dict[str, str] = field(default_factory=dict)
    """Node to its first block, where that is not the node's own."""

    def block_id(self, node: str, part: str = "") -> str:
        """The uuid of a part of a node."""
        return uuid_of("block", self.flow.flow, node, part)

    def head(self, node: str) -> str:
        """The uuid of a node's first block."""
        return self.block_id(node, self.heads.get(node, ""))

    # -- exits ------------------------------------------------------------------------------------------

    def exit(self, name: str, to: str, test: str = "") -> Json:
        """An exit to a block of the same node; the default one where it has no test."""
        found = {"name": name} | ({"destination_block": to} if to else {})
        return found | ({"test": test} if test else {"default": True})

    def way(self, name: str, path: Iterable[str], target: str, test: str = "") -> Json:
        """An exit for a field of the node that names another node."""
        leads = "" if target == RETURN else self.head(target)
        ours: Json = {"field": list(path)} | ({"return": True} if target == RETURN else {})
        return self.exit(name, leads, test) | {"vendor_metadata": {VENDOR: ours}}

    # -- blocks -----------------------------------------------------------------------------------------

    def block(self, part: str, kind: str, config: Json, exits: list[Json], branching: str = "UNIFIED") -> str:
        """Add a block; its uuid."""
        name = self._name(part)
        uuid = self.block_id(self.node, part)
        ours: Json = {"node": self.node, "part": part}
        if uuid == self.head(self.node):
            ours["data"] = dumped(self.flow.nodes[self.node])
        column = list(self.flow.nodes).index(self.node)
        row = sum(1 for block in self.blocks if block["vendor_metadata"][VENDOR]["node"] == self.node)
        self.blocks.append(
            {
                "uuid": uuid,
                "name": name,
                "label": self.node.replace("_", " "),
                "type": kind,
                "config": config,
                "exits": [
                    {"uuid": uuid_of("exit", self.flow.flow, self.node, part, str(count)), **each}
                    for count, each in enumerate(exits)
                ],
                "ui_metadata": {"canvas_coordinates": {"x": column * COLUMN, "y": row * ROW}},
                "vendor_metadata": {"floip": {"ui_metadata": {"branching_type": branching}}, VENDOR: ours},
            }
        )
        return uuid

    def _name(self, part: str) -> str:
        """The node's own name for its main part; expressions use it."""
        name = f"{self.node}__{part}" if part else self.node
        while part and name in self.flow.nodes:
            name += "_"
        return name

    def messages(self, prompts: Iterable[str], then: str) -> None:
        """A message for each prompt, one leading to the next, the last to a block."""
        names = list(prompts)
        for count, prompt in enumerate(names):
            last = count == len(names) - 1
            to = then if last else self.block_id(self.node, f"say_{count + 2}")
            self.block(f"say_{count + 1}", MESSAGE, {"prompt": self.resource(prompt)}, [self.exit("next", to)])

    # -- resources --------------------------------------------------------------------------------------

    def resource(self, prompt: str) -> str:
        """The uuid of a prompt's resource, which is added to the flow."""
        uuid = uuid_of("resource", self.flow.flow, prompt)
        if uuid not in self.resources:
            texts, sounds = self.content.texts.get(prompt, {}), self.content.sounds.get(prompt, {})
            self.resources[uuid] = {"uuid": uuid, "values": self._values(texts, sounds)}
            self.prompts[uuid] = prompt
        return uuid

    def in_every_language(self, prompt: str, language: str) -> str:
        """The uuid of a resource that says a prompt in one language, whatever language is spoken."""
        uuid = uuid_of("resource", self.flow.flow, prompt, language)
        text, sound = (
            self.content.texts.get(prompt, {}).get(language),
            self.content.sounds.get(prompt, {}).get(language),
        )
        texts = dict.fromkeys(self.content.languages, text) if text else {}
        sounds = dict.fromkeys(self.content.languages, sound) if sound else {}
        self.resources[uuid] = {"uuid": uuid, "values": self._values(texts, sounds)}
        return uuid

    def _values(self, texts: Any, sounds: Any) -> list[Json]:
        values: list[Json] = []
        for language in self.content.languages:
            if texts.get(language):
                text = texts[language].replace("@", "@@")
                values.append(_value(language, "TEXT", "text/plain", text))
            if sounds.get(language):
                values.append(_value(language, "AUDIO", "audio/wav", sounds[language]))
        return values


def _value(language: str, content: str, mime: str, value: str) -> Json:
    return {
        "language_id": language_id(language),
        "content_type": content,
        "mime_type": mime,
        "modes": [IVR],
        "value": value,
    }


def language_id(tag: str) -> str:
    """FLOIP's language identifier of a tag of ours: the ISO 639-3 code, and a variant where we have one."""
    _, _, variant = tag.partition("-")
    return f"{three_letters(tag)}-{variant.lower()}" if variant else three_letters(tag)


def dumped(node: AnyNode) -> Json:
    """A node as our file has it: only what is not as usual."""
    return node.model_dump(mode="json", by_alias=True, exclude_defaults=True) | {"kind": node.kind}

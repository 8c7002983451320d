"""A RapidPro export, or the flows of its engine: as much as an import needs."""

from collections.abc import Iterable
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from flows.exchange.counts import MOST_ALTOGETHER, MOST_BLOCKS, MOST_CHOICES, MOST_EXITS, MOST_LANGUAGES, check_count
from flows.exchange.errors import refuse
from flows.exchange.finish import MOST_NODES
from flows.exchange.jsonfile import shown
from flows.messages import told

Text = Annotated[str, BeforeValidator(lambda value: "" if value is None else value)]
Table = Annotated[dict[str, Any], BeforeValidator(lambda value: {} if value is None else value)]
VOICE = "voice"
VERSIONS = ("13.", "14.")
"""Of flows that can be read."""


class _Loose(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class Exit(_Loose):
    """A way out of a node."""

    uuid: str
    destination_uuid: Text = ""


class Category(_Loose):
    """A name for some answers, and the exit they take."""

    uuid: str
    name: Text = ""
    exit_uuid: Text = ""


class Case(_Loose):
    """A test of an answer."""

    uuid: Text = ""
    type: Text = ""
    arguments: tuple[str, ...] = ()
    category_uuid: Text = ""


class Router(_Loose):
    """Chooses an exit."""

    type: Text = ""
    wait: Table = Field(default_factory=dict)
    operand: Text = ""
    result_name: Text = ""
    categories: tuple[Category, ...] = ()
    cases: tuple[Case, ...] = ()
    default_category_uuid: Text = ""

    @property
    def waits_for(self) -> str:
        """`dial`, `audio`, `digits` or `menu`; empty where the caller is not waited for."""
        if not self.wait:
            return ""
        if self.wait.get("type") == "dial":
            return "dial"
        hint = self.wait.get("hint")
        kind = hint.get("type") if isinstance(hint, dict) else ""
        one = isinstance(hint, dict) and hint.get("count") == 1
        return "audio" if kind == "audio" else "digits" if kind == "digits" and not one else "menu"


class Node(_Loose):
    """Actions, and perhaps a router."""

    uuid: str
    actions: tuple[dict[str, Any], ...] = ()
    router: Router | None = None
    exits: tuple[Exit, ...] = ()

    def leads(self, exit_uuid: str) -> str:
        """The node an exit leads to; empty where the flow ends."""
        return next((way.destination_uuid for way in self.exits if way.uuid == exit_uuid), "")

    @property
    def onward(self) -> str:
        """Where the first exit leads."""
        return self.exits[0].destination_uuid if self.exits else ""


class Voice(_Loose):
    """A flow."""

    uuid: str
    name: Text = ""
    spec_version: Text = ""
    language: Text = ""
    type: Text = ""
    localization: Table = Field(default_factory=dict)
    nodes: tuple[Node, ...] = ()

    def translated(self, uuid: object, field: str, base: str) -> dict[str, str]:
        """Language code to text; the flow's own language first."""
        found = {self.language: base} if base else {}
        for language, texts in self.localization.items():
            entry = texts.get(str(uuid)) if isinstance(texts, dict) else None
            values = entry.get(field) if isinstance(entry, dict) else None
            if isinstance(values, list) and values and isinstance(values[0], str) and values[0]:
                found[language] = values[0]
        return found


class _File(_Loose):
    flows: tuple[Voice, ...] = Field(min_length=1)


# -- reading ----------------------------------------------------------------------------------------------


def flows(tree: Any, file: str) -> tuple[Voice, ...]:
    """All flows of a file, each of a known version and whole. Raises ExchangeError."""
    tree = {"flows": [tree]} if isinstance(tree, dict) and "nodes" in tree else tree
    if not isinstance(tree, dict) or not isinstance(tree.get("flows"), list):
        raise refuse(file, told("this is no RapidPro file: it has no 'flows'."))
    if any(isinstance(flow, dict) and "action_sets" in flow for flow in tree["flows"]):
        raise refuse(file, told("its flows are of a version before 13; export them anew with RapidPro."))
    try:
        found = _File.model_validate(tree).flows
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = shown(".".join(str(part) for part in first["loc"]))
        raise refuse(file, told("'{place}' is not what RapidPro has there.", place=place)) from None
    _different(file, (flow.uuid for flow in found))
    check_count(file, told("actions"), sum(len(node.actions) for flow in found for node in flow.nodes), MOST_BLOCKS)
    check_count(file, told("nodes"), sum(len(flow.nodes) for flow in found), MOST_BLOCKS)
    for flow in found:
        _whole(flow, file)
    return found


def _whole(flow: Voice, file: str) -> None:
    if not flow.spec_version.startswith(VERSIONS):
        template = "flow '{flow}' has version '{version}'; 13 and 14 can be read."
        raise refuse(file, told(template, flow=shown(flow.name), version=shown(flow.spec_version)))
    check_count(file, told("nodes"), len(flow.nodes), MOST_NODES)
    check_count(file, told("languages"), len(flow.localization), MOST_LANGUAGES)
    routers = [node.router for node in flow.nodes if node.router]
    check_count(file, told("categories"), max((len(router.categories) for router in routers), default=0), MOST_CHOICES)
    check_count(file, told("categories"), sum(len(router.categories) for router in routers), MOST_ALTOGETHER)
    check_count(file, told("cases"), sum(len(router.cases) for router in routers), MOST_ALTOGETHER)
    check_count(file, told("cases"), max((len(router.cases) for router in routers), default=0), MOST_EXITS)
    check_count(file, told("exits"), max((len(node.exits) for node in flow.nodes), default=0), MOST_EXITS)
    _different(file, (node.uuid for node in flow.nodes))
    known = {node.uuid for node in flow.nodes}
    for node in flow.nodes:
        for way in node.exits:
            if way.destination_uuid and way.destination_uuid not in known:
                template = "flow '{flow}': exit {exit} leads to a node that is not there."
                raise refuse(file, told(template, flow=shown(flow.name), exit=shown(way.uuid)))


def _different(file: str, uuids: Iterable[str]) -> None:
    seen: set[str] = set()
    for uuid in uuids:
        if uuid in seen:
            raise refuse(file, told("the uuid {uuid} is there twice.", uuid=shown(uuid)))
        seen.add(uuid)

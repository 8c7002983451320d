"""A FLOIP container as it is read: as much of the specification as an import needs, lenient where programs differ."""

from collections.abc import Iterable
from functools import cached_property
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, ValidationError

from flows.exchange.counts import MOST_ALTOGETHER, MOST_BLOCKS, MOST_CHOICES, MOST_EXITS, MOST_LANGUAGES, check_count
from flows.exchange.errors import ExchangeError, refuse
from flows.exchange.finish import MOST_NODES
from flows.exchange.jsonfile import shown
from flows.floip.ids import VENDOR, VERSION
from flows.messages import Sentence, told

Text = Annotated[str, BeforeValidator(lambda value: "" if value is None else value)]
"""A text that may be missing."""
Table = Annotated[dict[str, Any], BeforeValidator(lambda value: {} if value is None else value)]
"""An object that may be missing."""


Uuid = Annotated[str, StringConstraints(pattern=r"^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$")]


class _Loose(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class Exit(_Loose):
    """A way out of a block."""

    name: Text = ""
    destination_block: Text = ""
    test: Text = ""
    default: bool | None = False
    vendor_metadata: Table = Field(default_factory=dict)

    @property
    def ours(self) -> dict[str, Any]:
        """What an export of ours wrote there."""
        return _ours(self.vendor_metadata)


class Block(_Loose):
    """A step."""

    uuid: Uuid
    name: Text = ""
    label: Text = ""
    type: str
    config: Table = Field(default_factory=dict)
    exits: tuple[Exit, ...] = ()
    vendor_metadata: Table = Field(default_factory=dict)

    @property
    def ours(self) -> dict[str, Any]:
        """What an export of ours wrote there."""
        return _ours(self.vendor_metadata)


class Value(_Loose):
    """One form of a resource."""

    language_id: Text = ""
    content_type: Text = ""
    modes: tuple[str, ...] = ()
    value: Text = ""


class Resource(_Loose):
    """What is said, in several languages."""

    uuid: str
    values: tuple[Value, ...] = ()


class Tongue(_Loose):
    """A language."""

    id: str
    iso_639_3: Text = ""
    bcp_47: Text = ""


def _listed(resources: object) -> object:
    """Some programs write resources as the text of the specification has them: by uuid."""
    if isinstance(resources, dict):
        return [{"uuid": uuid, **value} for uuid, value in resources.items() if isinstance(value, dict)]
    return resources


class Foreign(_Loose):
    """A flow."""

    uuid: Uuid
    name: Text = ""
    label: Text = ""
    supported_modes: tuple[str, ...] = ()
    languages: tuple[Tongue, ...] = ()
    blocks: tuple[Block, ...] = Field(min_length=1)
    first_block_id: Text = ""
    exit_block_id: Text = ""
    resources: Annotated[tuple[Resource, ...], BeforeValidator(_listed)] = ()
    vendor_metadata: Table = Field(default_factory=dict)

    @property
    def ours(self) -> dict[str, Any]:
        """What an export of ours wrote there."""
        return _ours(self.vendor_metadata)

    @cached_property
    def _blocks(self) -> dict[str, Block]:
        return {block.uuid: block for block in self.blocks}

    @cached_property
    def _resources(self) -> dict[str, Resource]:
        return {resource.uuid: resource for resource in self.resources}

    def block(self, uuid: str) -> Block | None:
        """The block with a uuid."""
        return self._blocks.get(uuid)

    def resource(self, uuid: str) -> Resource | None:
        """The resource with a uuid."""
        return self._resources.get(uuid)


class Container(_Loose):
    """A file."""

    specification_version: str
    flows: tuple[Foreign, ...] = Field(min_length=1)
    vendor_metadata: Table = Field(default_factory=dict)

    @property
    def ours(self) -> dict[str, Any]:
        """What an export of ours wrote there."""
        return _ours(self.vendor_metadata)


def _ours(metadata: dict[str, Any]) -> dict[str, Any]:
    found = metadata.get(VENDOR)
    return found if isinstance(found, dict) else {}


# -- reading ----------------------------------------------------------------------------------------------


def container(tree: Any, file: str) -> Container:
    """A container that hangs together: known version, no uuid twice, no exit to nowhere. Raises ExchangeError."""
    if not isinstance(tree, dict) or "flows" not in tree:
        raise refuse(file, told("this is no FLOIP container: it has no 'flows'."))
    version = tree.get("specification_version")
    if version != VERSION:
        template = "it says it is FLOIP '{version}'; only {ours} can be read."
        raise refuse(file, told(template, version=shown(version), ours=VERSION))
    try:
        found = Container.model_validate(tree)
    except ValidationError as error:
        raise _misshapen(error, file) from None
    _different(file, told("flow"), (flow.uuid for flow in found.flows))
    check_count(file, told("blocks"), sum(len(flow.blocks) for flow in found.flows), MOST_BLOCKS)
    for flow in found.flows:
        _whole(flow, file)
    return found


def _misshapen(error: ValidationError, file: str) -> ExchangeError:
    first = error.errors(include_url=False, include_input=False)[0]
    place = shown(".".join(str(part) for part in first["loc"]))
    if first["type"] == "missing":
        return refuse(file, told("'{place}' is missing.", place=place))
    return refuse(file, told("'{place}' is not what FLOIP has there.", place=place))


def _whole(flow: Foreign, file: str) -> None:
    check_count(file, told("blocks"), len(flow.blocks), MOST_NODES)
    check_count(file, told("languages"), len(flow.languages), MOST_LANGUAGES)
    choices = [len(each) for block in flow.blocks if isinstance(each := block.config.get("choices"), list)]
    exits = [len(block.exits) for block in flow.blocks]
    check_count(file, told("choices"), max(choices, default=0), MOST_CHOICES)
    check_count(file, told("choices"), sum(choices), MOST_ALTOGETHER)
    check_count(file, told("exits"), max(exits), MOST_EXITS)
    check_count(file, told("exits"), sum(exits), MOST_ALTOGETHER)
    _different(file, told("block"), (block.uuid for block in flow.blocks))
    _different(file, told("resource"), (resource.uuid for resource in flow.resources))
    known = {block.uuid for block in flow.blocks}
    if flow.first_block_id and flow.first_block_id not in known:
        raise refuse(file, told("flow '{flow}' begins with a block that is not there.", flow=shown(flow.name)))
    for block in flow.blocks:
        for way in block.exits:
            if way.destination_block and way.destination_block not in known:
                template = "flow '{flow}', block '{block}': exit '{exit}' leads to a block that is not there."
                parts = {"flow": flow.name, "block": block.label or block.name, "exit": way.name}
                raise refuse(file, told(template, **{name: shown(text) for name, text in parts.items()}))


def _different(file: str, what: Sentence, uuids: Iterable[str]) -> None:
    seen: set[str] = set()
    for uuid in uuids:
        if uuid in seen:
            template = "two things of the kind '{what}' have the uuid {uuid}."
            raise refuse(file, told(template, what=what, uuid=shown(uuid)))
        seen.add(uuid)

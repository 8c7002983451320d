"""A FLOIP container as it is read: as much of the specification as an import needs, lenient where programs differ."""

from functools import cached_property
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from flows.floip.ids import VENDOR

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

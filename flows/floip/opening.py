"""Opening a container: a known version, and everything in it hangs together."""

from collections.abc import Iterable
from typing import Any

from pydantic import ValidationError

from flows.exchange.counts import MOST_ALTOGETHER, MOST_BLOCKS, MOST_CHOICES, MOST_EXITS, MOST_LANGUAGES, check_count
from flows.exchange.errors import ExchangeError, refuse
from flows.exchange.finish import MOST_NODES
from flows.exchange.jsonfile import shown
from flows.floip.ids import VERSION
from flows.floip.model import Container, Foreign
from flows.messages import Sentence, told


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

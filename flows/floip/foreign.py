"""Blocks of other programs as our nodes: what speaks, records, visits, and what has no place on this line."""

from collections.abc import Callable, Mapping

from flows.exchange.jsonfile import shown
from flows.floip.deciding import case
from flows.floip.model import Block
from flows.floip.questions import numeric, select_many, select_one
from flows.floip.shop import Shop, exits_of
from flows.messages import Sentence, later, told
from flows.nodes.record import Record

Reader = Callable[[Shop, Block], None]
SUCCEEDS = ("Response", "Responses", "Webhook")
"""Ends of the types whose exit with a test is the good one."""
SHORTEST_S, LONGEST_S = 5, 180
"""Of a recording; the node has the same."""
KEPT = later("Amparo keeps nothing about a caller.")
CAMERA = later("a telephone has no camera and tells no place.")
CONSOLE = later("a telephone has no screen and no keyboard.")
NO_PLACE: Mapping[str, str] = {
    "Core.Log": later("Amparo writes nothing down about a call."),
    "Core.Output": KEPT,
    "Core.SetContactProperty": KEPT,
    "Core.SetGroupMembership": KEPT,
    "Core.Webhook": later("Amparo asks no other computer during a call."),
    "ConsoleIO.Print": CONSOLE,
    "ConsoleIO.Read": CONSOLE,
    "SmartDevices.LocationResponse": CAMERA,
    "SmartDevices.PhotoResponse": CAMERA,
}
"""Block type to why it has no place; any other unknown type is told as such."""


def convert(shop: Shop, block: Block) -> None:
    """A block becomes nodes, or a line of the report."""
    READERS.get(block.type, left_out)(shop, block)
    properties = block.config.get("set_contact_property")
    if properties and block.type != "Core.SetContactProperty":
        shop.left(block, told(KEPT), told("What it would write down about the caller is left out."))


def message(shop: Shop, block: Block) -> None:
    """A sentence."""
    name = shop.name(block)
    prompt = shop.prompt(block, block.config.get("prompt"), name)
    node = shop.add(block, block.uuid, name, {"kind": "say", "prompts": [prompt]})
    node.ways["next",] = shop.onward(block)


def open_response(shop: Shop, block: Block) -> None:
    """A spoken message."""
    name = shop.name(block)
    config = block.config.get("ivr") or block.config.get("IVR") or {}
    wanted = config.get("max_duration_seconds") if isinstance(config, dict) else None
    data: dict[str, object] = {"kind": "record", "prompts": [shop.prompt(block, block.config.get("prompt"), name)]}
    if isinstance(wanted, int | float):
        data["max_s"] = int(min(max(wanted, SHORTEST_S), LONGEST_S))
        if data["max_s"] != wanted:
            reason = told("a message lasts {shortest} to {longest} seconds.", shortest=SHORTEST_S, longest=LONGEST_S)
            shop.left(block, reason, told("It is cut at {seconds}.", seconds=data["max_s"]))
    if data.get("max_s") == Record.model_fields["max_s"].default:
        del data["max_s"]
    reason = told("nobody may be recorded without having said yes.")
    shop.left(block, reason, told("Put a 'consent' before '{node}'.", node=name))
    shop.add(block, block.uuid, name, data).ways["next",] = shop.onward(block, prefer_tested=True)


def run_flow(shop: Shop, block: Block) -> None:
    """A visit to another flow of the file."""
    flow = shop.flows.get(str(block.config.get("flow_id")), "")
    if not flow:
        shop.draft.passed[block.uuid] = shop.onward(block, prefer_tested=True)
        shop.left(block, told("the flow it visits was not read from this file."), _past(shop, block))
        return
    node = shop.add(block, block.uuid, shop.name(block), {"kind": "subflow", "flow": flow})
    node.ways["next",] = shop.onward(block, prefer_tested=True)


def left_out(shop: Shop, block: Block) -> None:
    """What has no place here: the call goes past it."""
    template = NO_PLACE.get(block.type, "")
    unknown = told("Amparo has nothing like '{type}'.", type=shown(block.type))
    shop.draft.passed[block.uuid] = shop.onward(block, prefer_tested=block.type.endswith(SUCCEEDS))
    shop.left(block, told(template) if template else unknown, _past(shop, block))


def _past(shop: Shop, block: Block) -> Sentence:
    to = shop.draft.passed[block.uuid]
    default, tested = exits_of(block)
    return shop.goes_on(next((way for way in (default, *tested) if way and way.destination_block == to), None))


READERS: Mapping[str, Reader] = {
    "MobilePrimitives.Message": message,
    "MobilePrimitives.OpenResponse": open_response,
    "MobilePrimitives.SelectOneResponse": select_one,
    "MobilePrimitives.SelectManyResponses": select_many,
    "MobilePrimitives.SelectManyResponse": select_many,
    "MobilePrimitives.NumericResponse": numeric,
    "Core.Case": case,
    "Core.RunFlow": run_flow,
}
"""Block type to what reads it."""

"""What a node does before it chooses its exit."""

from collections.abc import Iterable, Mapping
from typing import Any

from flows.exchange.draft import Draft
from flows.exchange.jsonfile import shown
from flows.exchange.report import Origin
from flows.messages import later, told
from flows.rapidpro.model import Node
from flows.rapidpro.shop import Shop, title

KEPT = later("Amparo keeps nothing about a caller.")
SENDS = later("Amparo sends nothing to anybody during a call.")
ASKS = later("Amparo asks no other computer during a call.")
NO_PLACE: Mapping[str, str] = {
    "set_run_result": later("only what the caller answers can be looked at later."),
    "set_run_local": later("only what the caller answers can be looked at later."),
    "set_contact_language": later("the caller chooses the language, at a 'language' node."),
    **dict.fromkeys(("set_contact_field", "set_contact_name", "set_contact_status", "set_contact_timezone"), KEPT),
    **dict.fromkeys(("set_contact_channel", "add_contact_urn", "add_input_labels"), KEPT),
    **dict.fromkeys(("add_contact_groups", "remove_contact_groups", "open_ticket"), KEPT),
    **dict.fromkeys(("send_msg", "send_email", "send_broadcast", "request_optin", "start_session"), SENDS),
    **dict.fromkeys(("call_webhook", "call_resthook", "call_classifier", "call_llm", "transfer_airtime"), ASKS),
}
"""Action type to why it has no place; any other unknown type is told as such."""
SAID = frozenset({"say_msg", "play_audio"})


def parts(shop: Shop, node: Node) -> list[Draft]:
    """The drafts of a node's actions, not yet joined: sentences and visits, in their order."""
    made: list[Draft] = []
    for action in node.actions:
        kind = str(action.get("type", ""))
        origin = shop.origin(str(action.get("uuid") or node.uuid), title(node) or kind, kind)
        if kind in SAID:
            _say(shop, node, made, action, origin)
        elif kind == "enter_flow":
            _visit(shop, made, action, origin)
        else:
            template = NO_PLACE.get(kind, "")
            unknown = told("Amparo has nothing like '{type}'.", type=shown(kind))
            shop.left(origin, told(template) if template else unknown, told("It was left out."))
    return made


def _say(shop: Shop, node: Node, made: list[Draft], action: Mapping[str, Any], origin: Origin) -> None:
    """Sentences one after the other are one node."""
    if not (made and made[-1].data["kind"] == "say"):
        name = shop.names.fresh(title(node), otherwise="say")
        made.append(Draft(origin.ref, name, {"kind": "say", "prompts": []}, {}, origin))
    else:
        shop.draft.merge(origin.ref, made[-1].ref)
    texts = shop.flow.translated(action.get("uuid"), "text", str(action.get("text") or ""))
    sounds = shop.flow.translated(action.get("uuid"), "audio_url", str(action.get("audio_url") or ""))
    made[-1].data["prompts"].append(shop.prompt(origin, made[-1].name, texts, sounds))


def _visit(shop: Shop, made: list[Draft], action: Mapping[str, Any], origin: Origin) -> None:
    flow = action.get("flow")
    name = shop.flows.get(str(flow.get("uuid")), "") if isinstance(flow, dict) else ""
    if not isinstance(flow, dict) or not name:
        reason = told("the flow it visits was not read from this file.")
        shop.left(origin, reason, told("It was left out."))
        return
    named = shop.origin(origin.ref, str(flow.get("name") or name), origin.kind)
    made.append(Draft(origin.ref, shop.names.fresh(name), {"kind": "subflow", "flow": name}, {}, named))


def visited(nodes: Iterable[Node]) -> Iterable[str]:
    """Uuids of the flows that nodes visit."""
    for node in nodes:
        for action in node.actions:
            flow = action.get("flow")
            if action.get("type") == "enter_flow" and isinstance(flow, dict):
                yield str(flow.get("uuid"))

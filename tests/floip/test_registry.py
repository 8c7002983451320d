"""What is written twice is the same in both places, and every kind of block has somebody who answers for it."""

import pytest
from annotated_types import Ge, Le, MaxLen

from flows.errors import FlowError
from flows.exchange.finish import MOST_NODES, SILENT
from flows.floip.beyond import FIELDS, beyond
from flows.floip.foreign import LONGEST_S, NO_PLACE, READERS, SHORTEST_S
from flows.model import Flow
from flows.nodes import NODE_KINDS, Node
from flows.nodes.record import Record
from flows.rapidpro.actions import NO_PLACE as NO_PLACE_FOR_ACTIONS
from tests.support.floip_schema import SCHEMAS, validator
from tests.support.flow_books import beside_universal

BLOCK_TYPES = [*SCHEMAS, "Core.Webhook", "ConsoleIO.Print", "ConsoleIO.Read", "MobilePrimitives.SelectManyResponse"]
ACTIONS = [
    "add_contact_groups",
    "add_contact_urn",
    "add_input_labels",
    "call_llm",
    "call_resthook",
    "call_webhook",
    "open_ticket",
    "remove_contact_groups",
    "request_optin",
    "send_broadcast",
    "send_email",
    "send_msg",
    "set_contact_channel",
    "set_contact_field",
    "set_contact_language",
    "set_contact_name",
    "set_contact_status",
    "set_contact_timezone",
    "set_run_local",
    "set_run_result",
    "start_session",
    "transfer_airtime",
]
"""Of RapidPro's engine, without those that speak or visit a flow."""


@pytest.mark.parametrize("kind", BLOCK_TYPES)
def test_every_type_of_block_is_read_or_has_its_reason(kind: str) -> None:
    assert (kind in READERS) != (kind in NO_PLACE)


@pytest.mark.parametrize("kind", ACTIONS)
def test_every_action_has_its_reason(kind: str) -> None:
    assert kind in NO_PLACE_FOR_ACTIONS


@pytest.mark.parametrize("schema", SCHEMAS.values())
def test_the_schemas_are_there(schema: str) -> None:
    assert validator(schema)


def test_the_numbers_of_the_model_are_ours() -> None:
    assert MaxLen(MOST_NODES) in Flow.model_fields["nodes"].metadata
    assert {Ge(SHORTEST_S), Le(LONGEST_S)} <= set(Record.model_fields["max_s"].metadata)


TWO = "flow: a\nstart: b\nnodes:\n  b: {first}\n  c: {second}\n"
LEADING = {
    "say": "kind: say, prompts: [x], next: {to}",
    "branch": "kind: branch, on: language, cases: {{fr: {to}}}, otherwise: {to}",
    "hours": 'kind: hours, times: [{{days: [monday], from: "09:00", to: "17:00"}}], open: {to}, closed: {to}',
    "discreet": "kind: discreet, next: {to}",
    "menu": 'kind: menu, options: {{x: {{key: "1", prompt: x, next: {to}}}}}',
    "record": "kind: record, prompts: [x], next: {to}",
    "handover": "kind: handover, next: {to}, nobody: {to}",
}


@pytest.mark.parametrize("kind", LEADING)
def test_what_goes_on_by_itself_is_what_the_loader_says(kind: str) -> None:
    one, other = (f"{{{LEADING[kind].format(to=to)}}}" for to in "cb")
    text = TWO.replace("{first}", one).replace("{second}", other)
    try:
        beside_universal({"a.yaml": text})
        refused = False
    except FlowError as error:
        refused = "is a circle that never asks" in str(error)
    assert refused == (kind in SILENT)
    assert set(LEADING) >= SILENT


IN_BLOCKS: dict[str, str] = {
    "say": "prompts next",
    "goodbye": "prompts",
    "menu": "prompts intro offers options where",
    "ask": "prompts store next digits answers where",
    "consent": "what prompts yes no where",
    "language": "next unknown",
    "branch": "on cases otherwise",
    "hours": "times open closed opens_unknown",
    "subflow": "flow next",
    "handover": "next nobody looking no_one",
    "record": "prompts next max_s",
    "discreet": "next",
}
"""Fields that blocks have, by kind."""


@pytest.mark.parametrize("kind", NODE_KINDS, ids=lambda kind: kind.__name__)
def test_every_field_is_in_the_blocks_or_named_as_beyond_them(kind: type[Node]) -> None:
    fields = set(kind.model_fields) - {"kind"}
    said = set(IN_BLOCKS[kind.__name__.lower()].split())
    assert said | FIELDS[kind] == fields
    assert not said & FIELDS[kind]


def test_what_other_programs_do_not_know_is_listed_node_by_node() -> None:
    text = (
        "flow: a\nstart: b\nnodes:\n"
        "  b: {kind: menu, prompts: [x], offers: [person, back], topic: law}\n"
        "  c: {kind: branch, on: topic, cases: {law: b}, otherwise: d}\n"
        "  d: {kind: discreet, on: false, next: e}\n"
        "  e: {kind: say, prompts: [x], next: b}\n"
    )
    book = beside_universal({"a.yaml": text})
    assert [line.text() for line in beyond([book.flows["a"]])] == [
        "flow 'a', block 'b' (menu): other programs do not know: 'topic', the key for 'back'.",
        "flow 'a', block 'c' (branch): other programs do not know: 'topic', which is not asked in this flow.",
        "flow 'a', block 'd' (discreet): other programs do not know: discreet mode, 'on'.",
    ]

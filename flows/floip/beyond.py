"""What a node says that FLOIP has no place for: it stands in the vendor metadata, and other programs pass it by."""

from collections.abc import Iterable, Iterator, Mapping

from flows.exchange.report import Left, Origin
from flows.floip.blocks import dumped
from flows.messages import NOTHING, Sentence, later, told
from flows.model import Flow
from flows.nodes import AnyNode
from flows.nodes.ask import Ask
from flows.nodes.branch import Branch
from flows.nodes.consent import Consent
from flows.nodes.discreet import Discreet
from flows.nodes.goodbye import Goodbye
from flows.nodes.handover import Handover
from flows.nodes.hours import Hours
from flows.nodes.language import Language
from flows.nodes.menu import Menu
from flows.nodes.record import Record
from flows.nodes.say import Say
from flows.nodes.subflow import Subflow

FIELDS: Mapping[type, frozenset[str]] = {
    Say: frozenset({"skippable", "notices"}),
    Goodbye: frozenset(),
    Menu: frozenset({"shortcuts", "topic", "patience"}),
    Ask: frozenset({"patience", "read_back"}),
    Consent: frozenset(),
    Language: frozenset(),
    Branch: frozenset(),
    Hours: frozenset({"whose", "holidays", "opens", "opens_date"}),
    Subflow: frozenset({"node"}),
    Handover: frozenset({"topic", "no_one_unknown"}),
    Record: frozenset({"final_silence_s"}),
    Discreet: frozenset({"on"}),
}
"""Fields that no block has, by kind of node; a test asks about every other one."""
ALWAYS: Mapping[type, str] = {
    Consent: later("that a key pressed too early is no yes"),
    Language: later("that a spoken choice is confirmed"),
    Handover: later("how people are looked for"),
    Discreet: later("discreet mode"),
}
"""What a kind means beyond its fields."""


def beyond(flows: Iterable[Flow]) -> tuple[Left, ...]:
    """A line for each node with something that other programs do not know."""
    return tuple(line for flow in flows for name, node in flow.nodes.items() for line in _lines(flow, name, node))


def _lines(flow: Flow, name: str, node: AnyNode) -> Iterator[Left]:
    parts = list(_parts(flow, node))
    if parts:
        both = parts[0]
        for part in parts[1:]:
            both = told("{some}, {more}", some=both, more=part)
        reason = told("other programs do not know: {parts}.", parts=both)
        yield Left(Origin(flow.flow, name, node.kind), "", reason, NOTHING)


def _parts(flow: Flow, node: AnyNode) -> Iterator[Sentence | str]:
    if template := ALWAYS.get(type(node)):
        yield told(template)
    given = dumped(node)
    yield from (f"'{field}'" for field in given if field in FIELDS[type(node)])
    if isinstance(node, Menu):
        keys = [offer for offer in node.offers if offer in {"back", "danger"}]
        yield from (told("the key for '{offer}'", offer=offer) for offer in keys)
    if isinstance(node, Hours) and any(times.rule for times in node.times):
        yield told("opening times by a 'rule'")
    if isinstance(node, Branch) and node.on != "language" and not _asked_here(flow, node.on):
        yield told("'{name}', which is not asked in this flow", name=node.on)


def _asked_here(flow: Flow, store: str) -> bool:
    nodes = flow.nodes.values()
    return any((isinstance(n, Ask) and n.store == store) or (isinstance(n, Consent) and n.what == store) for n in nodes)

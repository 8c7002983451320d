"""A flow, and all flows of an installation together."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pydantic import Field

from flows.actions import Question
from flows.nodes import AnyNode, Offer
from flows.nodes.base import Name, Part
from flows.state import Place

UNIVERSAL = "universal"
"""The flow behind the universal keys: it must have the nodes `person` and `danger`."""
PERSON = Place(UNIVERSAL, "person")
DANGER = Place(UNIVERSAL, "danger")
LANGUAGE = Place(UNIVERSAL, "language")
"""Where the words for `wrong language` lead; a flow book may be without it."""


class Reason(Part):
    """Why a warning of the lint is accepted here."""

    rule: str
    """The rule's id, e.g. V8."""
    node: str = ""
    """Of this node only; every node where it is left out."""
    language: str = ""
    """In this language only."""
    reason: str = Field(min_length=3)


class Flow(Part):
    """One flow: named nodes, and where it starts."""

    flow: Name
    """Its name, different from that of every other flow."""
    start: str
    nodes: Mapping[Name, AnyNode] = Field(min_length=1, max_length=1000)
    reasons: tuple[Reason, ...] = ()
    """Why it is published with warnings."""


@dataclass(frozen=True, slots=True)
class FlowBook:
    """All flows, and what the installation offers; made by `flows.load`, which has checked that every target exists."""

    flows: Mapping[str, Flow]
    offer: Offer
    asked: dict[tuple[object, ...], Question] = field(default_factory=dict, compare=False, repr=False)
    """Questions that were put before; the same again, so that they are not made anew for every event."""

    def node(self, place: Place) -> AnyNode:
        return self.flows[place.flow].nodes[place.node]

    def has(self, place: Place) -> bool:
        """Whether there is such a node."""
        return place.flow in self.flows and place.node in self.flows[place.flow].nodes

    def start(self, flow: str) -> Place:
        return Place(flow, self.flows[flow].start)

"""A flow, and all flows of an installation together."""

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import Field

from flows.nodes import AnyNode, Offer
from flows.nodes.base import Name, Part
from flows.state import Place

UNIVERSAL = "universal"
"""The flow behind the universal keys: it must have the nodes `person` and `danger`."""
PERSON = Place(UNIVERSAL, "person")
DANGER = Place(UNIVERSAL, "danger")


class Flow(Part):
    """One flow: named nodes, and where it starts."""

    flow: Name
    """Its name, different from that of every other flow."""
    start: str
    nodes: Mapping[Name, AnyNode] = Field(min_length=1, max_length=1000)


@dataclass(frozen=True, slots=True)
class FlowBook:
    """All flows, and what the installation offers; made by `flows.load`, which has checked that every target exists."""

    flows: Mapping[str, Flow]
    offer: Offer

    def node(self, place: Place) -> AnyNode:
        return self.flows[place.flow].nodes[place.node]

    def start(self, flow: str) -> Place:
        return Place(flow, self.flows[flow].start)

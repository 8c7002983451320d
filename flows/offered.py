"""Which options any sound may choose (rule V22): none that leads to a person, a message or the quiet mode by itself."""

from collections.abc import Iterator
from dataclasses import replace

from flows.actions import Question, Reading
from flows.model import FlowBook
from flows.nodes import AnyNode
from flows.nodes.base import RETURN
from flows.nodes.discreet import Discreet
from flows.nodes.handover import Handover
from flows.nodes.subflow import Subflow
from flows.state import Place


def to_any_sound(book: FlowBook, flow: str, question: Question) -> Question:
    """The same; what is only for keys and words has lost its name."""

    def offered(reading: Reading) -> Reading:
        kept = reading.name != "@person" and not (reading.target and firm(book, flow, reading.target))
        return reading if kept else replace(reading, name="")

    return replace(question, readings=tuple(offered(reading) for reading in question.readings))


def firm(book: FlowBook, flow: str, target: str) -> bool:
    """Whether a person, a message or the quiet mode comes before the caller is asked anything more (rule V22)."""
    seen: set[Place] = set()
    coming = [] if target == RETURN else [Place(flow, target)]
    while coming:
        place = coming.pop()
        node = book.node(place)
        if isinstance(node, Handover | Discreet) or node.consequence == "high":
            return True
        if place not in seen and not node.asks:
            seen.add(place)
            coming += _following(book, place, node)
    return False


def _following(book: FlowBook, place: Place, node: AnyNode) -> Iterator[Place]:
    if isinstance(node, Subflow):
        yield Place(node.flow, node.node) if node.node else book.start(node.flow)
    else:
        yield from (Place(place.flow, target) for _, target in node.targets() if target != RETURN)

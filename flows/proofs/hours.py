"""The hours at which opening hours send calls other ways: the line's people away, other places closed, and both."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from flows.hours import Times
from flows.model import Flow, FlowBook
from flows.nodes import AnyNode
from flows.nodes.hours import Hours
from flows.proofs.moments import Hour

THURSDAY = "2026-01-01T03:00"
ALWAYS = Times.model_validate({"days": ["every_day"], "from": "00:00", "to": "24:00"})
TOMORROW = Times.model_validate({"days": ["friday"], "from": "09:00", "to": "10:00"})
"""Closed on a Thursday; when it opens is known."""


def closings(book: FlowBook) -> Iterator[tuple[FlowBook, Hour]]:
    """The book as calls find it while something is closed: everything, and the line or all other places alone.

    What opening hours and holidays it has does not matter: each is tried open and closed.
    """
    kinds = {node.whose for flow in book.flows.values() for node in flow.nodes.values() if isinstance(node, Hours)}
    if "place" in kinds:
        yield _at(book, places=TOMORROW), Hour(THURSDAY, closed=True)
    if "line" in kinds:
        yield _at(book, places=ALWAYS), Hour(THURSDAY, closed=True)
    if kinds == {"line", "place"}:
        yield _at(book, places=TOMORROW), Hour(THURSDAY)


def _at(book: FlowBook, places: Times) -> FlowBook:
    """Places open at these times; the line's people always, where nobody switches the line to closed."""

    def changed(node: AnyNode) -> AnyNode:
        if not isinstance(node, Hours):
            return node
        return node.model_copy(update={"times": (ALWAYS if node.whose == "line" else places,), "holidays": ()})

    return FlowBook(_each(book, changed), replace(book.offer, holidays=()))


def _each(book: FlowBook, changed: Callable[[AnyNode], AnyNode]) -> dict[str, Flow]:
    return {
        name: flow.model_copy(update={"nodes": {at: changed(node) for at, node in flow.nodes.items()}})
        for name, flow in book.flows.items()
    }

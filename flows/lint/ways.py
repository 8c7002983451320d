"""Which ways calls can go, by the arrows of the flows alone: a stack of places, and where each arrow leads. Pure."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from flows.model import UNIVERSAL, FlowBook
from flows.nodes.base import RETURN
from flows.nodes.subflow import Subflow
from flows.state import Place

Stack = tuple[Place, ...]
"""Like that of the engine: the last is where the call is, the others wait for its flow to return."""
MOST = 20_000
"""Stacks that are looked at; a flow book that has more is refused by the proofs."""
VISIT = "flow"
"""The arrow of a subflow into the other flow."""


@dataclass(frozen=True, slots=True)
class Arrow:
    """One way on."""

    source: Stack
    field: str
    target: Stack


Follow = Callable[[Arrow], bool]
Ways = Mapping[Stack, tuple[Arrow, ...]]


def ways(book: FlowBook, starts: Iterable[Stack]) -> Ways:
    """Every stack that arrows lead to from these, with the arrows from there."""
    found: dict[Stack, tuple[Arrow, ...]] = {}
    queue = list(dict.fromkeys(starts))
    while queue and len(found) < MOST:
        stack = queue.pop()
        if stack not in found:
            found[stack] = tuple(arrows(book, stack))
            queue += [arrow.target for arrow in found[stack]]
    return {stack: tuple(arrow for arrow in own if arrow.target in found) for stack, own in found.items()}


def arrows(book: FlowBook, stack: Stack) -> Iterator[Arrow]:
    """Those from one stack. A universal node that returns leads nowhere new: back to the question before."""
    node = book.node(stack[-1])
    if isinstance(node, Subflow):
        place = Place(node.flow, node.node) if node.node else book.start(node.flow)
        yield Arrow(stack, VISIT, (*stack, place))
        return
    for field, target in node.targets():
        landed = _landed(book, stack, target)
        if landed:
            yield Arrow(stack, field, landed)


def _landed(book: FlowBook, stack: Stack, target: str) -> Stack:
    """Where a target leads; empty for the way back out of the universal flow."""
    while target == RETURN:
        below = stack[:-1]
        if not below:
            flow = stack[-1].flow
            return () if flow == UNIVERSAL else (book.start(flow),)
        stack, node = below, book.node(below[-1])
        if not isinstance(node, Subflow):
            return stack
        target = node.next
    return (*stack[:-1], Place(stack[-1].flow, target))


def reached(found: Ways, starts: Iterable[Stack], follow: Follow = lambda _: True) -> frozenset[Stack]:
    """What these arrows alone lead to."""
    seen: set[Stack] = set()
    queue = [start for start in starts if start in found]
    while queue:
        stack = queue.pop()
        if stack not in seen:
            seen.add(stack)
            queue += [arrow.target for arrow in found[stack] if follow(arrow)]
    return frozenset(seen)


def nearest(
    found: Ways, starts: Iterable[Stack], cost: Callable[[Arrow], int | None]
) -> dict[Stack, tuple[Arrow, ...]]:
    """The cheapest way to each stack; arrows cost 0 or 1, or cannot be gone."""
    best: dict[Stack, tuple[int, tuple[Arrow, ...]]] = {start: (0, ()) for start in starts if start in found}
    layer, price = list(best), 0
    while layer:
        dearer: list[Stack] = []
        for stack in layer:  # grows while it is walked
            spent, way = best[stack]
            for arrow in found[stack] if spent == price else ():
                step = cost(arrow)
                if step is not None and (arrow.target not in best or best[arrow.target][0] > spent + step):
                    best[arrow.target] = (spent + step, (*way, arrow))
                    (dearer if step else layer).append(arrow.target)
        layer, price = dearer, price + 1
    return {stack: way for stack, (_, way) in best.items()}

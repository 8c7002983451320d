"""The map of a flow: every pause a caller can come to, and every way between them."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field

from flows.effects import Play
from flows.model import FlowBook
from flows.nodes.menu import Menu
from flows.proofs.behaviour import Act, acts
from flows.proofs.moments import Endless, Hour, Moment, after, first, fresh, waits
from flows.state import Place

Key = tuple[object, ...]
PAUSES_MAX = 50_000
"""More pauses than that are not looked at: the proof says that it is not complete."""


@dataclass(frozen=True, slots=True)
class Way:
    """One act and where it leads."""

    source: Key
    act: Act
    target: Key | None
    """None where the call is over."""
    goals: tuple[Place, ...]
    """Nodes on the way that give what the caller came for."""
    sought: bool
    """A person is looked for on the way."""
    hung_up: bool
    said: tuple[Play, ...]


@dataclass(slots=True)
class Map:
    """Made by `explore`; not changed after."""

    start: Key
    begun: Way
    """From the answer to the first pause."""
    pauses: dict[Key, Moment] = field(default_factory=dict)
    ways: dict[Key, list[Way]] = field(default_factory=dict)
    endless: list[tuple[Place, Key, Act]] = field(default_factory=list)
    """Acts after which the line never asks again."""
    complete: bool = True

    def all_ways(self) -> Iterator[Way]:
        yield self.begun
        for ways in self.ways.values():
            yield from ways


def explore(book: FlowBook, flow: str, language: str = "", hour: Hour = Hour()) -> Map:  # noqa: B008 - frozen
    """Every pause reachable by any caller. Raises Endless where the line asks nothing at all."""
    begun = first(book, flow, language, hour)
    start = fresh(begun)
    found = Map(start.key, _way(book, (), Act("call", "key", ()), begun))
    queue = deque([start])
    if waits(start):
        found.pauses[start.key] = start
    while queue:
        moment = queue.popleft()
        if not waits(moment):
            continue
        found.ways[moment.key] = list(_ways(book, moment, found, queue))
        if len(found.pauses) > PAUSES_MAX:
            found.complete = False
            break
    return found


def _ways(book: FlowBook, moment: Moment, found: Map, queue: "deque[Moment]") -> Iterator[Way]:
    for act in acts(book, moment):
        try:
            landed = after(book, Moment(act.at) if act.at else moment, act.events)
        except Endless as wrong:
            found.endless.append((wrong.place, moment.key, act))
            continue
        yield _way(book, moment.key, act, landed)
        then = fresh(landed)
        if waits(then) and then.key not in found.pauses:
            found.pauses[then.key] = then
            queue.append(then)


def _way(book: FlowBook, source: Key, act: Act, landed: Moment) -> Way:
    goals = tuple(place for place in landed.passed if gives(book, place))
    target = landed.key if waits(landed) else None
    return Way(source, act, target, goals, landed.sought, landed.hung_up, landed.said)


def gives(book: FlowBook, place: Place) -> bool:
    """Whether a node gives what a caller comes for: information with a topic."""
    node = book.node(place)
    return isinstance(node, Menu) and bool(node.topic)

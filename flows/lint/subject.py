"""What is looked at: a whole flow book with its files, and the ways through it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from flows.check import Source
from flows.lint.rule import Level, Seen
from flows.lint.ways import Arrow, Stack, Ways, reached, ways
from flows.messages import Sentence
from flows.model import DANGER, LANGUAGE, PERSON, UNIVERSAL, FlowBook
from flows.nodes import AnyNode, Here
from flows.nodes.subflow import Subflow
from flows.state import CallState, Place


@dataclass(frozen=True, slots=True)
class Spot:
    """A node, and where it is."""

    place: Place
    node: AnyNode

    def seen(
        self,
        sentence: Sentence,
        *,
        field: str = "",
        language: str = "",
        level: Level | None = None,
        accepted: Sentence | None = None,
    ) -> Seen:
        """Something about this node."""
        return Seen(sentence, self.place.flow, self.place.node, field, language, level, accepted)


@dataclass(frozen=True)
class Subject:
    """A book that was loaded: every target exists."""

    book: FlowBook
    sources: Mapping[str, Source]
    first: str
    """The flow in which calls begin."""

    @property
    def languages(self) -> tuple[str, ...]:
        return self.book.offer.languages

    @cached_property
    def spots(self) -> tuple[Spot, ...]:
        """Every node of every flow."""
        flows = self.book.flows.items()
        return tuple(Spot(Place(flow, name), node) for flow, own in flows for name, node in own.nodes.items())

    @cached_property
    def engine(self) -> Spot:
        """What is said and heard everywhere belongs to the flow behind the universal keys, and to no node of it."""
        return Spot(Place(UNIVERSAL, ""), self.book.node(PERSON))

    def prompts(self, engine: Iterable[str] = ()) -> Mapping[str, Spot]:
        """Every prompt that is said, and where first; `engine` are those of any flow."""
        found = dict.fromkeys((*engine, *self.book.offer.notices), self.engine)
        for spot in self.spots:
            for name in spot.node.prompts_said():
                found.setdefault(name, spot)
        return found

    def spot(self, place: Place) -> Spot:
        return Spot(place, self.book.node(place))

    @cached_property
    def entries(self) -> tuple[str, ...]:
        """Flows that no other visits: calls begin there, or nobody comes."""
        visited = {spot.node.flow for spot in self.spots if isinstance(spot.node, Subflow)}
        return tuple(flow for flow in self.book.flows if flow not in visited and flow != UNIVERSAL)

    @cached_property
    def starts(self) -> tuple[Stack, ...]:
        """Where calls begin, and where the universal keys and words lead."""
        universal = tuple((place,) for place in (PERSON, DANGER, LANGUAGE) if self.book.has(place))
        return (*((self.book.start(flow),) for flow in self.entries), *universal)

    @cached_property
    def ways(self) -> Ways:
        return ways(self.book, self.starts)

    def waits(self, stack: Stack) -> bool:
        """Whether the line waits for the caller there."""
        node = self.book.node(stack[-1])
        return node.asks or node.kind == "record"

    def silent(self, arrow: Arrow) -> bool:
        """Whether the call goes this way by itself."""
        return not self.waits(arrow.source)

    def by_itself(self, stack: Stack) -> Iterator[Spot]:
        """Nodes a call comes to from here without the caller, with those that wait for them."""
        for found in reached(self.ways, [stack], self.silent):
            yield self.spot(found[-1])

    @cached_property
    def stacks(self) -> Mapping[Place, tuple[Stack, ...]]:
        """Every way calls may stand at a node; nothing for a node that no call comes to."""
        found: dict[Place, list[Stack]] = {}
        for stack in self.ways:
            found.setdefault(stack[-1], []).append(stack)
        return {place: tuple(own) for place, own in found.items()}

    def here(self, place: Place, language: str) -> Here:
        """What a node sees of a caller who has chosen a language."""
        return Here(self.book.offer, CallState((place,), language=language))

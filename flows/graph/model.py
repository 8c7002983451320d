"""What is drawn: nodes with what they say, and the ways between them. Names only, no wording."""

from dataclasses import dataclass
from typing import Literal

from flows.state import Place

Way = Literal["next", "key", "word", "case", "else", "visit"]
"""Why a call goes along an edge: by itself, a key (or its word), a word only, a value, any other value, a subflow."""


@dataclass(frozen=True, slots=True)
class Row:
    """One prompt a node says."""

    prompt: str
    key: str = ""
    """What is pressed for it; empty for a sentence."""
    way: str = ""
    """Names the edge that leads on from here; empty where none does."""


@dataclass(frozen=True, slots=True)
class GraphNode:
    """One node of a flow."""

    place: Place
    kind: str
    rows: tuple[Row, ...] = ()
    prompts: tuple[str, ...] = ()
    """Everything it can say: what the languages' state is taken from."""
    detail: str = ""
    """What a reader of the flow wants to know besides, by names: `language`, `closed`."""
    first: bool = False
    """The flow begins here."""
    entrance: str = ""
    """The universal key, or its sign for a word only, that leads here from everywhere."""


@dataclass(frozen=True, slots=True)
class GraphEdge:
    """One way from a node to another."""

    source: Place
    target: Place
    """Its node is `return` where the call goes back to the flow before."""
    way: Way
    name: str
    """The field of the node it stands in: `options.health.next`, `nobody`."""
    key: str = ""
    words: str = ""
    """Names the words that lead along here."""
    value: str = ""
    """Of a stored answer, for a case."""


@dataclass(frozen=True, slots=True)
class Graph:
    """One or more flows, in the order they were asked for."""

    flows: tuple[str, ...]
    nodes: tuple[GraphNode, ...]
    edges: tuple[GraphEdge, ...]

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds that are drawn, in the order they first appear."""
        return tuple(dict.fromkeys(node.kind for node in self.nodes))

    def of(self, flow: str) -> tuple[GraphNode, ...]:
        """The nodes of one flow."""
        return tuple(node for node in self.nodes if node.place.flow == flow)

    def returns(self, flow: str) -> bool:
        """Whether some way of a flow leads back to the flow before."""
        return any(edge.target.node == "return" and edge.target.flow == flow for edge in self.edges)

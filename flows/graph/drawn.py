"""Which ways are drawn as one line: there and straight back is one line with an arrow at both ends."""

from collections import Counter
from dataclasses import dataclass

from flows.graph.model import Graph, GraphEdge
from flows.state import Place


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a drawing."""

    edge: GraphEdge
    both_ways: bool = False
    """From where it leads the call comes back by itself."""


def lines(graph: Graph) -> tuple[Line, ...]:
    """Every way of a graph is one of these lines, or the way back along one."""
    into = Counter(edge.target for edge in graph.edges)
    out = Counter(edge.source for edge in graph.edges if edge.way != "visit")
    there = {(edge.source, edge.target) for edge in graph.edges if into[edge.target] == 1}
    back: dict[Place, GraphEdge] = {}
    for edge in graph.edges:
        if _comes_back(edge, out) and (edge.target, edge.source) in there and edge.target not in back:
            back[edge.source] = edge
    return tuple(Line(edge, edge.target in back) for edge in graph.edges if back.get(edge.source) != edge)


def _comes_back(edge: GraphEdge, out: Counter[Place]) -> bool:
    return edge.way == "next" and out[edge.source] == 1 and edge.source != edge.target

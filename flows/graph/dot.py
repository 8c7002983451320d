"""A graph as Graphviz text."""

from collections.abc import Iterator

from flows.graph.captions import Captions, shortened
from flows.graph.drawn import Line, lines
from flows.graph.kinds import LOOKS
from flows.graph.legend import caption, samples
from flows.graph.model import Graph, GraphNode
from flows.graph.table import SMALL, label, port, text
from flows.messages import later
from flows.state import Place

FONT = "Helvetica,Arial,sans-serif"
"""Names every viewer has or replaces; nothing is fetched."""
HEAD = (
    f'graph [rankdir=LR, fontname="{FONT}", fontsize=11, nodesep=0.25, ranksep=0.6, bgcolor=white]',
    f'node [fontname="{FONT}", fontsize=10]',
    f'edge [fontname="{FONT}", fontsize=10, arrowsize=0.7]',
)
STYLES = {"word": "dotted", "visit": "dashed", "else": "dashed"}
LONGEST_EDGE = 30
"""Columns of an edge's words."""
BIG = 150
"""Nodes from which on drawing well takes too long, and drawing fast is good enough."""
FAST = "graph [nslimit=0.3, nslimit1=0.3, mclimit=0.1, splines=polyline]"
BACK = later("back to the flow before")


def dot(graph: Graph, captions: Captions) -> str:
    """The whole drawing, with its legend."""
    head = ["digraph flows {", *HEAD, *([FAST] if len(graph.nodes) > BIG else [])]
    legend = f"label={caption(captions)}; labelloc=b; labeljust=l"
    clusters = [text for flow in graph.flows for text in _cluster(graph, flow, captions)]
    ways = [_line(number, line, captions) for number, line in enumerate(lines(graph), 1)]
    return "\n".join([*head, legend, *clusters, *ways, *samples(graph, captions), "}", ""])


def _cluster(graph: Graph, flow: str, captions: Captions) -> Iterator[str]:
    yield f'subgraph "cluster_{flow}" {{'
    yield f'label=<<b>{text(flow)}</b>>; labelloc=t; labeljust=l; style=rounded; color="#888888"; margin=14'
    for node in graph.of(flow):
        yield _node(node, captions)
        yield from _entrance(node)
    if graph.returns(flow):
        back = text(captions.translate(BACK))
        yield f'"{flow}.return" [shape=plaintext, id="{flow}.return", label=<<i>↩ {back}</i>>]'
    yield "}"


def _entrance(node: GraphNode) -> Iterator[str]:
    """A dot where the flow begins; a key in a circle where that leads here from everywhere."""
    look = 'style=filled, fillcolor=black, label="", width=0.18' if node.first else f"label=<<b>{node.entrance}</b>>"
    if node.first or node.entrance:
        yield f'"{node.place} from" [shape=circle, {look}, margin=0, id="{node.place}-from"]'
        yield f'"{node.place} from" -> {_name(node.place)}'


def _name(place: Place) -> str:
    return f'"{place}"'


def _node(node: GraphNode, captions: Captions) -> str:
    look = LOOKS[node.kind].attributes()
    return f'{_name(node.place)} [{look}, id="{node.place}", class="{node.kind}", label={label(node, captions)}]'


def _line(number: int, line: Line, captions: Captions) -> str:
    edge = line.edge
    words = shortened(captions.way(edge), LONGEST_EDGE)
    parts = [f"<b>{edge.key}</b>"] if edge.key else []
    parts += [f'<font point-size="{SMALL + 1}">{text(words)}</font>'] if words else []
    look = [f'id="edge-{number}"']
    look += [f"style={STYLES[edge.way]}"] if edge.way in STYLES else []
    look += ["dir=both"] if line.both_ways else []
    look += [f"label=< {' '.join(parts)} >"] if parts else []
    leaves = f':"{port(edge.name)}":e' if edge.words else ""
    return f"{_name(edge.source)}{leaves} -> {_name(edge.target)} [{', '.join(look)}]"

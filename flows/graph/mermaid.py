"""A graph as Mermaid text, for pages that draw it themselves."""

from collections.abc import Iterator

from flows.graph.captions import MARKS, Captions, isolated, shortened
from flows.graph.dot import BACK
from flows.graph.drawn import Line, lines
from flows.graph.kinds import LOOKS
from flows.graph.legend import sentences
from flows.graph.model import Graph, GraphNode, Row
from flows.state import Place

ARROWS = {"word": "-.->", "visit": "-.->", "else": "-.->"}
ENTITIES = {"&": "#amp;", "#": "#35;", '"': "#quot;", "<": "#lt;", ">": "#gt;", "`": "#96;", "|": "#124;", "\\": "#92;"}
"""Mermaid's own way to write what would be read as its grammar."""
PREFIX = "n_"
"""Before every name: `end` and others mean something to Mermaid."""


def mermaid(graph: Graph, captions: Captions) -> str:
    """The whole drawing; its legend stands in comments and in a box of its own."""
    flows = [part for flow in graph.flows for part in _subgraph(graph, flow, captions)]
    ways = [f"  {_line(line, captions)}" for line in lines(graph)]
    colours = [f"  classDef {kind} fill:{LOOKS[kind].fill},stroke:#333,color:#000" for kind in graph.kinds]
    return "\n".join(["flowchart LR", *flows, *ways, *_legend(graph, captions), *colours, ""])


def text(words: str) -> str:
    """Text inside a label: nothing of it is grammar or markup."""
    return isolated("".join(ENTITIES.get(letter, letter) for letter in words))


def _subgraph(graph: Graph, flow: str, captions: Captions) -> Iterator[str]:
    yield f'  subgraph f_{flow}["{text(flow)}"]'
    for node in graph.of(flow):
        yield f"    {_node(node, captions)}"
        if node.first or node.entrance:
            yield f'    from_{_name(node.place)}((("{node.entrance or " "}"))) --> {_name(node.place)}'
    if graph.returns(flow):
        yield f'    {_name(Place(flow, "return"))}(["↩ {text(captions.translate(BACK))}"])'
    yield "  end"


def _name(place: Place) -> str:
    return f"{PREFIX}{place.flow}__{place.node}"


def _node(node: GraphNode, captions: Captions) -> str:
    head = " ".join(part for part in (node.kind, node.detail) if part)
    badges = " ".join(f"{language} {MARKS[state].sign}" for language, state in captions.badges(node))
    inside = [f"<b>{text(node.place.node)}</b> {text(head)}", *(_row(row, captions) for row in node.rows)]
    return f"{_name(node.place)}{_shape(node.kind, [*inside, *([badges] if badges else [])])}"


def _row(row: Row, captions: Captions) -> str:
    said = captions.worded(row.prompt)
    wording = "<br/>".join(f"{tag}{text(shortened(words))}" for tag, words in said if words)
    key = f"<b>{text(row.key)}</b>" if row.key else ""
    return " ".join(part for part in (key, wording, f"<small>{text(row.prompt)}</small>") if part)


def _shape(kind: str, inside: list[str]) -> str:
    opens, closes = LOOKS[kind].mermaid
    return f'{opens}"{"<br/>".join(inside)}"{closes}:::{kind}'


def _line(line: Line, captions: Captions) -> str:
    edge = line.edge
    caption = " ".join(part for part in (edge.key, captions.way(edge)) if part)
    label = f'|"{text(caption)}"|' if caption else ""
    arrow = f"{'<' if line.both_ways else ''}{ARROWS.get(edge.way, '-->')}"
    return f"{_name(edge.source)} {arrow}{label} {_name(edge.target)}"


def _legend(graph: Graph, captions: Captions) -> Iterator[str]:
    yield '  subgraph legend[" "]'
    inside = [text(sentence) for sentence in sentences(captions)]
    if captions.languages:
        inside.append(text(", ".join(f"{mark.sign} {captions.translate(mark.word)}" for mark in MARKS.values())))
    yield f'    legend_text["{"<br/>".join(inside)}"]'
    for kind in graph.kinds:
        yield f"    legend_{kind}{_shape(kind, [f'<b>{kind}</b> {text(captions.translate(LOOKS[kind].word))}'])}"
    yield "  end"

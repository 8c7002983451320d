"""Makes Graphviz's SVG speak: a title and a description for screen readers, and full sentences for every node."""

from collections.abc import Iterator
from xml.etree import ElementTree

from flows.graph.captions import MARKS, Captions
from flows.graph.drawn import Line, lines
from flows.graph.kinds import LOOKS
from flows.graph.legend import sentences
from flows.graph.model import Graph, GraphNode

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"


def spoken(drawn: str, graph: Graph, captions: Captions, title: str) -> str:
    """The SVG that `dot` made of a graph, with names for everything in it. Raises ParseError where it is no SVG."""
    ElementTree.register_namespace("", SVG)
    ElementTree.register_namespace("xlink", XLINK)
    root = ElementTree.fromstring(drawn)  # noqa: S314 - Graphviz wrote it just now, from text without entities
    root.attrib |= {"role": "graphics-document", "aria-labelledby": "flows-title", "aria-describedby": "flows-desc"}
    root[:0] = [
        _element("title", title, "flows-title"),
        _element("desc", " ".join(_description(graph, captions)), "flows-desc"),
    ]
    names = _names(graph, captions)
    for group in root.iter(f"{{{SVG}}}g"):
        _rename(group, names.get(group.get("id", "")))
    return ElementTree.tostring(root, encoding="unicode", xml_declaration=False) + "\n"


def _element(tag: str, text: str, name: str) -> ElementTree.Element:
    made = ElementTree.Element(f"{{{SVG}}}{tag}", {"id": name})
    made.text = text
    return made


def _rename(group: ElementTree.Element, name: str | None) -> None:
    """Graphviz calls a node by what it is called in its own text; people get a sentence, or nothing."""
    title = group.find(f"{{{SVG}}}title")
    if title is None:
        return
    if name is None:
        group.remove(title)
    else:
        title.text = name
        group.set("role", "graphics-symbol")


def _names(graph: Graph, captions: Captions) -> dict[str, str]:
    nodes = {str(node.place): node_text(node, captions) for node in graph.nodes}
    edges = {f"edge-{number}": line_text(line, captions) for number, line in enumerate(lines(graph), 1)}
    return nodes | edges


def node_text(node: GraphNode, captions: Captions) -> str:
    """A node in words, nothing shortened."""
    parts = [f"{node.place.node} ({node.kind}{f', {node.detail}' if node.detail else ''})."]
    for row in node.rows:
        wording = " / ".join(f"{tag}{words}" for tag, words in captions.worded(row.prompt) if words) or row.prompt
        parts.append(f"{row.key}: {wording}" if row.key else wording)
    parts += [f"{language}: {captions.translate(MARKS[state].word)}." for language, state in captions.badges(node)]
    return " ".join(parts)


def line_text(line: Line, captions: Captions) -> str:
    """A way in words."""
    edge = line.edge
    how = " ".join(part for part in (edge.key, captions.way(edge)) if part)
    arrow = "↔" if line.both_ways else "→"
    return f"{edge.source.node} {arrow} {edge.target.node}{f': {how}' if how else ''}"


def _description(graph: Graph, captions: Captions) -> Iterator[str]:
    for kind in graph.kinds:
        yield f"{kind}: {captions.translate(LOOKS[kind].word)}."
    yield from sentences(captions)

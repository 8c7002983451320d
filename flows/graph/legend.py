"""What the signs of a drawing mean, and what works everywhere and is therefore not drawn."""

from collections.abc import Iterator, Mapping
from itertools import pairwise

from flows.graph.captions import MARKS, Captions
from flows.graph.kinds import LOOKS
from flows.graph.model import Graph
from flows.graph.table import badge, text
from flows.messages import later

UNIVERSAL: Mapping[str, str] = {
    "0": later("a person"),
    "9": later("danger"),
    "*": later("again, then slower"),
    "#": later("back"),
}
"""Keys of every question; no edge is drawn for them."""
EVERYWHERE = later("Everywhere, and not drawn:")
ERRORS = later("Silence and what is not understood: asked again, then by keys only, then a person.")
WAYS = later("Arrow at both ends: there and back. Dashed: anything else, or another flow. Dotted: by a word only.")
STATES = later("Each language, by the worst of what a node says:")
SIGNS = later("Signs")


def everywhere(captions: Captions) -> str:
    """The universal keys in one line."""
    keys = ", ".join(f"{key} {captions.translate(what)}" for key, what in UNIVERSAL.items())
    return f"{captions.translate(EVERYWHERE)} {keys}."


def sentences(captions: Captions) -> tuple[str, ...]:
    """What a reader has to know."""
    return (everywhere(captions), captions.translate(ERRORS), captions.translate(WAYS))


def samples(graph: Graph, captions: Captions) -> Iterator[str]:
    """Lines of Graphviz text: one sample of each kind that is drawn, side by side."""
    signs = text(captions.translate(SIGNS))
    yield 'subgraph "cluster_ legend" {'
    yield f'label=<<b>{signs}</b>>; labelloc=t; labeljust=l; style=rounded; color="#bbbbbb"'
    for kind in graph.kinds:
        words = f"<b>{text(kind)}</b><br/>{text(captions.translate(LOOKS[kind].word))}"
        yield f'" legend {kind}" [{LOOKS[kind].attributes()}, id="legend-{kind}", label=<{words}>]'
    for left, right in pairwise(graph.kinds):
        yield f'" legend {left}" -> " legend {right}" [style=invis]'
    yield "}"


def caption(captions: Captions) -> str:
    """What stands under the drawing, as a label."""
    rows = [f'<tr><td align="left">{text(line)}</td></tr>' for line in sentences(captions)]
    if captions.languages:
        rows.append(f'<tr><td align="left">{_states(captions)}</td></tr>')
    return f'<<table border="0" cellborder="0" cellspacing="0">{"".join(rows)}</table>>'


def _states(captions: Captions) -> str:
    cells = [f"<td>{text(captions.translate(STATES))}</td>"]
    for state, mark in MARKS.items():
        cells.append(f"{badge('', state)}<td>{text(captions.translate(mark.word))}</td>")
    return f'<table border="0" cellborder="0" cellspacing="2"><tr>{"".join(cells)}</tr></table>'

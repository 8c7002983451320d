"""What stands inside a node, as a table in Graphviz's HTML-like labels."""

from collections.abc import Iterator
from html import escape

from flows.graph.build import SAID
from flows.graph.captions import MARKS, Captions, isolated, wrapped
from flows.graph.kinds import LOOKS
from flows.graph.model import GraphNode, Row

SMALL = 8
"""Points of names beside the wording."""
GREY = "#555555"
"""Contrast 7:1 on white."""
NO_WORDING = "—"


def label(node: GraphNode, captions: Captions) -> str:
    """The label with its angle brackets."""
    narrow = LOOKS[node.kind].shape == "diamond"
    rows = _narrow(node) if narrow else [_head(node), *(_row(row, captions) for row in node.rows)]
    inside = "".join(f"<tr>{row}</tr>" for row in (*rows, *_foot(node, captions)))
    return f'<<table border="0" cellborder="0" cellspacing="0" cellpadding="2">{inside}</table>>'


def port(way: str) -> str:
    """The name of the cell an edge leaves from."""
    return way.replace(".", "_")


def text(words: str) -> str:
    """Text inside a label: nothing of it is markup."""
    return escape(isolated(words), quote=True)


def small(words: str, color: str = "black") -> str:
    """Words beside more important ones."""
    return f'<font point-size="{SMALL}" color="{color}">{text(words)}</font>'


def _head(node: GraphNode) -> str:
    detail = f" {text(node.detail)}" if node.detail else ""
    return f'<td align="left" colspan="3"><b>{text(node.place.node)}</b>  {small(node.kind)}{detail}</td>'


def _narrow(node: GraphNode) -> list[str]:
    """Short lines, for a shape that grows with every letter."""
    return [f"<td><b>{text(node.place.node)}</b></td>", f"<td>{small(node.kind)} {text(node.detail)}</td>"]


def _row(row: Row, captions: Captions) -> str:
    lines = list(_lines(row, captions))
    wording = lines[0] if len(lines) == 1 else "".join(f'{line}<br align="left"/>' for line in lines)
    key = SAID if row.way.startswith("shortcuts.") else row.key or " "
    leads = f' port="{port(row.way)}"' if row.way else ""
    name = small(row.prompt, GREY)
    return f'<td align="right"><b>{key}</b></td><td align="left">{wording}</td><td align="left"{leads}>{name}</td>'


def _lines(row: Row, captions: Captions) -> Iterator[str]:
    for tag, words in captions.worded(row.prompt):
        first, *rest = (text(line) for line in wrapped(words or NO_WORDING))
        yield f"{small(tag, GREY)}{first}" if tag else first
        yield from rest


def _foot(node: GraphNode, captions: Captions) -> Iterator[str]:
    badges = "".join(badge(language, state) for language, state in captions.badges(node))
    if badges:
        table = f'<table border="0" cellborder="1" cellspacing="2" cellpadding="1"><tr>{badges}</tr></table>'
        yield f'<td align="left" colspan="3">{table}</td>'


def badge(language: str, state: str) -> str:
    """One cell: the language and its sign."""
    mark = MARKS[state]
    return f'<td border="1" bgcolor="{mark.fill}">{small(f"{language} {mark.sign}".strip())}</td>'

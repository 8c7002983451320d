"""Nodes and options in the wrong column: pasted from somewhere else, YAML reads them as something else."""

from collections.abc import Iterator, Mapping
from typing import Any

from ruamel.yaml.comments import CommentedMap

from flows.check import inside
from flows.messages import Sentence, told
from flows.nodes import NODE_KINDS

KINDS = frozenset(kind.__name__.lower() for kind in NODE_KINDS)
Where = tuple[str, ...]
USUAL = 2
"""Spaces before the name of a node, where a file has none yet."""


def misplaced(tree: Any) -> Iterator[tuple[Where, Sentence]]:
    """Each with the names on the way to it; nothing of what is in it."""
    nodes = inside(tree, "nodes")
    spaces = _column(nodes)
    for name, body in _mappings(tree):
        if name != "nodes" and _is_node(body):
            template = "'{name}' stands too far to the left; a node begins with {spaces} spaces, below 'nodes:'."
            yield (name,), told(template, name=name, spaces=spaces)
    for name, body in _mappings(nodes):
        if _is_option(body):
            yield ("nodes", name), _option(name)
        yield from ((("nodes", name, field), _option(field)) for field, own in _mappings(body) if _is_option(own))
        yield from _too_deep(("nodes", name), body, spaces)


def _option(name: str) -> Sentence:
    template = "'{name}' looks like an option; it belongs further to the right, below 'options:' of a menu."
    return told(template, name=name)


def _too_deep(where: Where, body: Any, spaces: int) -> Iterator[tuple[Where, Sentence]]:
    """Nodes inside of a node."""
    for name, own in _mappings(body):
        there = (*where, name)
        if _is_node(own):
            template = (
                "'{name}' stands too far to the right: it looks like a part of '{parent}'. A node begins with {spaces} "
                "spaces."
            )
            yield there, told(template, name=name, parent=where[-1], spaces=spaces)
        else:
            yield from _too_deep(there, own, spaces)


def _mappings(tree: Any) -> Iterator[tuple[str, Mapping[Any, Any]]]:
    if isinstance(tree, Mapping):
        yield from ((name, own) for name, own in tree.items() if isinstance(name, str) and isinstance(own, Mapping))


def _is_node(body: Mapping[Any, Any]) -> bool:
    kind = body.get("kind")
    return isinstance(kind, str) and kind in KINDS


def _is_option(body: Mapping[Any, Any]) -> bool:
    return "kind" not in body and {"key", "prompt"} <= body.keys()


def _column(nodes: Any) -> int:
    """Where the names of the nodes stand."""
    marks = nodes.lc.data if isinstance(nodes, CommentedMap) else None
    return next((mark[1] for mark in (marks or {}).values()), USUAL)

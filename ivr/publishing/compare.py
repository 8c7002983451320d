"""What differs between two texts of a flow, for people: the lines; nodes and prompts that came, went or changed."""

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flows import load, parse
from flows.errors import FlowError
from flows.model import Flow


@dataclass(frozen=True, slots=True)
class Difference:
    """From one text to another."""

    lines: tuple[str, ...]
    """A unified diff; empty where the texts are the same."""
    nodes_added: tuple[str, ...] = ()
    nodes_removed: tuple[str, ...] = ()
    nodes_changed: tuple[str, ...] = ()
    prompts_added: tuple[str, ...] = ()
    prompts_removed: tuple[str, ...] = ()
    prompts_known: bool = True
    """False where one of the texts has mistakes, so that its prompts cannot be told."""


def difference(old: str, new: str, old_name: str, new_name: str) -> Difference:
    """What changed from old to new; an empty text is a flow that is not there."""
    lines = difflib.unified_diff(_lines(old), _lines(new), old_name, new_name, lineterm="")
    before, after = _nodes(old), _nodes(new)
    prompts_before, prompts_after = _prompts(old), _prompts(new)
    known = prompts_before is not None and prompts_after is not None
    return Difference(
        tuple(lines),
        _missing(after, before),
        _missing(before, after),
        tuple(name for name in before if name in after and before[name] != after[name]),
        _missing(prompts_after or {}, prompts_before or {}) if known else (),
        _missing(prompts_before or {}, prompts_after or {}) if known else (),
        known,
    )


def _lines(text: str) -> list[str]:
    return text.splitlines()


def _missing(of: Mapping[str, object], there: Mapping[str, object]) -> tuple[str, ...]:
    return tuple(name for name in of if name not in there)


def _nodes(text: str) -> Mapping[str, Any]:
    """Name to content; nothing of a text that is not well formed."""
    try:
        nodes = parse.parse(text, "").get("nodes") if text else None
    except FlowError:
        return {}
    return {str(name): node for name, node in nodes.items()} if isinstance(nodes, Mapping) else {}


def _prompts(text: str) -> dict[str, None] | None:
    """Names of prompts in their order; None where they cannot be told."""
    if not text:
        return {}
    try:
        flow: Flow = load.read(text, "")
    except FlowError:
        return None
    return {name: None for node in flow.nodes.values() for name in node.prompts_said()}

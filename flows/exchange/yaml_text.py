"""A flow as the text of a file, as a person would write it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

WIDTH = 110
"""Characters of a line before a list gets one line for each entry."""
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_]*(\.[A-Za-z0-9_]+)*")
_NO_TEXT = frozenset({"true", "false", "null"})
"""What YAML would not take as text."""
_FIRST = (
    "kind",
    "key",
    "prompt",
    "topic",
    "what",
    "on",
    "flow",
    "node",
    "where",
    "prompts",
    "intro",
    "offers",
    "store",
    "digits",
)
_LAST = ("next", "yes", "no", "unknown", "nobody", "open", "closed", "otherwise")
_NAMED = frozenset({"options", "answers", "shortcuts"})
"""What holds entries by name, each with fields of its own."""
_ONE_LINE = frozenset({"digits"})


def write(flow: Mapping[str, Any], header: str, comments: Mapping[str, str]) -> str:
    """YAML of a flow: `flow`, `start`, `nodes`, then the rest; a comment before a node where there is one."""
    lines = [*_comment(header, ""), f"flow: {scalar(flow['flow'])}", f"start: {scalar(flow['start'])}", "nodes:"]
    for count, (name, node) in enumerate(flow["nodes"].items()):
        lines += [""] if count else []
        lines += _comment(comments.get(name, ""), "  ")
        lines += [f"  {scalar(name)}:", *_map(_ordered(node), "    ")]
    rest = {name: value for name, value in flow.items() if name not in {"flow", "start", "nodes"}}
    return "\n".join([*lines, *([""] if rest else []), *_map(rest, "")]) + "\n"


def scalar(value: object) -> str:
    """A value as YAML takes it back."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    text = str(value)
    if _PLAIN.fullmatch(text) and text.lower() not in _NO_TEXT:
        return text
    return f'"{"".join(map(_sign, text))}"'


def _sign(sign: str) -> str:
    if sign in '"\\':
        return f"\\{sign}"
    return sign if sign.isprintable() else f"\\U{ord(sign):08x}"


def _comment(text: str, indent: str) -> list[str]:
    return [f"{indent}# {line}".rstrip() for line in text.splitlines()]


def _ordered(node: Mapping[str, Any]) -> dict[str, Any]:
    """What a node is first, where it leads last."""
    middle = [name for name in node if name not in {*_FIRST, *_LAST}]
    return {name: node[name] for name in (*_FIRST, *middle, *_LAST) if name in node}


def _map(entries: Mapping[str, Any], indent: str) -> Iterator[str]:
    for name, given in entries.items():
        value = {each: _ordered(entry) for each, entry in given.items()} if name in _NAMED else given
        head = f"{indent}{scalar(name)}:"
        if isinstance(value, Mapping) and value and name not in _ONE_LINE:
            yield head
            yield from _map(value, f"{indent}  ")
        else:
            yield from _value(head, value, indent)


def _value(head: str, value: Any, indent: str) -> Iterator[str]:
    line = f"{head} {_flat(value)}"
    if _is_list(value) and value and (len(line) > WIDTH or isinstance(value[0], Mapping)):
        yield head
        yield from (f"{indent}  - {_flat(entry)}" for entry in value)
    else:
        yield line


def _flat(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{scalar(name)}: {_flat(entry)}" for name, entry in value.items()) + "}"
    if _is_list(value):
        return "[" + ", ".join(map(_flat, value)) + "]"
    return scalar(value)


def _is_list(value: object) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str)

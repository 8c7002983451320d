"""Plain sentences for what the schema finds wrong in a flow file."""

import difflib
from collections.abc import Mapping, Sequence
from typing import Any

from flows.nodes import NODE_KINDS

KINDS = tuple(kind.__name__.lower() for kind in NODE_KINDS)


def plain(detail: Mapping[str, Any], where: Sequence[object]) -> str:
    """One sentence for an author, for one error of pydantic's list."""
    name = str(where[-1]) if where else "this"
    value = detail.get("input")
    if str(detail["type"]).startswith("union_tag"):
        return _kind(value)
    if name == "key":
        return _key(value)
    context = {"name": name, "value": value, **detail.get("ctx", {})}
    pattern = SENTENCES.get(str(detail["type"]))
    return pattern.format(**context) if pattern else f"'{name}': {_lower(str(detail['msg']))}."


SENTENCES: Mapping[str, str] = {
    "missing": "'{name}' is missing.",
    "extra_forbidden": "'{name}' is not known here; remove it or correct its spelling.",
    "too_long": "'{name}' has too many entries: {max_length} at most.",
    "too_short": "'{name}' needs at least {min_length}.",
    "value_error": "{error}.",
    "literal_error": "'{value}' is not possible for '{name}': it is {expected}.",
}
"""Sentence by pydantic's error type; what is not here says pydantic's own message."""


def _key(value: object) -> str:
    if isinstance(value, int):
        return f'write the key in quotes: key: "{value}".'
    return f"'{value}' is not a key for an option; use 1 to 8 in quotes (0, 9, * and # are taken everywhere)."


def _kind(value: object) -> str:
    given = value.get("kind") if isinstance(value, Mapping) else None
    if given is None:
        return f"'kind' is missing; it is one of {', '.join(KINDS)}."
    near = difflib.get_close_matches(str(given), KINDS, n=1)
    hint = f" Did you mean '{near[0]}'?" if near else ""
    return f"there is no kind '{given}'; it is one of {', '.join(KINDS)}.{hint}"


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]

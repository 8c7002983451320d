"""Plain sentences for what the schema finds wrong in a flow file."""

from collections.abc import Iterable, Mapping, Sequence, Sized
from typing import Any

from flows.check import near
from flows.nodes import NODE_KINDS

KINDS = tuple(kind.__name__.lower() for kind in NODE_KINDS)
KEYS = "use 1 to 8 in quotes (0, 9, * and # are taken everywhere)"


def plain(detail: Mapping[str, Any], where: Sequence[object], known: Iterable[str] = ()) -> str:
    """One sentence for an author, for one error of pydantic's list; `known` are the names that could stand there."""
    name = next((part for part in reversed(where) if isinstance(part, str)), "this")
    value = detail.get("input")
    kind = str(detail["type"])
    if kind.startswith("union_tag") and isinstance(value, Mapping):
        return _kind(value)
    if name == "key" and kind != "missing":
        return _key(value)
    length = len(value) if isinstance(value, Sized) else 0
    context = {"name": name, "length": length, "value": value, "near": near(name, known), **detail.get("ctx", {})}
    pattern = SENTENCES.get(kind)
    if kind == "string_pattern_mismatch":
        pattern = PROMPT_NAME if name in {"prompt", "prompts", "intro"} or "." in str(context["pattern"]) else NAME
    return pattern.format(**context) if pattern else f"'{name}': {_lower(str(detail['msg']))}."


NAME = "'{value}' is not a name: use small letters a to z, digits and _, and begin with a letter."
PROMPT_NAME = "'{value}' is not the name of a prompt; the wording itself lives in prompts/texts."
SENTENCES: Mapping[str, str] = {
    "missing": "'{name}' is missing.",
    "extra_forbidden": "'{name}' is not known here; remove it or correct its spelling.{near}",
    "too_long": "'{name}' has {length} entries; {max_length} at most.",
    "too_short": "'{name}' is empty; it needs {min_length} at least.",
    "value_error": "{error}.",
    "literal_error": "'{value}' is not possible for '{name}': it is {expected}.",
    "string_type": "'{name}' is one name or text; put it in quotes if it looks like a number.",
    "tuple_type": "'{name}' is a list: [one, two].",
    "dict_type": "'{name}' holds named entries, each on its own line: name, colon, what belongs to it.",
    "mapping_type": "'{name}' holds named entries, each on its own line: name, colon, what belongs to it.",
    "union_tag_not_found": "'{name}' needs its own fields, indented below it.",
    "model_type": "'{name}' needs its own fields, indented below it.",
    "model_attributes_type": "'{name}' needs its own fields, indented below it.",
    "bool_type": "'{name}' is true or false.",
    "bool_parsing": "'{name}' is true or false.",
    "int_type": "'{name}' is a whole number.",
    "int_parsing": "'{name}' is a whole number.",
    "greater_than_equal": "'{name}' is {value}; {ge} at least.",
    "less_than_equal": "'{name}' is {value}; {le} at most.",
}
"""Sentence by pydantic's error type; what is not here says pydantic's own message."""


def _key(value: object) -> str:
    if isinstance(value, int) and 1 <= value <= 8:
        return f'write the key in quotes: key: "{value}".'
    return f"'{value}' is not a key for an option; {KEYS}."


def _kind(node: Mapping[str, Any]) -> str:
    given = node.get("kind")
    if given is None:
        return f"'kind' is missing; it is one of {', '.join(KINDS)}."
    return f"there is no kind '{given}'; it is one of {', '.join(KINDS)}.{near(str(given), KINDS)}"


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]

"""Plain sentences for what the schema finds wrong in a flow file."""

from collections.abc import Iterable, Mapping, Sequence, Sized
from typing import Any

from flows.check import near
from flows.hours import CLOCK
from flows.messages import Sentence, later, told
from flows.nodes import NODE_KINDS
from flows.torn import CURLY

KINDS = tuple(kind.__name__.lower() for kind in NODE_KINDS)


def plain(detail: Mapping[str, Any], where: Sequence[object], known: Iterable[str] = ()) -> Sentence:
    """One sentence for an author, for one error of pydantic's list; `known` are the names that could stand there."""
    name = next((part for part in reversed(where) if isinstance(part, str)), "this")
    value = detail.get("input")
    kind = str(detail["type"])
    if curly := next((str(text) for text in (value, name) if _curly(text)), ""):
        return _straight(curly)
    if kind == "extra_forbidden" and " " in name:
        return _without_colon(name)
    if kind.startswith("union_tag") and isinstance(value, Mapping):
        return _kind(value)
    if name == "key" and kind not in {"missing", "extra_forbidden"}:
        return _key(value)
    context: dict[str, Any] = detail.get("ctx", {})
    if kind == "author":
        own: Sentence = context["sentence"]
        return own
    length = len(value) if isinstance(value, Sized) else 0
    parts = {"name": name, "length": length, "value": value, "near": near(name, known), **context}
    template = SENTENCES.get(kind)
    if kind == "string_pattern_mismatch":
        template = _pattern(name, str(parts["pattern"]))
    return (
        told(template, **parts) if template else told("'{name}': {what}.", name=name, what=_lower(str(detail["msg"])))
    )


def _pattern(name: str, pattern: str) -> str:
    if pattern == CLOCK:
        return TIME
    return PROMPT_NAME if name in PROMPT_FIELDS or "." in pattern else NAME


TIME = later("'{value}' is no time; write it like 09:30, in steps of five minutes, in quotes.")
PROMPT_FIELDS = frozenset({"prompt", "prompts", "intro", "where"})
NAME = later("'{value}' is not a name: use small letters a to z, digits and _, and begin with a letter.")
PROMPT_NAME = later("'{value}' is not the name of a prompt; the wording itself lives in prompts/texts.")
SENTENCES: Mapping[str, str] = {
    "missing": later("'{name}' is missing."),
    "extra_forbidden": later("'{name}' is not known here; remove it or correct its spelling.{near}"),
    "too_long": later("'{name}' has {length} entries; {max_length} at most."),
    "too_short": later("'{name}' is empty; it needs {min_length} at least."),
    "literal_error": later("'{value}' is not possible for '{name}': it is {expected}."),
    "string_type": later("'{name}' is one name or text; put it in quotes if it looks like a number."),
    "tuple_type": later("'{name}' is a list: [one, two]."),
    "dict_type": later("'{name}' holds named entries, each on its own line: name, colon, what belongs to it."),
    "mapping_type": later("'{name}' holds named entries, each on its own line: name, colon, what belongs to it."),
    "union_tag_not_found": later("'{name}' needs its own fields, indented below it."),
    "model_type": later("'{name}' needs its own fields, indented below it."),
    "model_attributes_type": later("'{name}' needs its own fields, indented below it."),
    "bool_type": later("'{name}' is true or false."),
    "bool_parsing": later("'{name}' is true or false."),
    "int_type": later("'{name}' is a whole number."),
    "int_parsing": later("'{name}' is a whole number."),
    "greater_than_equal": later("'{name}' is {value}; {ge} at least."),
    "less_than_equal": later("'{name}' is {value}; {le} at most."),
}
"""Sentence by pydantic's error type; what is not here says pydantic's own message."""


def _key(value: object) -> Sentence:
    if isinstance(value, int) and 1 <= value <= 8:
        return told('write the key in quotes: key: "{key}".', key=value)
    template = "'{key}' is not a key for an option; use 1 to 8 in quotes (0, 9, * and # are taken everywhere)."
    return told(template, key=value)


def _curly(text: object) -> bool:
    """Whether quotes of a word processor are part of it."""
    return isinstance(text, str) and (text[:1] in CURLY or text[-1:] in CURLY) and text.strip(CURLY) != text


def _straight(curly: str) -> Sentence:
    template = 'write straight quotes, "{text}", not curly ones, {curly}.'
    return told(template, text=curly.strip(CURLY), curly=curly)


def _without_colon(name: str) -> Sentence:
    """`next choose`, between braces, is one long name for YAML."""
    return told("'{name}' is no name; a ':' or a ',' is missing in it.", name=name)


def _kind(node: Mapping[str, Any]) -> Sentence:
    given, kinds = node.get("kind"), ", ".join(KINDS)
    if glued := next((name for name in node if str(name).startswith("kind ")), ""):
        return _without_colon(glued)
    if given is None:
        return told("'kind' is missing; it is one of {kinds}.", kinds=kinds)
    template = "there is no kind '{kind}'; it is one of {kinds}.{near}"
    return told(template, kind=given, kinds=kinds, near=near(str(given), KINDS))


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]

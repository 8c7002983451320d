"""The conditions of other programs' exits, as far as a branch of ours can decide them: something equals something."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

LONGEST = 2_000
"""Characters of an expression that is looked at."""
_EQUALS = re.compile(r"\s*(?P<left>'[^']*'|\"[^\"]*\"|[\w.]+)\s*==?\s*(?P<right>'[^']*'|\"[^\"]*\"|[\w. ]+?)\s*")
_NAME = re.compile(r"[A-Za-z]\w*(\.\w+)+")
_OR = re.compile(r"\s*OR\s*\((?P<inside>.*)\)\s*", re.IGNORECASE | re.DOTALL)
_PARTS = re.compile(r"'[^']*'|\"[^\"]*\"|[^,'\"()]+|(?P<comma>,)|(?P<other>.)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Equals:
    """A variable has a value."""

    variable: str
    """In small letters, `flow.children`."""
    value: str


def any_of(expression: str) -> tuple[Equals, ...]:
    """The equalities of which one is enough; empty where the expression is anything else."""
    text = expression[:LONGEST].strip()
    if len(expression) > LONGEST:
        return ()
    text = text.removeprefix("@").strip()
    if text.startswith("(") and text.endswith(")"):
        text = text[1:-1]
    inside = _OR.fullmatch(text)
    found = [_equality(part) for part in (_arguments(inside["inside"]) if inside else (text,))]
    return tuple(each for each in found if each) if all(found) else ()


def equals(variable: str, value: str) -> str:
    """`variable = 'value'` as a FLOIP expression."""
    quote = '"' if "'" in value else "'"
    return f"{variable} = {quote}{value.replace(quote, ' ')}{quote}"


def any_equals(pairs: tuple[Equals, ...]) -> str:
    """The expression that `any_of` reads."""
    each = [equals(pair.variable, pair.value) for pair in pairs]
    return each[0] if len(each) == 1 else f"OR({', '.join(each)})"


def _arguments(text: str) -> Iterator[str]:
    part = ""
    for match in _PARTS.finditer(text):
        if match["comma"]:
            yield part
            part = ""
        else:
            part += match[0]
    yield part


def _equality(text: str) -> Equals | None:
    match = _EQUALS.fullmatch(text)
    if not match:
        return None
    left, right = match["left"], match["right"].strip()
    if not _NAME.fullmatch(left) and _NAME.fullmatch(right):
        left, right = right, left
    return Equals(left.lower(), right.strip("'\"")) if _NAME.fullmatch(left) else None

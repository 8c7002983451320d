"""Texts with variable parts in braces: `{digits}`."""

import re
from dataclasses import dataclass

_BRACES = re.compile(r"\{(.*?)\}")


@dataclass(frozen=True, slots=True)
class Piece:
    """Either wording, or the name of a variable."""

    text: str = ""
    variable: str = ""


def pieces(text: str) -> tuple[Piece, ...]:
    """A text in the order it is spoken; what is only spaces or punctuation has no sound and is left out."""
    parts = _BRACES.split(text)
    found = [Piece(variable=part) if odd % 2 else Piece(part.strip()) for odd, part in enumerate(parts)]
    return tuple(piece for piece in found if piece.variable or any(c.isalnum() for c in piece.text))


def variables(text: str) -> frozenset[str]:
    """Names in braces."""
    return frozenset(_BRACES.findall(text))


def filled(text: str, values: dict[str, str]) -> str:
    """The wording with values put in. Raises KeyError where a value is missing."""
    return _BRACES.sub(lambda match: values[match[1]], text)

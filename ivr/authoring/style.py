"""Bold, dim and colours, where somebody looks at a terminal and has not asked for none (no-color.org)."""

import os
import unicodedata
from dataclasses import dataclass
from typing import TextIO

ISOLATED = "\u2067{}\u2069"
"""Right-to-left text keeps its own direction beside other text (Unicode UAX 9)."""


@dataclass(frozen=True, slots=True)
class Style:
    """How to say what matters more, and what less."""

    on: bool = False

    def strong(self, text: str) -> str:
        return self._as("1", text)

    def faint(self, text: str) -> str:
        return self._as("2", text)

    def caller(self, text: str) -> str:
        return self._as("36", text)

    def trouble(self, text: str) -> str:
        return self._as("33", text)

    def _as(self, code: str, text: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.on and text else text


def of(stream: TextIO) -> Style:
    """The style for what is written there."""
    return Style(stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb")


def isolated(text: str) -> str:
    """Wording that may be written from right to left."""
    leftward = any(unicodedata.bidirectional(letter) in {"R", "AL"} for letter in text)
    return ISOLATED.format(text) if leftward else text

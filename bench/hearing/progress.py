"""What a person who waits sees."""

import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

SHOWN_EVERY = 100
Made = TypeVar("Made")


def tell(text: str) -> None:
    """One line, at once."""
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


def shown(what: str, made: Iterable[Made], of: int) -> Iterator[Made]:
    """The same, with a line every hundred and at the end."""
    for number, each in enumerate(made, 1):
        yield each
        if number % SHOWN_EVERY == 0 or number == of:
            tell(f"{what}: {number} of {of}")

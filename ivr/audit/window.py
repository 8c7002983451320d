"""A piece of something to be searched, with the views that make a first look fast."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

Read = Callable[[int, int], bytes]
"""Gives at most `size` bytes from an offset; fewer only at the end."""

ALNUM = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
NOT_ALNUM = bytes(set(range(256)) - set(ALNUM))
KEY = re.compile(rb"""["']([0-9])["']""")

OVERLAP = 32 * 1024
"""Bytes seen twice; more than any one form of a number takes."""


@dataclass(frozen=True)
class Window:
    """`data` begins at `offset`; what begins at `own` or later belongs to the next window."""

    data: bytes
    offset: int
    own: int

    @cached_property
    def squeezed(self) -> bytes:
        """Letters and digits only: separators, line ends and the zeros of UTF-16 are gone."""
        return self.data.translate(None, NOT_ALNUM)

    @cached_property
    def unescaped(self) -> bytes:
        r"""As `squeezed`, also without the x of \x31, in small letters."""
        return self.data.translate(None, NOT_ALNUM + b"xX").lower()

    @cached_property
    def keys(self) -> tuple[str, list[int]]:
        """Digits that stand alone in quotes, as in key logs, and where they are."""
        found = list(KEY.finditer(self.data))
        return b"".join(match[1] for match in found).decode(), [match.start() for match in found]


def windows(read: Read, step: int) -> Iterator[Window]:
    """Everything that `read` gives, in steps of so many bytes and with overlap."""
    offset = 0
    while data := read(offset, step + OVERLAP):
        last = len(data) < step + OVERLAP
        yield Window(data, offset, len(data) if last else step)
        if last:
            return
        offset += step

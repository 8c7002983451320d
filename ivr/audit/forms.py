"""The forms in which a number can lie in bytes, each as a fast first look and an exact pattern."""

import re
from base64 import b64encode
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from ivr.audit.canary import Canary
from ivr.audit.window import Window

BETWEEN = rb"[^0-9A-Za-z]{0,7}"
"""What may stand between two digits: separators, quotes, line ends, and the zero bytes of UTF-16 and UTF-32."""
INTEGER_MIN = 4
"""Bytes: an integer as short as that lies everywhere by chance."""
BETWEEN_HEX = rb"(?:\\x|[^0-9A-Za-z]){0,4}"

View = Literal["data", "squeezed", "unescaped"]
Finder = Callable[[Window], Iterator[int]]


@dataclass(frozen=True, slots=True)
class Form:
    """One form of one canary; `find` gives positions in the window's data."""

    name: str
    find: Finder


def forms_of(canary: Canary) -> tuple[Form, ...]:
    """Every form that is searched for."""
    return (
        Form("text", _text(canary.core)),
        Form("keys", _keys(canary.core)),
        Form("hex", _hex(canary.core)),
        *_base64(canary.core),
        *_bcd("BCD", canary.core, swap=False),
        *_bcd("swapped BCD", canary.core, swap=True),
        *_swapped_text(canary.digits),
        *_integers(canary),
    )


def _finder(view: View, core: bytes, pattern: bytes) -> Finder:
    """Look for the core in a view first: the pattern is slow, and can only match where the core is."""
    exact = re.compile(pattern, re.DOTALL)

    def find(window: Window) -> Iterator[int]:
        if core in getattr(window, view):
            yield from (match.start() for match in exact.finditer(window.data))

    return find


def _text(signs: str) -> Finder:
    return _finder("squeezed", signs.encode(), BETWEEN.join(sign.encode() for sign in signs))


def _hex(digits: str) -> Finder:
    """Each digit as the two hexadecimal digits of its byte, 30 to 39."""
    pairs = [f"3{sign}".encode() for sign in digits]
    return _finder("unescaped", b"".join(pairs), BETWEEN_HEX.join(pairs))


def _keys(digits: str) -> Finder:
    """One quoted digit after another with anything between, as where each pressed key has up to four log lines."""
    runs = [(sign, len(list(group))) for sign, group in groupby(digits)]
    pattern = re.compile("".join(f"{sign}{{{length},{4 * length}}}" for sign, length in runs))

    def find(window: Window) -> Iterator[int]:
        pressed, places = window.keys
        yield from (places[match.start()] for match in pattern.finditer(pressed))

    return find


def _base64(digits: str) -> Iterator[Form]:
    """The three places a byte can have in a group of four signs. Digits need neither of the signs in which base64 and
    base64url differ."""
    for before in range(3):
        coded = b64encode(b"0" * before + digits.encode())
        # Signs at the ends also hold bits of neighbours we do not know.
        core = coded[-(-before * 8 // 6) : (before + len(digits)) * 8 // 6]
        yield Form("base64", _text(core.decode()))


def _bcd(name: str, digits: str, *, swap: bool) -> Iterator[Form]:
    """Two digits a byte, beginning in either half; telephony has the first digit in the low half (ITU-T Q.763)."""
    for lead in ([], [None]):
        nibbles: list[int | None] = [*lead, *map(int, digits)]
        if len(nibbles) % 2:
            nibbles.append(None)
        pairs = list(zip(nibbles[::2], nibbles[1::2], strict=True))
        options = [_bytes(low, high) if swap else _bytes(high, low) for high, low in pairs]
        core = b"".join(option for option in options if len(option) == 1)
        yield Form(name, _finder("data", core, b"".join(map(_one_of, options))))


def _bytes(high: int | None, low: int | None) -> bytes:
    """Every byte with these halves; None is any half."""
    highs: Sequence[int] = range(16) if high is None else [high]
    lows: Sequence[int] = range(16) if low is None else [low]
    return bytes(16 * left + right for left in highs for right in lows)


def _one_of(options: bytes) -> bytes:
    return b"[" + b"".join(rb"\x%02x" % option for option in options) + b"]"


def _swapped_text(digits: str) -> Iterator[Form]:
    """Swapped BCD printed as hexadecimal; only of the whole number, since half a number would be found by chance."""
    for lead in range(2):
        pairs = [digits[at : at + 2] for at in range(lead, len(digits) - 1, 2)]
        yield Form("swapped text", _text("".join(pair[::-1] for pair in pairs)))


def _integers(canary: Canary) -> Iterator[Form]:
    """The number as a binary integer, as SQLite keeps it in a numeric column; not where it has only four bytes."""
    for digits in {canary.digits, canary.core}:
        value = int(digits)
        length = (value.bit_length() + 7) // 8
        if length > INTEGER_MIN:
            for coded in (value.to_bytes(length, "big"), value.to_bytes(length, "little")):
                yield Form("integer", _finder("data", coded, re.escape(coded)))

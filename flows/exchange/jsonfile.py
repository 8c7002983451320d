"""JSON of strangers: how large and deep it is, is known before anything is built of it."""

import json
import re
from collections.abc import Iterable
from typing import Any, NoReturn

from flows.exchange.errors import refuse
from flows.messages import told

LARGEST = 8_000_000
"""Bytes: all flows of a country in ten languages are smaller."""
MOST_VALUES = 200_000
"""Values of all kinds: what 100 MB of memory hold."""
MOST_STRINGS = 500_000
"""Names and texts, at most two for a value."""
DEEPEST = 40
"""Levels: FLOIP and RapidPro need a dozen."""
LONGEST_NUMBER = 30
"""Digits."""
_STRING = re.compile(rb'"(?:[^"\\]++|\\.)*+(?:"|\\?\Z)', re.DOTALL)
"""A string; one that is never closed goes to the end, so that no part is read twice."""
_NO_SIGN = bytes(set(range(256)) - set(b"[]{},"))


def read(data: bytes, file: str) -> Any:
    """The value in a file. Raises ExchangeError with one sentence."""
    check_size(len(data), file)
    text = _text(data, file)
    _look(data, file)
    try:
        return json.loads(
            text,
            object_pairs_hook=lambda pairs: _object(pairs, file),
            parse_int=lambda digits: _number(digits, file),
            parse_constant=lambda name: _constant(name, file),
        )
    except json.JSONDecodeError as error:
        template = "this is not JSON: line {line}, place {column}, does not fit what is before it."
        raise refuse(file, told(template, line=error.lineno, column=error.colno)) from None


def check_size(size: int, file: str) -> None:
    """Whether a file of so many bytes is worth reading. Raises ExchangeError."""
    if size > LARGEST:
        raise refuse(file, told("the file has {size} bytes; {most} at most.", size=size, most=LARGEST))


def _text(data: bytes, file: str) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in data[:4]:
        raise refuse(file, told("this is text in UTF-16 or UTF-32; save the file as UTF-8."))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise refuse(file, told("line {line} is not text in UTF-8; save the file as UTF-8.", line=line)) from None


def _look(data: bytes, file: str) -> None:
    """Count the values and levels by their signs, outside of strings."""
    template = "the file holds {count} values; {most} at most."
    if (strings := data.count(b'"') // 2) > MOST_STRINGS:
        raise refuse(file, told(template, count=strings, most=MOST_VALUES))
    signs = _STRING.sub(b"", data).translate(None, _NO_SIGN)
    values = signs.count(b",") + signs.count(b"[") + signs.count(b"{")
    if values > MOST_VALUES:
        raise refuse(file, told(template, count=values, most=MOST_VALUES))
    depth = 0
    for sign in signs.replace(b",", b""):
        depth += 1 if sign in b"[{" else -1
        if depth > DEEPEST:
            raise refuse(file, told("the file is nested more than {deepest} levels deep.", deepest=DEEPEST))


def _object(pairs: Iterable[tuple[str, Any]], file: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise refuse(file, told("'{name}' is there twice in one object; keep one of them.", name=shown(name)))
        found[name] = value
    return found


def _number(digits: str, file: str) -> int:
    if len(digits) > LONGEST_NUMBER:
        raise refuse(file, told("a number has {length} digits; no flow needs it.", length=len(digits)))
    return int(digits)


def _constant(name: str, file: str) -> NoReturn:
    raise refuse(file, told("'{name}' is no number of JSON.", name=name))


def shown(value: object, longest: int = 60) -> str:
    """A stranger's text inside a sentence: one line, not longer than can be read, and printable."""
    text = " ".join("".join(sign if sign.isprintable() else " " for sign in str(value)[: longest * 4]).split())
    return text if len(text) <= longest else f"{text[:longest].rstrip()}..."

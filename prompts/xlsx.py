"""The XML inside of an XLSX file (ECMA-376-1, 18), as a stream: nothing is built but the cells that are asked for.

openpyxl reads more, and can be made to take a minute over a megabyte.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

RELATIONSHIP = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_RELATIONSHIP = "http://purl.oclc.org/ooxml/officeDocument/relationships"
DEEPEST = 50
"""Levels of elements; a sheet has seven, drawings some more."""
_PLACE = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")
Attributes = Mapping[str, str]


class HasDefinitions(ValueError):
    """No spreadsheet program writes a DOCTYPE; it can make a small file huge."""


@dataclass(frozen=True, slots=True)
class Value:
    """What stands in a cell: its type in the file, its text or number, and whether it is computed."""

    kind: str
    text: str
    formula: bool


@dataclass
class Cells:
    """Handlers that collect what is in the cells of a sheet, by row and column from 1."""

    strings: list[str] | None
    """The shared ones; None leaves their numbers."""
    most: int
    """Cells with something in them; one more raises ValueError."""
    found: dict[tuple[int, int], Value] = field(default_factory=dict)
    _row: int = 0
    _column: int = 0
    _kind: str = ""
    _text: list[str] = field(default_factory=list)
    _formula: bool = False
    _reading: bool = False
    _sounding: bool = False
    """In the pronunciation that East Asian text may have."""

    def start(self, name: str, attributes: Attributes) -> None:
        """An element begins."""
        if name == "row":
            self._row, self._column = int(attributes.get("r", self._row + 1)), 0
        elif name == "c":
            place = _PLACE.fullmatch(attributes.get("r", ""))
            self._column = column(place[1]) if place else self._column + 1
            self._kind, self._text, self._formula = attributes.get("t", "n"), [], False
        elif name == "f":
            self._formula = True
        elif name == "rPh":
            self._sounding = True
        self._reading = name in {"v", "t"} and not self._sounding

    def end(self, name: str) -> None:
        """An element ends."""
        self._reading = False
        self._sounding = self._sounding and name != "rPh"
        if name == "c" and (self._text or self._formula):
            if len(self.found) >= self.most:
                raise ValueError("too many cells")
            text = "".join(self._text)
            if self.strings is not None and self._kind == "s" and not self._formula:
                text = self.strings[int(text)]
            self.found[self._row, self._column] = Value(self._kind, text, self._formula)

    def text(self, text: str) -> None:
        """Text of the element that began last."""
        if self._reading:
            self._text.append(text)


def column(letters: str) -> int:
    """A is 1, Z is 26, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def cells(data: bytes, strings: list[str] | None, most: int) -> dict[tuple[int, int], Value]:
    """Of a worksheet. Raises ValueError."""
    collector = Cells(strings, most)
    _parse(data, collector.start, collector.end, collector.text)
    return collector.found


def strings(data: bytes) -> list[str]:
    """The shared strings; without the pronunciation that East Asian ones may have. Raises ValueError."""
    found: list[list[str]] = []
    inside: list[str] = []

    def start(name: str, _: Attributes) -> None:
        inside.append(name)
        if name == "si":
            found.append([])

    def end(_: str) -> None:
        inside.pop()

    def text(given: str) -> None:
        if inside[-1] == "t" and "rPh" not in inside[-3:] and found:
            found[-1].append(given)

    _parse(data, start, end, text)
    return ["".join(parts) for parts in found]


def elements(data: bytes, wanted: str) -> list[Attributes]:
    """The attributes of every element of a name. Raises ValueError."""
    found: list[Attributes] = []

    def start(name: str, attributes: Attributes) -> None:
        if name == wanted:
            found.append(attributes)

    _parse(data, start, lambda _: None, lambda _: None)
    return found


def _parse(
    data: bytes, start: Callable[[str, Attributes], None], end: Callable[[str], None], text: Callable[[str], None]
) -> None:
    """Names of elements come without their namespace, those of attributes with it."""

    def refuse(*_: object) -> None:
        raise HasDefinitions("DOCTYPE")

    depth = 0

    def begin(name: str, attributes: Attributes) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise ValueError("nested too deep")
        start(name.rpartition(" ")[2], attributes)

    def finish(name: str) -> None:
        nonlocal depth
        depth -= 1
        end(name.rpartition(" ")[2])

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = begin
    parser.EndElementHandler = finish
    parser.CharacterDataHandler = text
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise ValueError(str(error)) from error

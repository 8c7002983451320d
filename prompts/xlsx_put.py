"""Texts put into cells of an XLSX file; every other byte of its sheets stays as the spreadsheet program wrote it.

openpyxl would write the file anew, without what it does not know, and reads more of it than a stranger is trusted with.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from prompts.xlsx import Attributes, column

Texts = Mapping[tuple[int, int], str]
"""By row and column, from 1."""
_LETTERS = re.compile(r"[A-Z]+")


@dataclass(frozen=True, slots=True)
class _Splice:
    start: int
    end: int
    new: bytes


@dataclass
class _Finder:
    """Handlers that find where in the bytes each cell is to stand."""

    data: bytes
    texts: Texts
    parser: expat.XMLParserType
    splices: list[_Splice] = field(default_factory=list)
    _row: int = 0
    _column: int = 0
    _left: dict[int, str] = field(default_factory=dict)
    """Of this row, what has no cell so far."""
    _began: int = 0
    _cell: Attributes = field(default_factory=dict)

    def start(self, name: str, attributes: Attributes) -> None:
        """An element begins."""
        prefix, _, local = name.rpartition(":")
        at = self.parser.CurrentByteIndex
        if local == "row":
            self._row, self._column = int(attributes.get("r", self._row + 1)), 0
            self._left = {at: text for (row, at), text in self.texts.items() if row == self._row}
        elif local == "c":
            letters = _LETTERS.match(attributes.get("r", ""))
            self._column = column(letters[0]) if letters else self._column + 1
            self._insert(prefix, at, self._column)
            self._began, self._cell = at, attributes

    def end(self, name: str) -> None:
        """An element ends."""
        prefix, _, local = name.rpartition(":")
        at = self.parser.CurrentByteIndex
        if local == "c" and self._column in self._left:
            end = f"</{name}".encode()  # of an empty element expat says where it ends, else where its end tag begins
            after = self.data.index(b">", at) + 1 if self.data.startswith(end, at) else at
            new = _written(prefix, self._row, self._column, self._left.pop(self._column), self._cell)
            self.splices.append(_Splice(self._began, after, new))
        elif local == "row":
            self._insert(prefix, at, None)

    def _insert(self, prefix: str, at: int, before: int | None) -> None:
        """Cells that are not there stand in order."""
        for number in sorted(self._left):
            if before is None or number < before:
                new = _written(prefix, self._row, number, self._left.pop(number), {})
                self.splices.append(_Splice(at, at, new))


def _written(prefix: str, row: int, number: int, text: str, old: Attributes) -> bytes:
    """A cell with its text inside, in the old style."""
    own = f"{prefix}:" if prefix else ""
    kept = "".join(f" {name}={quoteattr(value)}" for name, value in old.items() if name not in {"r", "t", "cm", "vm"})
    inside = f"<{own}is><{own}t>{escape(text)}</{own}t></{own}is>"
    return f'<{own}c r="{letters(number)}{row}"{kept} t="inlineStr">{inside}</{own}c>'.encode()


def letters(number: int) -> str:
    """1 is A, 27 is AA."""
    found = ""
    while number:
        number, rest = divmod(number - 1, 26)
        found = chr(ord("A") + rest) + found
    return found


def put(sheet: bytes, texts: Texts) -> bytes:
    """The XML of a sheet with these texts in it. Raises ValueError."""
    parser = expat.ParserCreate()
    finder = _Finder(sheet, texts, parser)
    parser.StartElementHandler = finder.start
    parser.EndElementHandler = finder.end
    try:
        parser.Parse(sheet, True)
    except expat.ExpatError as error:
        raise ValueError(str(error)) from error
    return b"".join(_pieces(sheet, finder.splices))


def _pieces(sheet: bytes, splices: list[_Splice]) -> Iterator[bytes]:
    done = 0
    for splice in splices:
        yield sheet[done : splice.start]
        yield splice.new
        done = splice.end
    yield sheet[done:]

"""An XLSX file from anybody, to a table of cells: looked through before it is opened, and never more than fits."""

import re
import warnings
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl

from flows.messages import Sentence, told
from prompts.errors import PromptError

MOST_BYTES = 10_000_000
"""Of the file; a thousand texts in ten languages take 300 kB."""
MOST_UNPACKED = 16_000_000
"""Bytes of all its parts."""
MOST_PARTS = 500
PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""ECMA-376-2 allows no other; the others unpack without a limit."""
MOST_ROWS, MOST_COLUMNS = 10_000, 200
OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0"
"""How old XLS files begin, and XLSX files behind a password ([MS-CFB])."""
_ENTITIES = re.compile(rb"<!(DOCTYPE|ENTITY)|^(\xff\xfe|\xfe\xff)")
"""What no spreadsheet program writes: it makes a small file huge, or hides that."""
_UNWANTED = (
    ("vbaproject", told("it has macros; save it as XLSX without them.")),
    ("externallinks", told("it refers to other files; copy the values in, or start from a new export.")),
    ("connections", told("it fetches data from elsewhere; start from a new export.")),
    ("embeddings", told("it holds other files; take them out.")),
    ("activex", told("it has control elements; take them out.")),
)


@dataclass(frozen=True, slots=True)
class Cell:
    """What is in a cell; `text` is empty for an empty one."""

    text: str = ""
    formula: bool = False
    other: bool = False
    """A date, a fraction, an error: nothing that is said."""


EMPTY = Cell()


@dataclass(frozen=True, slots=True)
class Row:
    """One row below the headings, cells by heading."""

    number: int
    """As the spreadsheet program counts."""
    cells: Mapping[str, Cell]

    def cell(self, heading: str) -> Cell:
        """Empty where there is none."""
        return self.cells.get(heading, EMPTY)


@dataclass(frozen=True, slots=True)
class Table:
    """The first sheet."""

    headings: tuple[str, ...]
    rows: tuple[Row, ...]


def read(file: Path) -> Table:
    """Raises PromptError with the file's name, OSError where there is none."""
    try:
        unpacked = _unpacked(file)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl tells of every ornament it does not know
            return _table(unpacked)
    except PromptError as refused:
        raise PromptError(refused.sentence, file.name) from refused
    except OSError:
        raise  # there is no such file, or it may not be read
    except Exception as error:  # a damaged part makes openpyxl stumble in any way there is
        raise _refused(told("it is damaged or no XLSX file; save it again as XLSX."), file.name) from error


def _refused(sentence: Sentence, place: str = "") -> PromptError:
    return PromptError(sentence, place)


def _unpacked(file: Path) -> BytesIO:
    """The same archive without compression, looked through; what its directory says of sizes need not be true."""
    with file.open("rb") as opened:
        head = opened.read(4)
    if head == OLD_OR_LOCKED:
        raise _refused(told("it is an old XLS file, or behind a password; save it as XLSX without one."))
    if file.stat().st_size > MOST_BYTES:
        raise _refused(told("it has more than {most} MB; start from a new export.", most=MOST_BYTES // 1_000_000))
    clean = BytesIO()
    with zipfile.ZipFile(file) as archive, zipfile.ZipFile(clean, "w") as copy:
        for info in _parts(archive):
            with archive.open(info) as part:
                data = part.read(info.file_size)  # never more, also where more is packed there
            _look_at(info.filename.lower(), data)
            copy.writestr(info.filename, data)
    return clean


def _parts(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    parts = archive.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise _refused(told("it unpacks to more than a sheet of texts can need; start from a new export."))
    if len({part.filename for part in parts}) < len(parts):
        raise zipfile.BadZipFile("a part is there twice")
    if any(part.compress_type not in PACKED for part in parts):
        raise zipfile.BadZipFile("packed in a way no spreadsheet program does")
    return parts


def _look_at(name: str, data: bytes) -> None:
    for part, sentence in _UNWANTED:
        if part in name:
            raise _refused(sentence)
    if name.endswith((".xml", ".rels")) and _ENTITIES.search(data):
        raise _refused(told("it has definitions of its own (DOCTYPE) inside; save it again as XLSX."))
    if name == "[content_types].xml" and b"macroEnabled" in data:
        raise _refused(_UNWANTED[0][1])


def _table(file: BytesIO) -> Table:
    book = openpyxl.load_workbook(file, read_only=True, keep_links=False)
    try:
        if not book.worksheets:
            raise _refused(told("there is no sheet in it."))
        sheet: Any = book.worksheets[0]
        sheet.reset_dimensions()  # what the file says about its size is not believed
        rows = sheet.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS)
        first = tuple(_cell(cell).text.strip() for cell in next(rows, ()))
        return Table(_headings(first), tuple(_rows(rows, first)))
    finally:
        book.close()


def _headings(first: tuple[str, ...]) -> tuple[str, ...]:
    named = tuple(filter(None, first))
    twice = next((name for name in named if named.count(name) > 1), "")
    if twice:
        raise _refused(told("two columns are called '{name}'; keep one.", name=twice))
    return named


def _rows(rows: Iterator[Any], headings: tuple[str, ...]) -> Iterator[Row]:
    for number, row in enumerate(rows, 2):
        cells = {name: _cell(cell) for name, cell in zip(headings, row, strict=False) if name}
        if any(cell != EMPTY for cell in cells.values()):
            if number > MOST_ROWS:
                raise _refused(told("it has more than {most} rows; start from a new export.", most=MOST_ROWS))
            yield Row(number, cells)


def _cell(cell: Any) -> Cell:
    value, kind = cell.value, getattr(cell, "data_type", "n")
    if value is None:
        return EMPTY
    if kind == "f":
        return Cell(str(value), formula=True)
    if isinstance(value, str) and kind != "e":
        return Cell(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return Cell(str(value))
    return Cell(str(value), other=True)

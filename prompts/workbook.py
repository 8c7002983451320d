"""An XLSX file from anybody, to a table of cells: looked through before it is read, and never more than fits."""

import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from posixpath import dirname, join, normpath

from flows.messages import told
from prompts import xlsx, xlsx_put
from prompts.errors import PromptError

MOST_BYTES = 10_000_000
"""Of the file; a thousand texts in ten languages take 300 kB."""
MOST_OF_PART = 8_000_000
"""Bytes of a part that is read; that sheet takes 3 MB."""
MOST_UNPACKED = 50_000_000
"""Bytes of all parts of a file that is written again."""
MOST_PARTS, MOST_CELLS, MOST_ROWS, MOST_COLUMNS = 500, 100_000, 5000, 200
PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""ECMA-376-2 allows no other; the others unpack without a limit."""
OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0"
"""How old XLS files begin, and XLSX files behind a password ([MS-CFB])."""
_UNWANTED = (
    ("vbaproject", told("it has macros; save it as XLSX without them.")),
    ("externallinks", told("it refers to other files; copy the values in, or start from a new export.")),
    ("connections", told("it fetches data from elsewhere; start from a new export.")),
    ("embeddings", told("it holds other files; take them out.")),
    ("activex", told("it has control elements; take them out.")),
)
TOO_MUCH = told("it holds more than a sheet of texts can need; start from a new export.")


@dataclass(frozen=True, slots=True)
class Cell:
    """What is in a cell; `text` is empty for an empty one."""

    text: str = ""
    formula: bool = False
    other: bool = False
    """A number, date or error: nothing that is said."""


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
    """The first sheet. Raises PromptError with the file's name, OSError where there is none."""
    return next(iter(read_all(file).values()))


def read_all(file: Path, named: str = "") -> Mapping[str, Table]:
    """The first sheet, and one of a name if there is one, by title. Raises as `read`."""
    try:
        _look(file)
        with zipfile.ZipFile(file) as archive:
            _look_into(archive)
            return {title: _table(values) for title, values in _sheets(archive, named)}
    except PromptError as refused:
        raise PromptError(refused.sentence, file.name) from refused
    except xlsx.HasDefinitions as error:
        sentence = told("it has definitions of its own (DOCTYPE) inside; save it again as XLSX.")
        raise PromptError(sentence, file.name) from error
    except (zipfile.BadZipFile, ValueError, LookupError, EOFError, NotImplementedError, RuntimeError) as error:
        raise PromptError(told("it is damaged or no XLSX file; save it again as XLSX."), file.name) from error


def with_texts(file: Path, named: str, texts: Mapping[tuple[str, int, str], str]) -> bytes:
    """A file that was just read, with texts in cells, by page, row and heading; all else as it was.

    Of the two pages that are read, the one of a name has that, and the other none. Raises ValueError.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            if sum(info.file_size for info in archive.infolist()) > MOST_UNPACKED:
                raise ValueError("too large")
            return _packed(archive, dict(_changed(archive, named, texts)))
    except (zipfile.BadZipFile, LookupError, EOFError, NotImplementedError, RuntimeError, PromptError) as error:
        raise ValueError(str(error)) from error


def _changed(
    archive: zipfile.ZipFile, named: str, texts: Mapping[tuple[str, int, str], str]
) -> Iterator[tuple[str, bytes]]:
    _, parts = _sheet_parts(archive, named)
    for title, values in _sheets(archive, named):
        here = title if title == named else ""
        columns = {value.text.strip(): at for (row, at), value in values.items() if row == 1}
        own = {(row, columns[heading]): text for (page, row, heading), text in texts.items() if page == here}
        if not own:
            continue
        before = _part(archive, parts[title])
        after = xlsx_put.put(before, own)
        there, then = (_texts(xlsx.cells(data, None, MOST_CELLS)) for data in (before, after))
        if then != there | {place: (text, False) for place, text in own.items()}:
            raise ValueError("written in a way that is not known here")
        yield parts[title], after


def _texts(values: Mapping[tuple[int, int], xlsx.Value]) -> dict[tuple[int, int], tuple[str, bool]]:
    return {place: (value.text, value.formula) for place, value in values.items()}


def _packed(archive: zipfile.ZipFile, changed: Mapping[str, bytes]) -> bytes:
    written = BytesIO()
    with zipfile.ZipFile(written, "w") as made:
        for info in archive.infolist():
            if info.compress_type not in PACKED:
                raise zipfile.BadZipFile("packed in a way no spreadsheet program does")
            with archive.open(info) as part:
                data = part.read(info.file_size)
            made.writestr(info, changed.get(info.filename, data))
    return written.getvalue()


def _look(file: Path) -> None:
    """Before anything of it is unpacked."""
    with file.open("rb") as opened:
        head = opened.read(4)
    if head == OLD_OR_LOCKED:
        raise PromptError(told("it is an old XLS file, or behind a password; save it as XLSX without one."))
    if file.stat().st_size > MOST_BYTES:
        template = "it has more than {most} MB; start from a new export."
        raise PromptError(told(template, most=MOST_BYTES // 1_000_000))


def _look_into(archive: zipfile.ZipFile) -> None:
    """At the names of its parts."""
    names = [info.filename.lower() for info in archive.infolist()]
    if len(names) > MOST_PARTS:
        raise PromptError(TOO_MUCH)
    if len(set(names)) < len(names):
        raise zipfile.BadZipFile("a part is there twice")
    for part, sentence in _UNWANTED:
        if any(part in name for name in names):
            raise PromptError(sentence)
    if b"macroEnabled" in _part(archive, "[Content_Types].xml"):
        raise PromptError(_UNWANTED[0][1])


def _part(archive: zipfile.ZipFile, name: str) -> bytes:
    """Not more than it says it has: what its directory says of sizes need not be true."""
    info = archive.getinfo(name)
    if info.file_size > MOST_OF_PART:
        raise PromptError(TOO_MUCH)
    if info.compress_type not in PACKED:
        raise zipfile.BadZipFile("packed in a way no spreadsheet program does")
    with archive.open(info) as part:
        return part.read(info.file_size)


def _sheets(archive: zipfile.ZipFile, wanted: str) -> Iterator[tuple[str, Mapping[tuple[int, int], xlsx.Value]]]:
    book, parts = _sheet_parts(archive, wanted)
    shared = [xlsx.strings(_part(archive, part)) for part in _related(archive, book, "sharedStrings").values()]
    for title, part in parts.items():
        yield title, xlsx.cells(_part(archive, part), shared[0] if shared else [], MOST_CELLS)


def _sheet_parts(archive: zipfile.ZipFile, wanted: str) -> tuple[str, Mapping[str, str]]:
    """The part of the workbook; those of the first sheet, and of one of a name if there is one, by title."""
    (book,) = _related(archive, "", "officeDocument").values()
    named = _related(archive, book, "worksheet")
    first, *others = xlsx.elements(_part(archive, book), "sheet") or [{}]
    parts: dict[str, str] = {}
    for sheet in (first, *(other for other in others if other.get("name") == wanted)):
        own = [sheet.get(f"{space} id", "") for space in (xlsx.RELATIONSHIP, xlsx.STRICT_RELATIONSHIP)]
        parts[sheet.get("name", "")] = named["".join(own)]
    return book, parts


def _related(archive: zipfile.ZipFile, part: str, kind: str) -> Mapping[str, str]:
    """Parts that one refers to, by identifier."""
    folder, name = dirname(part), part.rpartition("/")[2]
    listed = xlsx.elements(_part(archive, join(folder, "_rels", f"{name}.rels")), "Relationship")
    own = (one for one in listed if one["Type"].endswith(f"/{kind}"))
    return {one["Id"]: normpath(join("/", folder, one["Target"])).lstrip("/") for one in own}


def _table(values: Mapping[tuple[int, int], xlsx.Value]) -> Table:
    return table({place: _cell(value) for place, value in values.items()})


def table(cells: Mapping[tuple[int, int], Cell]) -> Table:
    """From cells by row and column, counted from 1; the first row has the headings. Raises PromptError."""
    by_row: dict[int, dict[int, Cell]] = {}
    for (row, column), cell in cells.items():
        if row > MOST_ROWS or column > MOST_COLUMNS:
            raise PromptError(TOO_MUCH)
        by_row.setdefault(row, {})[column] = cell
    headings = {column: cell.text.strip() for column, cell in sorted(by_row.pop(1, {}).items()) if cell.text.strip()}
    named = tuple(headings.values())
    if twice := next((name for name in named if named.count(name) > 1), ""):
        raise PromptError(told("two columns are called '{name}'; keep one.", name=twice))
    return Table(named, tuple(_rows(by_row, headings)))


def _rows(by_row: Mapping[int, Mapping[int, Cell]], headings: Mapping[int, str]) -> Iterator[Row]:
    for number in sorted(by_row):
        yield Row(number, {headings[at]: cell for at, cell in by_row[number].items() if at in headings})


def _cell(value: xlsx.Value) -> Cell:
    other = not value.formula and value.kind not in {"s", "inlineStr", "str"}
    return Cell(value.text, formula=value.formula, other=other)

"""Pages of a sheet as one CSV file, and back: what begins like a formula is escaped, and nothing is ever computed."""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import StringIO
from pathlib import Path

from flows.messages import told
from prompts.errors import PromptError
from prompts.sheet import KEY, Page
from prompts.workbook import MOST_CELLS, MOST_COLUMNS, MOST_OF_PART, MOST_ROWS, TOO_MUCH, Cell, Row, Table, table

KIND = "kind"
"""The first column: which page a row belongs to, by its title."""
SEPARATORS = (",", ";")
"""The second is what spreadsheet programs write where a comma stands in numbers."""
LONGEST_CELL = 10_000
_FORMULA = re.compile(r"'*[=+\-@]")
_ESCAPED = re.compile(r"'+[=+\-@]")


def write(pages: Iterable[Page]) -> bytes:
    """UTF-8 with the mark by which spreadsheet programs know it; every cell in quotes."""
    pages = tuple(pages)
    heads = tuple(dict.fromkeys(heading for page in pages for heading in page.headings))
    written = StringIO()
    rows = csv.writer(written, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    rows.writerow((KIND, *heads))
    for page in pages:
        for fields in page.rows:
            own = dict(zip(page.headings, (field.value for field in fields), strict=True))
            rows.writerow((page.title, *(_escaped(own.get(heading, "")) for heading in heads)))
    return written.getvalue().encode("utf-8-sig")


def read_all(file: Path) -> Mapping[str, Table]:
    """Tables by what stands in the column `kind`; without that column one, without a title.

    Raises PromptError with the file's name, OSError where there is none.
    """
    try:
        return _tables(_rows(_text(file)))
    except PromptError as refused:
        raise PromptError(refused.sentence, file.name) from refused
    except csv.Error as error:
        raise PromptError(told("it is damaged or no CSV file; save it again as CSV."), file.name) from error


def with_texts(file: Path, texts: Mapping[tuple[int, str], str]) -> bytes:
    """The file with texts in cells, by row and heading. Raises ValueError where it cannot be done."""
    try:
        text = _text(file)
        separator = _separator(text)
        rows = list(_rows(text))
    except (PromptError, csv.Error) as error:
        raise ValueError(str(error)) from error
    columns = {heading.strip(): at for at, heading in enumerate(rows[0])}
    wide = [[*row, *[""] * (len(columns) - len(row))] for row in rows]
    for (row, heading), wording in texts.items():
        wide[row - 1][columns[heading]] = wording
    written = StringIO()
    ending = "\r\n" if "\r\n" in text else "\n"
    csv.writer(written, delimiter=separator, quoting=csv.QUOTE_ALL, lineterminator=ending).writerows(wide)
    return written.getvalue().encode("utf-8-sig")


def _text(file: Path) -> str:
    with file.open("rb") as opened:
        data = opened.read(MOST_OF_PART + 1)
    if len(data) > MOST_OF_PART:
        raise PromptError(TOO_MUCH)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise PromptError(told("it is not in UTF-8; save it as 'CSV UTF-8', or as XLSX.")) from error
    if "\0" in text:
        raise PromptError(told("it is damaged or no CSV file; save it again as CSV."))
    return text


def _rows(text: str) -> Sequence[Sequence[str]]:
    """By the separator with which the headings can be told apart."""
    return list(_counted(csv.reader(StringIO(text, newline=""), delimiter=_separator(text), strict=True)))


def _separator(text: str) -> str:
    csv.field_size_limit(LONGEST_CELL)
    for separator in SEPARATORS:
        heads = next(csv.reader(StringIO(text, newline=""), delimiter=separator), [])
        if KEY in map(str.strip, heads):
            return separator
    raise PromptError(told("there is no column '{name}'; start from ./amparo prompts new.", name=KEY))


def _counted(rows: Iterable[list[str]]) -> Iterator[list[str]]:
    cells = 0
    for number, row in enumerate(rows, 1):
        cells += sum(map(bool, row))
        if number > MOST_ROWS or len(row) > MOST_COLUMNS or cells > MOST_CELLS:
            raise PromptError(TOO_MUCH)
        yield row


def _tables(rows: Sequence[Sequence[str]]) -> Mapping[str, Table]:
    whole = table({(r, c): _cell(text) for r, row in enumerate(rows, 1) for c, text in enumerate(row, 1) if text})
    if KIND not in whole.headings:
        return {"": whole}
    kinds = dict.fromkeys(row.cell(KIND).text.strip() for row in whole.rows) or {"": None}
    heads = tuple(heading for heading in whole.headings if heading != KIND)
    return {kind: Table(heads, tuple(_of(kind, whole))) for kind in kinds}


def _of(kind: str, whole: Table) -> Iterator[Row]:
    for row in whole.rows:
        if row.cell(KIND).text.strip() == kind:
            yield Row(row.number, {heading: cell for heading, cell in row.cells.items() if heading != KIND})


def _cell(text: str) -> Cell:
    """A formula that is not escaped stays one, and is refused like any other."""
    if _ESCAPED.match(text):
        return Cell(text[1:])
    return Cell(text, formula=text.startswith("="))


def _escaped(text: str) -> str:
    return f"'{text}" if _FORMULA.match(text) else text

"""All texts as an XLSX file, for people who live in spreadsheets: one row a text, one column a language."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import IllegalCharacterError

from flows.messages import told
from prompts.errors import PromptError
from prompts.library import Library
from prompts.notes import NoteError
from prompts.notes import read as read_note
from prompts.parts import text_version
from prompts.po import Document

KEY, WHERE, NOTE, SOURCE = "key", "where", "note", "source"
FIXED = (KEY, WHERE, NOTE, SOURCE)
STATE, VERSION = "state", "version"
"""Behind a language's tag: columns with what is to be done, and with the version of the wording in the export."""
DONE, CHECK, MISSING = "done", "check again", "missing"
WIDTHS = {KEY: 24, WHERE: 34, NOTE: 30, SOURCE: 44}
TEXT_WIDTH, STATE_WIDTH = 44, 12
"""In characters."""
RIGHT_TO_LEFT = frozenset({"ar", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"})
TITLE = "texts"
_SHADE = PatternFill("solid", fgColor="EEEEEE")


@dataclass(frozen=True, slots=True)
class Line:
    """One text as it is exported."""

    key: str
    where: str
    note: str
    source: str
    texts: tuple[tuple[str, str, str], ...]
    """Language, wording, state."""


def lines(library: Library, languages: tuple[str, ...]) -> Iterator[Line]:
    """In the order of the English files. Raises KeyError where a name is in no file."""
    needs = {(folder.path, tag): folder.needs(tag) for folder in library.folders for tag in languages}
    for name, folder in library.home.items():
        block = library.english(name)
        where, note = notes(block.comments)
        texts = tuple((tag, *_text(folder.documents.get(tag), name, needs[folder.path, tag])) for tag in languages)
        yield Line(name, where, note, block.message.msgid, texts)


def _text(document: Document | None, name: str, needed: Any) -> tuple[str, str]:
    block = document.active.get(name) if document else None
    if block is None or not block.message.msgstr:
        return "", MISSING if needed(name) else ""
    return block.message.msgstr, CHECK if block.message.fuzzy else DONE


def notes(comments: str) -> tuple[str, str]:
    """Where a text is heard, and the rest of its note; as it is written where it is no note."""
    written = "\n".join(line[2:].strip() for line in comments.split("\n") if line.startswith("#."))
    try:
        note = read_note(written)
    except NoteError:
        return "", written
    more = (("tone", note.tone), ("keep", note.keep), ("max", f"{note.max_ms / 1000:g} s" if note.max_ms else ""))
    return note.where, "\n".join(f"{key}: {value}" for key, value in more if value)


def headings(languages: Iterable[str]) -> tuple[str, ...]:
    """Of the columns, in order."""
    own = ((tag, f"{tag} {STATE}", f"{tag} {VERSION}") for tag in languages)
    return (*FIXED, *(heading for three in own for heading in three))


@dataclass(frozen=True, slots=True)
class Field:
    """What stands in one cell."""

    value: str
    language: str = ""
    """Of a wording; empty for everything else."""
    fill: bool = False
    """Somebody is to write or change it, so it is not shaded."""


@dataclass(frozen=True, slots=True)
class Page:
    """One sheet; the first field of a row is its key."""

    title: str
    headings: tuple[str, ...]
    rows: Iterable[tuple[Field, ...]]


def workbook(library: Library, languages: tuple[str, ...]) -> bytes:
    """All texts of a library."""
    return book([Page(TITLE, headings(languages), map(_fields, lines(library, languages)))])


def _fields(line: Line) -> tuple[Field, ...]:
    fixed = tuple(map(Field, (line.key, line.where, line.note, line.source)))
    return (*fixed, *(field for tag, text, state in line.texts for field in wording(tag, text, Field(state))))


def wording(language: str, text: str, *between: Field) -> tuple[Field, ...]:
    """The cell of a language, others, and the hidden one that remembers what stood there."""
    return Field(text, language, fill=True), *between, Field(text_version(text) if text else "")


def book(pages: Iterable[Page]) -> bytes:
    """The file. Everything in it is text: no formula, whatever a wording begins with."""
    made = Workbook()
    made.properties.creator = "Amparo"
    made.remove(made.worksheets[0])
    for page in pages:
        _fill(made.create_sheet(page.title), page)
    written = BytesIO()
    made.save(written)
    return written.getvalue()


def _fill(sheet: Any, page: Page) -> None:
    for column, title in enumerate(page.headings, 1):
        _put(sheet, 1, column, title).font = Font(bold=True)
        _shape(sheet.column_dimensions[get_column_letter(column)], title)
    for row, fields in enumerate(page.rows, 2):
        for column, field in enumerate(fields, 1):
            cell = _put_text(sheet, row, column, field.value, fields[0].value)
            cell.alignment = _alignment(field.language)
            if not field.fill:
                cell.fill = _SHADE
    sheet.freeze_panes = "B2"


def _put_text(sheet: Any, row: int, column: int, value: str, key: str) -> Any:
    try:
        return _put(sheet, row, column, value)
    except IllegalCharacterError as error:
        raise PromptError(told("{key}: it has a control character; take it out of the PO file.", key=key)) from error


def _put(sheet: Any, row: int, column: int, value: str) -> Any:
    cell = sheet.cell(row, column)
    cell.value = value or None
    cell.number_format = "@"
    if value:
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(("=", "+", "-", "@"))
    return cell


def _shape(column: Any, title: str) -> None:
    column.width = WIDTHS.get(title, TEXT_WIDTH if " " not in title else STATE_WIDTH)
    column.hidden = title.endswith(f" {VERSION}")


def _alignment(language: str) -> Alignment:
    if language.partition("-")[0] in RIGHT_TO_LEFT:
        return Alignment(horizontal="right", vertical="top", wrap_text=True, readingOrder=2)
    return Alignment(vertical="top", wrap_text=True)

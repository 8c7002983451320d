"""What a sheet remembers of the wordings it was made from, brought up to date when it was taken.

So the same sheet can be corrected and taken again, while a copy from before still does not undo what changed since.
"""

from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass
from pathlib import Path

from prompts import csv_sheet, exchange, files, sheet, word_exchange, workbook
from prompts.arrived import CSV, Arrived
from prompts.changes import version_of
from prompts.library import Library
from prompts.new_sheet import ENGLISH, WORDS
from prompts.reading import SOURCE
from prompts.sheet import TITLE as TEXTS
from prompts.wanted import joined
from prompts.wording import plain
from prompts.words import WordBook
from prompts.workbook import Row, Table

Versions = dict[tuple[str, int, str], str]
"""By page, row and heading, as the file has them."""


@dataclass(frozen=True, slots=True)
class _Page:
    table: Table
    languages: tuple[str, ...]
    english: str
    """What the column of English is called in the table."""
    said: Callable[[Row, str], tuple[bool, str]]
    """Of a row and a language: whether the cell says what is here now, and that."""


def versions(came: Arrived, texts: Library, words: WordBook, doubted: Container[int] = ()) -> Versions:
    """Those that the sheet does not have yet, of every cell that says what is here; none of rows of texts whose key may
    be mistyped.
    """
    pages = {TEXTS: _texts(came, texts), WORDS: _words(came, words)}
    return {
        (name, row, head): text
        for name, page in pages.items()
        if page
        for row, head, text in _versions(page)
        if name != TEXTS or row not in doubted
    }


def _versions(page: _Page) -> Iterator[tuple[int, str, str]]:
    for row in page.table.rows:
        for language in page.languages:
            name = page.english if language == SOURCE else language
            heading = f"{name} {sheet.VERSION}"
            same, here = page.said(row, language) if heading in page.table.headings else (False, "")
            if same and row.cell(heading).text.strip() != version_of(here):
                as_written = ENGLISH if language == SOURCE else language
                yield row.number, f"{as_written} {sheet.VERSION}", version_of(here)


def _texts(came: Arrived, texts: Library) -> _Page | None:
    if came.texts is None:
        return None

    def said(row: Row, language: str) -> tuple[bool, str]:
        cell = row.cell(sheet.SOURCE if language == SOURCE else language)
        here = texts.written(row.cell(sheet.KEY).text.strip(), language)
        return bool(here) and not cell.formula and plain(cell.text) == plain(here), here

    languages = (*exchange.languages_of(came.texts.headings), *((SOURCE,) if came.new else ()))
    return _Page(came.texts, languages, sheet.SOURCE, said)


def _words(came: Arrived, words: WordBook) -> _Page | None:
    if came.words is None:
        return None

    def said(row: Row, language: str) -> tuple[bool, str]:
        here = words.phrases(row.cell(sheet.KEY).text.strip(), language)
        cell = row.cell(language)
        return bool(here) and not cell.formula and word_exchange.phrases(cell.text) == here, joined(here)

    return _Page(came.words, exchange.languages_of((*came.words.headings, sheet.SOURCE)), SOURCE, said)


def write(file: Path, found: Versions) -> bool:
    """Into the sheet itself; whether that could be done, which its owner need not allow."""
    try:
        sheet_file = file.resolve()
        mode = sheet_file.stat().st_mode
        files.write(sheet_file, _with(file, found))
        sheet_file.chmod(mode & 0o777)
    except (OSError, ValueError):
        return False
    return True


def _with(file: Path, found: Versions) -> bytes:
    if file.suffix.lower() == CSV:
        return csv_sheet.with_texts(file, {(row, heading): text for (_, row, heading), text in found.items()})
    pages = {(page if page == WORDS else "", row, heading): text for (page, row, heading), text in found.items()}
    return workbook.with_texts(file, WORDS, pages)

"""The sheet in which somebody writes what a new flow says and hears: a page of texts, and a page of words."""

import re
from collections.abc import Iterator
from dataclasses import replace

from prompts import wanted
from prompts.mistyped import MADE_FOR
from prompts.reading import SOURCE
from prompts.sheet import CHECK, KEY, NOTE, STATE, VERSION, WHERE, Field, Page, wording
from prompts.sheet import SOURCE as SOURCE_HEADING
from prompts.sheet import TITLE as TEXTS
from prompts.wanted import Row, Wanted
from prompts.word_exchange import PHRASES
from prompts.workbook import Cell, Table
from prompts.workbook import Row as TableRow

WORDS = "words"
ENGLISH, TONE, KEEP, MAX = "English", "tone", "keep", "max seconds"
NOTES = (TONE, KEEP, MAX)
_SECONDS = re.compile(r"(\d+(?:[.,]\d+)?) ?s?")


def pages(found: Wanted, languages: tuple[str, ...]) -> tuple[Page, ...]:
    """Both pages, with a column for English and each of these languages."""
    return (_texts(found.prompts, languages), _words(found.words, languages))


def _texts(rows: tuple[Row, ...], languages: tuple[str, ...]) -> Page:
    doubted = frozenset(tag for row in rows for tag, _, fuzzy in row.texts if fuzzy)
    heads = (KEY, WHERE, *NOTES, *_headings(languages, doubted))
    return Page(TEXTS, heads, tuple((*_fixed(row), *_written(row, doubted, MADE_FOR + row.name)) for row in rows))


def _words(rows: tuple[Row, ...], languages: tuple[str, ...]) -> Page:
    nobody: frozenset[str] = frozenset()
    return Page(
        WORDS,
        (KEY, WHERE, *_headings(languages, nobody)),
        tuple((Field(row.name), Field(PHRASES + row.note.where), *_written(row, nobody)) for row in rows),
    )


def _headings(languages: tuple[str, ...], doubted: frozenset[str]) -> Iterator[str]:
    for tag in languages:
        name = ENGLISH if tag == SOURCE else tag
        yield from (name, *((f"{name} {STATE}",) if tag in doubted else ()), f"{name} {VERSION}")


def _fixed(row: Row) -> tuple[Field, ...]:
    note = row.note
    seconds = f"{note.max_ms / 1000:g}" if note.max_ms else ""
    return (Field(row.name), *(Field(value, fill=True) for value in (note.where, note.tone, note.keep, seconds)))


def _written(row: Row, doubted: frozenset[str], new: str = "") -> Iterator[Field]:
    """`new` stands in the hidden cell of English that nobody has written yet."""
    for tag, text, fuzzy in row.texts:
        state = (Field(CHECK if fuzzy else ""),) if tag in doubted else ()
        *shown, hidden = wording(tag, text, *state)
        yield from shown
        yield hidden if text or tag != SOURCE else Field(new)


# -- back ------------------------------------------------------------------------------------------------


def is_new(table: Table) -> bool:
    """Whether it is such a page of texts: only there are new names taken."""
    return ENGLISH in table.headings and KEY in table.headings


def as_texts(table: Table) -> Table:
    """The page of texts with the headings of an export."""
    heads = (_english(name, SOURCE_HEADING) for name in table.headings if name not in NOTES)
    return Table((*heads, NOTE), tuple(_as_text(row) for row in table.rows))


def as_words(table: Table) -> Table:
    """The page of words with `en` for English."""
    heads = tuple(_english(name, SOURCE) for name in table.headings if name not in NOTES)
    named = ({_english(name, SOURCE): cell for name, cell in row.cells.items()} for row in table.rows)
    return Table(heads, tuple(replace(row, cells=cells) for row, cells in zip(table.rows, named, strict=True)))


def _as_text(row: TableRow) -> TableRow:
    cells = {_english(name, SOURCE_HEADING): cell for name, cell in row.cells.items() if name not in NOTES}
    formula = any(row.cell(name).formula for name in NOTES)
    return replace(row, cells={**cells, NOTE: Cell("\n".join(_note(row)), formula=formula)})


def _english(heading: str, name: str) -> str:
    """`English version` becomes `en version`."""
    first, _, rest = heading.partition(" ")
    return f"{name} {rest}".strip() if first == ENGLISH else heading


def _note(row: TableRow) -> Iterator[str]:
    tone, keep, seconds = (" ".join(row.cell(name).text.split()) for name in NOTES)
    yield f"tone: {tone or wanted.TONE}"
    if keep:
        yield f"keep: {keep}"
    if seconds:
        found = _SECONDS.fullmatch(seconds)
        yield f"max: {found[1].replace(',', '.')} s" if found else f"max: {seconds}"

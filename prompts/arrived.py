"""A sheet as it comes back, from whatever program: its page of texts and its page of words."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from flows.messages import told
from prompts import csv_sheet, new_sheet, workbook
from prompts.errors import PromptError
from prompts.new_sheet import WORDS
from prompts.sheet import TITLE as TEXTS
from prompts.workbook import Table

XLSX, CSV = ".xlsx", ".csv"


@dataclass(frozen=True, slots=True)
class Arrived:
    """With the headings of an export."""

    texts: Table | None
    words: Table | None
    new: bool
    """Whether the page of texts may bring new names."""


def read(file: Path) -> Arrived:
    """Raises PromptError, OSError where there is none."""
    if file.suffix.lower() == CSV:
        return _arrived(_by_kind(file, csv_sheet.read_all(file)))
    tables = workbook.read_all(file, WORDS)
    return _arrived({title if title == WORDS else TEXTS: table for title, table in tables.items()})


def _by_kind(file: Path, tables: Mapping[str, Table]) -> Mapping[str, Table]:
    found: dict[str, Table] = {}
    for kind, table in tables.items():
        known = kind.casefold() or TEXTS
        if known not in {TEXTS, WORDS}:
            template = "row {row}: '{kind}' in the column 'kind' is neither 'texts' nor 'words'."
            raise PromptError(told(template, row=table.rows[0].number, kind=kind[:40]), file.name)
        there = found.get(known)
        found[known] = Table(table.headings, (*there.rows, *table.rows)) if there else table
    return found


def _arrived(tables: Mapping[str, Table]) -> Arrived:
    texts, words = tables.get(TEXTS), tables.get(WORDS)
    new = texts is not None and new_sheet.is_new(texts)
    return Arrived(
        new_sheet.as_texts(texts) if texts is not None and new else texts,
        new_sheet.as_words(words) if words is not None else None,
        new,
    )

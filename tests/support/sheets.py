"""Texts in folders of a test, out into a sheet, changed there by hand, and back."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl

from prompts import library, sheet, workbook
from prompts.changes import Exchange
from prompts.exchange import exchanged

HEAD = '# What the line says: English.\n# review: none (drafted)\nmsgid ""\nmsgstr ""\n"Language: en\\n"\n\n'
NOTE = "#. where: anywhere\n#. tone: calm\n#. max: 2.5 s\n"
Book = Any


def entry(name: str, msgid: str, msgstr: str, more: str = "") -> str:
    return f'{NOTE}{more}msgctxt "{name}"\nmsgid "{msgid}"\nmsgstr "{msgstr}"\n'


class Texts:
    """A folder of PO files."""

    def __init__(self, folder: Path, **files: tuple[str, ...]) -> None:
        self.folder = folder / "texts"
        self.sheet = folder / "all.xlsx"
        self.folder.mkdir(parents=True)
        for language, entries in files.items():
            (self.folder / f"{language}.po").write_text(HEAD + "\n".join(entries), encoding="utf-8")

    def library(self) -> library.Library:
        return library.read([self.folder])

    def export(self, *languages: str) -> Book:
        """Write the sheet; gives it opened."""
        texts = self.library()
        self.sheet.write_bytes(sheet.workbook(texts, languages or texts.languages))
        return openpyxl.load_workbook(self.sheet)

    def change(self, how: Callable[["Cells"], None], *languages: str) -> Exchange:
        """Export, change, and take back."""
        book = self.export(*languages)
        how(Cells(book.worksheets[0]))
        book.save(self.sheet)
        return self.take()

    def take(self) -> Exchange:
        """Write what the sheet changes."""
        result = exchanged(self.library(), workbook.read(self.sheet))
        for document in result.documents:
            document.write()
        return result

    def text(self, language: str) -> str:
        return (self.folder / f"{language}.po").read_text(encoding="utf-8")


class Cells:
    """A sheet's cells by key and heading."""

    def __init__(self, page: Any) -> None:
        self.page = page

    @property
    def headings(self) -> list[str]:
        return [cell.value for cell in self.page[1]]

    def cell(self, key: str, heading: str) -> Any:
        rows = {self.page.cell(row, 1).value: row for row in range(2, self.page.max_row + 1)}
        return self.page.cell(rows[key], self.headings.index(heading) + 1)

    def put(self, key: str, heading: str, value: object) -> None:
        cell = self.cell(key, heading)
        cell.value = value

    def column(self, heading: str) -> None:
        """A new one."""
        self.page.cell(1, len(self.headings) + 1).value = heading


def refusals(result: Exchange) -> list[tuple[int, str, str]]:
    return [(no.row, no.language, str(no.sentence)) for no in result.refused]

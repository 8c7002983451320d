"""A coordinator with an installation of her own: she types commands, and fills in sheets."""

import csv
import io
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from ivr.cli import main
from ivr.settings import Settings, load
from prompts.own import Own

FLOW = """\
flow: clinic
start: which
nodes:
  which:
    kind: menu
    prompts: [clinic.which]
    offers: [person]
    options:
      children: {key: "1", prompt: clinic.children, next: children}
      teeth: {key: "2", prompt: clinic.teeth, next: teeth}
  children:
    kind: menu
    topic: health
    prompts: [clinic.children_hours]
    offers: [person, back]
  teeth:
    kind: menu
    topic: health
    prompts: [clinic.teeth_hours]
    offers: [person, back]
"""
Wording = Mapping[str, tuple[str, str, str]]
TEXTS: Wording = {
    "clinic.which": ("Which clinic do you look for?", "Quelle clinique cherchez-vous ?", "어느 병원을 찾으세요?"),
    "clinic.children": ("For children:", "Pour les enfants :", "어린이:"),
    "clinic.teeth": ("For teeth:", "Pour les dents :", "치과:"),
    "clinic.children_hours": ("It opens on Monday.", "Elle ouvre lundi.", "월요일에 엽니다."),
    "clinic.teeth_hours": ("It opens on Tuesday.", "Elle ouvre mardi.", "화요일에 엽니다."),
}
"""English, French, Korean."""
WORDS: Wording = {
    "clinic.children": ("for kids; kids; my little one", "pour bébé; bébé; tout petit", "어린이; 아기 병원; 우리 아기"),
    "clinic.teeth": ("teeth; dentist; tooth", "dents; dentiste; mal aux dents", "치과; 이빨; 치아"),
}
Cells = Mapping[tuple[str, str, str], object]
"""What to write, by page, key and heading."""
HEADINGS = ("English", "fr", "ko")


class Coordinator:
    """Works in one folder; the line offers English, French and Korean."""

    def __init__(self, folder: Path, said: pytest.CaptureFixture[str], suffix: str = ".xlsx") -> None:
        self.folder = folder
        self.flow = folder / "clinic.yaml"
        self.sheet = folder / f"clinic{suffix}"
        self.settings_file = folder / "amparo.toml"
        self.own = Own(folder / "state")
        self._said = said
        self.flow.write_text(FLOW, encoding="utf-8")
        self.settings_file.write_text(
            '[line]\nstate = "state"\nlanguages = ["en", "fr", "ko"]\nmain_language = "en"\n', encoding="utf-8"
        )

    @property
    def settings(self) -> Settings:
        return load(self.settings_file)

    def amparo(self, *words: str | Path) -> tuple[int, list[str]]:
        """Exit status, and the lines that were said."""
        self._said.readouterr()
        status = main(["--settings", str(self.settings_file), *map(str, words)])
        heard = self._said.readouterr()
        return status, (heard.out + heard.err).splitlines()

    def done(self, *words: str | Path) -> list[str]:
        status, lines = self.amparo(*words)
        assert status == 0, lines
        return lines

    def make(self, *more: str) -> list[str]:
        """A sheet of what is missing."""
        self.sheet.unlink(missing_ok=True)
        return self.done("prompts", "new", self.flow, "--out", self.sheet, *more)

    def fill(self, texts: Wording = TEXTS, words: Wording = WORDS) -> None:
        cells = {
            (page, key, heading): text
            for page, wording in (("texts", texts), ("words", words))
            for key, said in wording.items()
            for heading, text in zip(HEADINGS, said, strict=True)
        }
        self._change(cells)

    def take(self, *more: str) -> tuple[int, list[str]]:
        return self.amparo("prompts", "import", self.sheet, *more)

    def put(self, page: str, key: str, heading: str, value: object) -> None:
        """Write into one cell, and save."""
        self._change({(page, key, heading): value})

    def _change(self, cells: Cells) -> None:
        (_put_csv if self.sheet.suffix == ".csv" else _put_xlsx)(self.sheet, cells)

    def cell(self, page: str, key: str, heading: str) -> str:
        """What stands in one cell."""
        found: list[str] = []
        if self.sheet.suffix == ".csv":
            rows = _rows(self.sheet)
            found = [row[heading] for row in rows if (row["kind"], row["key"]) == (page, key)]
        else:
            sheet = openpyxl.load_workbook(self.sheet)[page]
            found = [str(_at(sheet, key, heading).value or "")]
        return found[0]


def _at(sheet: Any, key: str, heading: str) -> Any:
    headings = [cell.value for cell in sheet[1]]
    rows = {sheet.cell(row, 1).value: row for row in range(2, sheet.max_row + 1)}
    return sheet.cell(rows[key], headings.index(heading) + 1)


def _put_xlsx(file: Path, cells: Cells) -> None:
    book = openpyxl.load_workbook(file)
    for (page, key, heading), value in cells.items():
        _at(book[page], key, heading).value = value
    book.save(file)


def _rows(file: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8-sig"), newline="")))


def _put_csv(file: Path, cells: Cells) -> None:
    rows = _rows(file)
    named = {(row["kind"], row["key"].removeprefix("'")): row for row in rows}
    for (page, key, heading), value in cells.items():
        named[page, key][heading] = str(value)
    rewrite(file, rows)


def rewrite(file: Path, rows: list[dict[str, str]], **how: Any) -> None:
    """As a spreadsheet program saves CSV."""
    written = io.StringIO()
    writer = csv.DictWriter(written, list(rows[0]), lineterminator="\r\n", **how)
    writer.writeheader()
    writer.writerows(rows)
    file.write_text(written.getvalue(), encoding="utf-8", newline="")


def change_rows(file: Path, how: Callable[[list[dict[str, str]]], None], **style: Any) -> None:
    rows = _rows(file)
    how(rows)
    rewrite(file, rows, **style)

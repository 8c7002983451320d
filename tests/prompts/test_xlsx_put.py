"""Texts put into an XLSX file: what is not changed stays to the byte, however the program wrote it."""

import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prompts import workbook, xlsx, xlsx_put
from tests.support.sheets import Cells, Texts, entry

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
START = f'<?xml version="1.0" encoding="UTF-8"?>\n<worksheet xmlns="{MAIN}" xmlns:q="urn:q"><sheetData>'
END = '</sheetData><q:more at="1>0"/></worksheet>'


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ('<row r="2"><c r="B2" s="4" t="s"><v>7</v></c></row>', '<row r="2">{s4}</row>'),
        ('<row r="2"><c r="B2" s="4"/></row>', '<row r="2">{s4}</row>'),
        ('<row r="2"><c r="A2"><v>1</v></c></row>', '<row r="2"><c r="A2"><v>1</v></c>{new}</row>'),
        ('<row r="2"><c r="C2"/></row>', '<row r="2">{new}<c r="C2"/></row>'),
        ("<row/><row><c><v>1</v></c><c><v>2</v></c></row>", "<row/><row><c><v>1</v></c>{new}</row>"),
        ('<row r="2" ><c r="A2"></c ><c r="B2"><f>1+1</f></c ></row>', '<row r="2" ><c r="A2"></c >{new}</row>'),
        ('<row r="3"><c r="B3"><v>1</v></c></row>', '<row r="3"><c r="B3"><v>1</v></c></row>'),
    ],
)
def test_a_cell_is_put_where_it_belongs(row: str, expected: str) -> None:
    inside = 't="inlineStr"><is><t>a &lt; b</t></is></c>'
    whole = START + expected.format(new=f'<c r="B2" {inside}', s4=f'<c r="B2" s="4" {inside}') + END
    assert xlsx_put.put((START + row + END).encode(), {(2, 2): "a < b"}).decode() == whole


def test_a_sheet_with_a_prefix_keeps_it() -> None:
    sheet = f'<x:worksheet xmlns:x="{MAIN}"><x:row r="1"><x:c r="A1"/></x:row></x:worksheet>'.encode()
    made = xlsx_put.put(sheet, {(1, 1): "one", (1, 28): "two"})
    assert b'<x:c r="A1" t="inlineStr"><x:is><x:t>one</x:t></x:is></x:c><x:c r="AB1"' in made
    assert {place: value.text for place, value in xlsx.cells(made, None, 9).items()} == {(1, 1): "one", (1, 28): "two"}


@given(st.integers(1, 16384))
def test_columns_have_letters(number: int) -> None:
    assert xlsx.column(xlsx_put.letters(number)) == number


def test_only_the_sheet_changes(tmp_path: Path) -> None:
    texts = Texts(tmp_path, en=(entry("hello", "Hello", "Hello"),), fr=(entry("hello", "Hello", "Salut"),))
    texts.export()
    before, file = _parts(texts.sheet), tmp_path / "made.xlsx"
    file.write_bytes(workbook.with_texts(texts.sheet, "words", {("", 2, "fr version"): "abc"}))
    after = _parts(file)
    assert [name for name in before if before[name] != after[name]] == ["xl/worksheets/sheet1.xml"]
    assert list(before) == list(after)
    old, new = workbook.read(texts.sheet), workbook.read(file)
    assert new.rows[0].cell("fr version").text == "abc"
    assert {**old.rows[0].cells, "fr version": ""} == {**new.rows[0].cells, "fr version": ""}
    assert Cells(_opened(file)).cell("hello", "fr").value == "Salut"


def _opened(file: Path) -> object:
    return openpyxl.load_workbook(file).worksheets[0]


def _parts(file: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_what_cannot_be_proved_is_not_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = Texts(tmp_path, en=(entry("hello", "Hello", "Hello"),), fr=(entry("hello", "Hello", "Salut"),))
    texts.export()
    with pytest.raises(ValueError, match="not known here"):
        workbook.with_texts(texts.sheet, "words", {("", 9, "fr version"): "abc"})
    with pytest.raises(ValueError, match="remarks"):
        workbook.with_texts(texts.sheet, "words", {("", 2, "remarks"): "abc"})
    monkeypatch.setattr(workbook, "MOST_UNPACKED", 100)
    with pytest.raises(ValueError, match="too large"):
        workbook.with_texts(texts.sheet, "words", {("", 2, "fr version"): "abc"})

"""Spreadsheets made to harm: one sentence, before anything is built or written."""

import tracemalloc
import zipfile
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from prompts import workbook
from prompts.errors import PromptError
from prompts.workbook import MOST_BYTES, MOST_CELLS, MOST_OF_PART, MOST_PARTS, MOST_ROWS, Cell
from tests.support.sheets import Texts, entry

Parts = dict[str, bytes]
SHEET, TYPES = "xl/worksheets/sheet1.xml", "[Content_Types].xml"
TEXT = '<c r="{at}" t="inlineStr"><is><t>{text}</t></is></c>'
BOMB = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + b"".join(
    b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9)
)


@pytest.fixture
def good(tmp_path: Path) -> Path:
    """A sheet that is taken."""
    texts = Texts(tmp_path, en=(entry("hello", "Hello", "Hello"),), fr=(entry("hello", "Hello", "Salut"),))
    texts.export()
    assert texts.take().unchanged == 1
    return texts.sheet


def parts(file: Path) -> Parts:
    with zipfile.ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def pack(file: Path, content: Mapping[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> None:
    with zipfile.ZipFile(file, "w", compression) as archive:
        for name, data in content.items():
            archive.writestr(name, data)


def refused(file: Path) -> str:
    with pytest.raises(PromptError) as error:
        workbook.read(file)
    return str(error.value)


def rows(*numbers: int, cells: int = 1) -> bytes:
    """A sheet with so many cells in each of these rows, which says that it is as large as a sheet can be."""
    body = "".join(
        f'<row r="{n}">{TEXT.format(at=f"A{n}", text=f"k{n}")}{"<c><v>1</v></c>" * (cells - 1)}</row>' for n in numbers
    )
    head = f'<row r="1">{TEXT.format(at="A1", text="key")}{TEXT.format(at="B1", text="source")}</row>'
    start = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    size = '<dimension ref="A1:XFD1048576"/>'
    return f"{start}{size}<sheetData>{head}{body}</sheetData></worksheet>".encode()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda p: p | {"xl/vbaProject.bin": b"x"}, "it has macros; save it as XLSX without them."),
        (lambda p: p | {TYPES: p[TYPES].replace(b"sheet.main", b"sheet.macroEnabled.main")}, "it has macros; save"),
        (lambda p: p | {"xl/externalLinks/externalLink1.xml": b"<x/>"}, "it refers to other files; copy the values"),
        (lambda p: p | {"xl/connections.xml": b"<x/>"}, "it fetches data from elsewhere; start from a new export."),
        (lambda p: p | {"xl/embeddings/oleObject1.bin": b"x"}, "it holds other files; take them out."),
        (lambda p: p | {"xl/activeX/activeX1.xml": b"<x/>"}, "it has control elements; take them out."),
        (lambda p: p | {SHEET: BOMB + b"]><worksheet>&i;</worksheet>"}, "it has definitions of its own (DOCTYPE)"),
        (lambda p: p | {SHEET: b"\xff\xfe" + BOMB.decode().encode("utf-16-le")}, "it has definitions of its own"),
        (lambda p: p | {SHEET: bytes(MOST_OF_PART + 1)}, "it holds more than a sheet of texts can need"),
        (lambda p: p | {f"{n}.xml": b"" for n in range(MOST_PARTS)}, "it holds more than a sheet of texts can need"),
        (lambda p: p | {SHEET: rows(*range(2, MOST_ROWS + 3))}, "it holds more than a sheet of texts can need"),
        (
            lambda p: p | {SHEET: rows(*range(2, 900), cells=MOST_CELLS // 890)},
            "it is damaged or no XLSX file; save it",
        ),
        (lambda p: p | {SHEET: b"<worksheet"}, "it is damaged or no XLSX file; save it again as XLSX."),
        (lambda p: p | {SHEET: b"<a>" * 100_000}, "it is damaged or no XLSX file; save it again as XLSX."),
        (lambda _: {"hello": b"x"}, "it is damaged or no XLSX file; save it again as XLSX."),
    ],
)
def test_a_harmful_workbook_is_refused(good: Path, change: Callable[[Parts], Parts], sentence: str) -> None:
    pack(good, change(parts(good)))
    assert refused(good).startswith(f"all.xlsx: {sentence}")


def test_a_sheet_that_says_it_is_huge_is_read_by_what_is_in_it(good: Path) -> None:
    pack(good, parts(good) | {SHEET: rows(2, 4999)})
    assert [(row.number, row.cell("key").text) for row in workbook.read(good).rows] == [(2, "k2"), (4999, "k4999")]


def test_what_other_programs_write_is_read(good: Path) -> None:
    """Shared strings, with runs and a pronunciation; cells without a place; a number, a date, a formula, an error."""
    strings = "<si><t>key</t></si><si><r><t>so</t></r><r><t>urce</t></r><rPh><t>x</t></rPh></si><si><t>hi</t></si>"
    cells = '<c t="s"><v>2</v></c><c><v>45000</v></c><c r="D2" t="str"><f>1</f><v>x</v></c><c t="e"><v>#N/A</v></c>'
    head = '<c r="A1" t="s"><v>0</v></c><c t="s"><v>1</v></c><c r="D1" t="inlineStr"><is><t>fr</t></is></c>'
    space = 'xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"'
    made = parts(good)
    relations = made["xl/_rels/workbook.xml.rels"].decode()
    shared = '<Relationship Id="s" Type="http://x/sharedStrings" Target="../xl/strings.xml"/></Relationships>'
    made["xl/_rels/workbook.xml.rels"] = relations.replace("</Relationships>", shared).encode()
    made["xl/strings.xml"] = f"<sst {space}>{strings}</sst>".encode()
    made[SHEET] = f'<x:worksheet xmlns:x="u"><row {space}>{head}</row><row {space}>{cells}</row></x:worksheet>'.encode()
    pack(good, made)
    table = workbook.read(good)
    assert table.headings == ("key", "source", "fr")
    assert dict(table.rows[0].cells) == {
        "key": Cell("hi"),
        "source": Cell("45000", other=True),
        "fr": Cell("x", formula=True),
    }


def test_a_directory_that_lies_about_a_size_unpacks_no_more_than_it_says(good: Path) -> None:
    """100 MB of zeros, called ten bytes, with the check sum of the first ten."""
    content = parts(good)
    with zipfile.ZipFile(good, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in content.items():
            if name != SHEET:
                archive.writestr(name, data)
        with archive.open(SHEET, "w") as bomb:
            for _ in range(100):
                bomb.write(bytes(1_000_000))
        archive.getinfo(SHEET).file_size = 10
        archive.getinfo(SHEET).CRC = zlib.crc32(bytes(10))
    tracemalloc.start()
    try:
        assert refused(good) == "all.xlsx: it is damaged or no XLSX file; save it again as XLSX."
        assert tracemalloc.get_traced_memory()[1] < 5_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("compression", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_packings_without_a_limit_are_refused(good: Path, compression: int) -> None:
    pack(good, parts(good), compression)
    assert refused(good) == "all.xlsx: it is damaged or no XLSX file; save it again as XLSX."


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "it is damaged or no XLSX file; save it again as XLSX."),
        (b"key,source\nhello,Hello\n", "it is damaged or no XLSX file; save it again as XLSX."),
        (b"PK\x03\x04" + bytes(100), "it is damaged or no XLSX file; save it again as XLSX."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "it is an old XLS file, or behind a password; save it as"),
    ],
)
def test_what_is_no_workbook_is_refused(tmp_path: Path, content: bytes, sentence: str) -> None:
    (tmp_path / "all.xlsx").write_bytes(content)
    assert refused(tmp_path / "all.xlsx").startswith(f"all.xlsx: {sentence}")


def test_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    with (tmp_path / "all.xlsx").open("wb") as huge:
        huge.truncate(MOST_BYTES + 1)
    assert refused(tmp_path / "all.xlsx") == "all.xlsx: it has more than 10 MB; start from a new export."


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"all\.xlsx"):
        workbook.read(tmp_path / "all.xlsx")


def test_the_same_part_twice_is_refused(good: Path) -> None:
    content = parts(good)
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(good, "a") as archive:
        archive.writestr(SHEET, content[SHEET])
    assert refused(good) == "all.xlsx: it is damaged or no XLSX file; save it again as XLSX."

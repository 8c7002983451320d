"""CSV from anybody: what a program may write is read, what may harm is refused with one sentence."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prompts import arrived, csv_sheet
from prompts.csv_sheet import LONGEST_CELL
from prompts.errors import PromptError
from prompts.sheet import Field, Page
from prompts.workbook import MOST_COLUMNS, MOST_OF_PART, MOST_ROWS, Cell

HEAD = "kind,key,English\n"


def written(folder: Path, data: bytes | str) -> Path:
    file = folder / "sheet.csv"
    file.write_bytes(data if isinstance(data, bytes) else data.encode())
    return file


def refused(file: Path) -> str:
    with pytest.raises(PromptError) as error:
        arrived.read(file)
    return str(error.value)


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("separator", [",", ";"])
def test_what_programs_write_is_read(tmp_path: Path, mark: bytes, end: str, separator: str) -> None:
    lines = (
        separator.join(("kind", "key", "English", "fr")),
        separator.join(("texts", "a", '"Hello, you; there"', '"“Salut”, ""toi"""')),
        separator.join(("words", "b", '"x; y; z"', "")),
    )
    tables = csv_sheet.read_all(written(tmp_path, mark + end.join(lines).encode()))
    texts, words = tables["texts"], tables["words"]
    assert texts.headings == ("key", "English", "fr")
    assert dict(texts.rows[0].cells) == {
        "key": Cell("a"),
        "English": Cell("Hello, you; there"),
        "fr": Cell('“Salut”, "toi"'),
    }
    assert (words.rows[0].number, words.rows[0].cell("English")) == (3, Cell("x; y; z"))


def test_an_export_that_was_saved_as_csv_is_read(tmp_path: Path) -> None:
    came = arrived.read(written(tmp_path, "key;where;note;source;fr\na;x;y;Hello;Salut\n"))
    assert came.texts is not None
    assert (came.new, came.words, came.texts.rows[0].cell("fr").text) == (False, None, "Salut")


def test_what_begins_like_a_formula_is_one_unless_it_is_escaped(tmp_path: Path) -> None:
    table = csv_sheet.read_all(written(tmp_path, "key,English,fr,ko\na,=1+1,'=1+1,-1\n"))[""]
    assert [table.rows[0].cell(name) for name in ("English", "fr", "ko")] == [
        Cell("=1+1", formula=True),
        Cell("=1+1"),
        Cell("-1"),
    ]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"\xff\xfek\x00e\x00y\x00", "it is not in UTF-8; save it as 'CSV UTF-8', or as XLSX."),
        ("key,English\na,Caf\u00e9\n".encode("latin-1"), "it is not in UTF-8; save it as 'CSV UTF-8', or as XLSX."),
        (b"key,English\na,x\0y\n", "it is damaged or no CSV file; save it again as CSV."),
        (b'key,English\na,"x\n', "it is damaged or no CSV file; save it again as CSV."),
        (b'key,English\na,"x"y\n', "it is damaged or no CSV file; save it again as CSV."),
        (b"", "there is no column 'key'; start from ./amparo prompts new."),
        (b"name,text\na,b\n", "there is no column 'key'; start from ./amparo prompts new."),
        (b"PK\x03\x04\x01\x02", "there is no column 'key'; start from ./amparo prompts new."),
        (b"key,English,English\n", "two columns are called 'English'; keep one."),
        (HEAD + "text,a,b\n", "row 2: 'text' in the column 'kind' is neither 'texts' nor 'words'."),
        (HEAD + f"texts,a,{'x' * (LONGEST_CELL + 1)}\n", "it is damaged or no CSV file; save it again as CSV."),
        (HEAD + "texts,a,b\n" * MOST_ROWS, "it holds more than a sheet of texts can need; start from a new export."),
        (HEAD + "," * MOST_COLUMNS + "\n", "it holds more than a sheet of texts can need; start from a new export."),
        (HEAD + "a" * MOST_OF_PART, "it holds more than a sheet of texts can need; start from a new export."),
    ],
)
def test_what_cannot_be_used_is_refused(tmp_path: Path, data: bytes | str, sentence: str) -> None:
    assert refused(written(tmp_path, data)) == f"sheet.csv: {sentence}"


def test_rows_may_stand_in_any_order(tmp_path: Path) -> None:
    came = arrived.read(written(tmp_path, HEAD + "words,a,x\ntexts,a,y\nWords,b,z\n,c,w\n"))
    assert came.texts is not None
    assert came.words is not None
    assert [row.number for row in came.texts.rows] == [3, 5]
    assert [row.number for row in came.words.rows] == [2, 4]


cells = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=30)


@given(st.lists(st.tuples(cells, cells), max_size=5))
def test_whatever_stands_in_a_cell_comes_back(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str]]
) -> None:
    page = Page("texts", ("key", "English"), tuple((Field(one), Field(other)) for one, other in rows))
    file = written(tmp_path_factory.mktemp("any"), csv_sheet.write([page]))
    table = csv_sheet.read_all(file).get("texts")
    found = [(row.cell("key"), row.cell("English")) for row in table.rows] if table else []
    assert found == [(Cell(one), Cell(other)) for one, other in rows]

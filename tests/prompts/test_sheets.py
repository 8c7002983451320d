"""Texts out into a spreadsheet and back: only what was changed there changes here, once, and nothing is executed."""

import random
import shutil
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from prompts import sheet, workbook
from prompts.catalogue import TEXTS, UNITS, load
from prompts.errors import PromptError
from prompts.exchange import exchanged
from prompts.library import read
from prompts.po import Message
from prompts.wording import mistakes, plain
from tests.support.sheets import Cells, Texts, entry, refusals

EN = (entry("hello", "Hello", "Hello"), entry("code", "Code: {digits}.", "Code: {digits}."), entry("bye", "Bye", "Bye"))
FR = (entry("hello", "Hello", "Salut", "# mine\n"), entry("code", "Code: {digits}.", "Code : {digits}."))


@pytest.fixture
def texts(tmp_path: Path) -> Texts:
    return Texts(tmp_path, en=EN, fr=FR)


def test_the_shipped_texts_come_back_unchanged(tmp_path: Path) -> None:
    folders = [Path(shutil.copytree(folder, tmp_path / folder.name)) for folder in (TEXTS, UNITS)]
    library = read(folders)
    (tmp_path / "all.xlsx").write_bytes(sheet.workbook(library, library.languages))
    result = exchanged(library, workbook.read(tmp_path / "all.xlsx"))
    assert refusals(result) == []
    assert (result.changes, result.documents, result.older) == ([], [], 0)
    texts = load(*folders)
    assert result.unchanged >= sum(len(texts.spoken(tag)) for tag in texts.languages if tag != "en")


def test_a_shipped_wording_is_one_that_would_be_taken() -> None:
    library = read()
    for folder in library.folders:
        for document in folder.documents.values():
            for name, block in document.active.items():
                if name in folder.source.active and block.message.msgstr:
                    source = folder.source.active[name]
                    text, note = plain(block.message.msgstr), sheet.notes(source.comments)[1]
                    assert mistakes(text, source.message.msgid, note) == (), (document.file, name)


def test_one_row_a_text_with_what_a_translator_needs(texts: Texts) -> None:
    page = texts.export().worksheets[0]
    rows = [[cell.value for cell in row] for row in page.iter_rows()]
    assert rows[0] == ["key", "where", "note", "source", "fr", "fr state", "fr version"]
    assert rows[1][:6] == ["hello", "anywhere", "tone: calm\nmax: 2.5 s", "Hello", "Salut", "done"]
    assert rows[3][4:] == [None, "missing", None]
    assert page.freeze_panes == "B2"
    assert {cell.number_format for row in page.iter_rows() for cell in row} == {"@"}


def test_arabic_stands_from_right_to_left(tmp_path: Path) -> None:
    texts = Texts(tmp_path, en=EN, ar=(entry("hello", "Hello", "مرحبا"),))
    cells = Cells(texts.export().worksheets[0])
    assert cells.cell("hello", "ar").alignment.readingOrder == 2
    assert cells.cell("hello", "ar").alignment.horizontal == "right"
    assert not cells.cell("hello", "source").alignment.readingOrder


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@A1", "=cmd|' /C calc'!A1", "==", "'=1"])
def test_no_wording_is_a_formula(tmp_path: Path, text: str) -> None:
    texts = Texts(tmp_path, en=(entry("hello", text, text),), fr=(entry("hello", text, text),))
    cells = Cells(texts.export().worksheets[0])
    for heading in ("source", "fr"):
        assert (cells.cell("hello", heading).value, cells.cell("hello", heading).data_type) == (text, "s")
        assert cells.cell("hello", heading).quotePrefix == (text[0] in "=+-@")
    result = texts.take()
    assert (result.changes, result.refused, result.unchanged) == ([], [], 1)


def test_a_changed_wording_changes_its_lines_and_no_others(texts: Texts) -> None:
    before = texts.text("fr")
    result = texts.change(lambda cells: cells.put("hello", "fr", " Bonjour \n"))
    assert [(c.row, c.key, c.language, c.before, c.after) for c in result.changes] == [
        (2, "hello", "fr", "Salut", "Bonjour")
    ]
    assert texts.text("fr") == before.replace("Salut", "Bonjour")
    again = texts.take()
    assert (again.changes, again.documents, again.refused) == ([], [], [])


def test_a_missing_wording_is_put_where_the_english_has_it(tmp_path: Path) -> None:
    texts = Texts(tmp_path, en=EN, fr=(FR[0], entry("bye", "Bye", "")))
    texts.change(lambda cells: cells.put("code", "fr", "Numéro {digits}"))
    assert texts.text("fr").split("msgctxt")[2].startswith(' "code"\nmsgid "Code: {digits}."\nmsgstr "Numéro {digits}"')
    assert load(texts.folder).prompt("code", "fr").text == "Numéro {digits}"


def test_an_empty_cell_deletes_nothing(texts: Texts) -> None:
    result = texts.change(lambda cells: cells.put("hello", "fr", None))
    assert (result.changes, result.refused) == ([], [])
    assert "Salut" in texts.text("fr")


def test_a_fuzzy_wording_is_done_when_somebody_says_so_or_changes_it(tmp_path: Path) -> None:
    fuzzy = (entry(name, name, text, '#, fuzzy\n#| msgid "Old"\n') for name, text in (("a", "Ah"), ("b", "Bé")))
    texts = Texts(tmp_path, en=tuple(entry(n, n, n) for n in "ab"), fr=tuple(fuzzy))
    assert Cells(texts.export().worksheets[0]).cell("a", "fr state").value == "check again"
    assert texts.take().unchanged == 2

    def look(cells: Cells) -> None:
        cells.put("a", "fr state", "Done")
        cells.put("b", "fr", "Beh")

    assert {(c.key, c.after) for c in texts.change(look).changes} == {("a", "Ah"), ("b", "Beh")}
    assert "fuzzy" not in texts.text("fr")
    assert "#|" not in texts.text("fr")
    assert texts.take().changes == []


def test_a_new_language_becomes_a_file_with_every_entry(texts: Texts) -> None:
    def add(cells: Cells) -> None:
        cells.column("pt")
        cells.put("hello", "pt", "Olá")

    result = texts.change(add)
    assert [document.file.name for document in result.documents] == ["pt.po"]
    catalogue = load(texts.folder)
    assert [prompt.text for prompt in catalogue.spoken("pt")] == ["Olá"]
    assert "# What the line says: pt.\n# review: none (drafted)" in texts.text("pt")
    assert '"Language: pt\\n"' in texts.text("pt")
    assert texts.take().changes == []


def test_two_sheets_of_one_day_do_not_undo_each_other(tmp_path: Path) -> None:
    """Each translator has all languages in the sheet, and changes one."""
    texts = Texts(tmp_path, en=EN, fr=FR, es=(entry("hello", "Hello", "Hola"),))
    texts.export()
    first = texts.sheet.read_bytes()
    texts.change(lambda cells: cells.put("hello", "es", "Buenas"))
    texts.sheet.write_bytes(first)
    book = openpyxl.load_workbook(texts.sheet)
    Cells(book.worksheets[0]).put("hello", "fr", "Bonjour")
    book.save(texts.sheet)
    result = texts.take()
    assert ([c.language for c in result.changes], result.older, result.refused) == (["fr"], 1, [])
    assert '"Buenas"' in texts.text("es")


def test_a_wording_changed_in_both_places_is_refused(texts: Texts) -> None:
    texts.export()
    file = texts.folder / "fr.po"
    file.write_text(texts.text("fr").replace("Salut", "Bonjour"), encoding="utf-8")
    book = openpyxl.load_workbook(texts.sheet)
    Cells(book.worksheets[0]).put("hello", "fr", "Coucou")
    book.save(texts.sheet)
    assert refusals(texts.take()) == [
        (
            2,
            "fr",
            "hello: the wording is “Bonjour” since this sheet was made; change it in a new one (prompts new --all).",
        )
    ]
    assert '"Bonjour"' in texts.text("fr")


@pytest.mark.parametrize(
    ("key", "heading", "value", "sentence"),
    [
        ("hello", "fr", "=1+1", "hello: this is a formula; write the wording as text."),
        ("hello", "fr", 2.5, "hello: “2.5” is a number, date or error; format the cell as text and write it again."),
        ("hello", "fr", True, "hello: “1” is a number, date or error; format the cell as text and write it again."),
        ("code", "fr", "Numéro.", "code: it lacks {digits}; write it where the line is to say it."),
        ("code", "fr", "{digits} {day}", "code: the English has no {day}; only what stands there can be put in."),
        ("hello", "fr", "Bon {jour", "hello: a brace has no partner."),
        ("hello", "fr", "...", "hello: there is no word in it."),
        ("hello", "fr", "Bon\u202ejour", "hello: it has the invisible character U+202E; write it again without."),
        ("hello", "fr", "Bon_x0007_jour", "hello: it has the invisible character U+0007; write it again without."),
        ("hello", "fr", "Bonjour " * 20, "hello: its 140 letters cannot be said in 2.5 s; say less."),
        ("hello", "source", "Hi", "hello: the English here is “Hello”; it is changed in en.po only, and then exported"),
        ("hello", "source", None, "hello: the English here is “Hello”; it is changed in en.po only, and then exported"),
        ("hello", "key", "helo", "there is no text 'helo'. Did you mean 'hello'?"),
        ("hello", "note", "louder", "hello: the column 'note' is changed in en.po only; the wordings of this row are"),
    ],
)
def test_a_wrong_cell_is_refused_and_the_others_are_taken(
    texts: Texts, key: str, heading: str, value: object, sentence: str
) -> None:
    def change(cells: Cells) -> None:
        cells.put(key, heading, value)
        cells.put("bye", "fr", "Au revoir")

    result = texts.change(change)
    assert [said for _, _, said in refusals(result) if said.startswith(sentence)]
    assert len(result.refused) == 1
    assert [c.key for c in result.changes] == ["bye"]
    assert refusals(texts.take()) == refusals(result)
    load(texts.folder)


def test_a_row_that_is_there_twice_is_taken_once(texts: Texts) -> None:
    def change(cells: Cells) -> None:
        row = [cell.value for cell in cells.page[2]]
        cells.page.append([*row[:4], "Bonjour"])

    result = texts.change(change)
    assert refusals(result) == [(5, "", "'hello' is already in row 2; keep one of them.")]
    assert result.changes == []


def test_english_is_not_changed_in_a_sheet(texts: Texts) -> None:
    def change(cells: Cells) -> None:
        cells.column("en")
        cells.put("hello", "en", "Hello")
        cells.put("bye", "en", "Good bye")

    assert refusals(texts.change(change)) == [
        (4, "en", "bye: the English is changed in en.po only, and then exported anew.")
    ]


@pytest.mark.parametrize(
    ("heading", "sentence"),
    [
        ("Remarks", "'Remarks' is the heading of no column here"),
        ("French", "'French' is the heading of no column here; rename it to 'fr', or delete the column."),
        ("Italiano", "a language's column is called by its tag, like 'fr'. Rename it where that is meant, or delete"),
        ("pt state", "'pt state' is the heading of no column here"),
        ("key", "two columns are called 'key'; keep one."),
    ],
)
def test_a_column_that_means_nothing_is_refused(texts: Texts, heading: str, sentence: str) -> None:
    with pytest.raises(PromptError, match=sentence):
        texts.change(lambda cells: cells.column(heading))


def test_a_sheet_of_something_else_is_refused(texts: Texts) -> None:
    with pytest.raises(PromptError, match=r"there is no column 'source'; start from"):
        texts.change(lambda cells: cells.page.delete_cols(4))


def test_rows_and_columns_may_stand_in_any_order(texts: Texts) -> None:
    def shuffle(cells: Cells) -> None:
        rows = [[cell.value for cell in row] for row in cells.page.iter_rows()]
        order = list(range(len(rows[0])))
        random.Random(3).shuffle(order)  # noqa: S311 - nothing secret
        body = rows[1:][::-1]
        for number, row in enumerate([rows[0], *body], 1):
            for column, place in enumerate(order, 1):
                cells.page.cell(number, column).value = row[place]

    result = texts.change(shuffle)
    assert (result.changes, result.refused, result.unchanged) == ([], [], 2)


def test_a_po_file_with_a_control_character_cannot_be_exported(tmp_path: Path) -> None:
    texts = Texts(tmp_path, en=(entry("hello", "Hi\x07", "Hi\x07"),))
    with pytest.raises(PromptError, match="hello: it has a control character"):
        texts.export("fr")


letters = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Co", "Cf", "Zl", "Zp"))
words = st.text(letters, min_size=1, max_size=60)
wordings = words.map(plain).filter(lambda text: not mistakes(text, "", "") and "x005F_" not in text)


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.dictionaries(st.sampled_from(["a", "b", "c.d", "e"]), st.tuples(wordings, wordings, wordings), min_size=1))
def test_any_wording_goes_out_and_comes_back(
    tmp_path_factory: pytest.TempPathFactory, made: dict[str, tuple[str, str, str]]
) -> None:
    folder = tmp_path_factory.mktemp("any")
    texts = Texts(folder, en=(), fr=())
    for language, place in (("en", 0), ("fr", 1)):
        library = texts.library()
        document = library.folders[0].documents[language]
        said = {name: (three[0], three[place]) for name, three in made.items()}
        blocks = [document.block(Message(name, *two), "#. where: x\n#. tone: y\n") for name, two in said.items()]
        document.arranged(blocks).write()
    texts.export()
    assert texts.take().changes == []

    def change(cells: Cells) -> None:
        for name, (_, _, new) in made.items():
            cells.cell(name, "fr").value = new
            cells.cell(name, "fr").data_type = "s"

    result = texts.change(change)
    assert refusals(result) == []
    active = texts.library().folders[0].documents["fr"].active
    assert {name: block.message.msgstr for name, block in active.items()} == {n: three[2] for n, three in made.items()}
    assert texts.take().changes == []
    shutil.rmtree(folder)

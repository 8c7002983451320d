"""PO files: changed entry by entry, brought to the English of today, and otherwise the same to the byte."""

from pathlib import Path

import polib  # type: ignore[import-untyped]  # it ships no types
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prompts import po
from prompts.catalogue import load
from prompts.errors import PromptError
from prompts.library import read, shipped
from prompts.po import Message
from prompts.update import check_source, placed, updated

HEAD = '# remark\n# review: none (drafted)\nmsgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
LONG = "This is the wording of a prompt that takes more than one line of a file in the style of gettext."
SHIPPED = sorted(file for folder in shipped() for file in folder.glob("*.po"))


def entry(name: str, msgid: str, msgstr: str, before: str = "#. where: here\n#. tone: calm\n") -> str:
    return f'{before}msgctxt "{name}"\nmsgid "{msgid}"\nmsgstr "{msgstr}"\n'


def document(folder: Path, *entries: str, name: str = "fr.po") -> po.Document:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(HEAD + "\n".join(entries), encoding="utf-8")
    return po.read(folder / name)


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: f"{file.parent.parent.name}-{file.parent.name}-{file.stem}")
def test_shipped_files_come_back_to_the_byte(file: Path, tmp_path: Path) -> None:
    read_ = po.read(file)
    assert read_.text().encode() == file.read_bytes()
    changed = read_.changed({name: Message(name, "other", "wording") for name in read_.active})
    back = changed.changed({name: block.message for name, block in read_.active.items()})
    (tmp_path / file.name).write_text(back.text(), encoding="utf-8")
    assert [b.message for b in po.read(tmp_path / file.name).blocks] == [b.message for b in read_.blocks]


@pytest.mark.parametrize("folder", shipped(), ids=lambda folder: f"{folder.parent.name}-{folder.name}")
def test_shipped_english_is_its_own_source(folder: Path) -> None:
    check_source(po.read(folder / "en.po"))


def test_only_the_changed_entry_is_written_anew(tmp_path: Path) -> None:
    odd = "# mine\n#, fuzzy\n#. where:   odd   spaces\n"
    entries = (
        entry("a", "A", "Ah", odd),
        entry("b", "B", "Bé"),
        'msgctxt "c"\nmsgid ""\n"C"\nmsgstr "C"\n',
        "#~ msgid x\n",
    )
    before = document(tmp_path, *entries[:3])
    after = before.changed({"b": Message("b", "B", "Beh")})
    assert after.text() == before.text().replace('"Bé"', '"Beh"')


def test_comments_flags_and_line_ends_stay(tmp_path: Path) -> None:
    (tmp_path / "fr.po").write_bytes(
        (HEAD + entry("a", "A", "Ah", "# mine\n#. where: here\n#: file:1\n#, fuzzy, no-wrap\n"))
        .replace("\n", "\r\n")
        .encode()
    )
    read_ = po.read(tmp_path / "fr.po")
    message = read_.active["a"].message
    assert (message.fuzzy, message.flags) == (True, ("no-wrap",))
    read_.changed({"a": Message("a", "A", "Oh", flags=message.flags)}).write()
    assert (tmp_path / "fr.po").read_bytes().decode().replace("\r\n", "\n") == HEAD + entry(
        "a", "A", "Oh", "# mine\n#. where: here\n#: file:1\n#, no-wrap\n"
    )


@pytest.mark.parametrize("width", po.WIDTHS)
def test_long_wordings_are_broken_as_the_file_does_it(tmp_path: Path, width: int) -> None:
    made = polib.POEntry(msgctxt="a", msgid=LONG, msgstr=LONG).__unicode__(width)
    read_ = document(tmp_path, made.rstrip("\n") + "\n")
    assert read_.width == width
    again = read_.changed({"a": Message("a", LONG, f"{LONG} More.")})
    assert ('msgstr ""' in again.blocks[0].lines) == (width > 0)


@pytest.mark.parametrize(
    "content",
    [b"\xff\xfe", b"nonsense\n", HEAD.encode() + b'msgctxt "a"\nmsgid "un"closed"\n', entry("a", "A", "A").encode()],
)
def test_what_is_no_po_file_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "fr.po").write_bytes(content)
    with pytest.raises(PromptError, match=r"^fr\.po"):
        po.read(tmp_path / "fr.po")


# -- update -------------------------------------------------------------------------------------------


def test_an_update_brings_in_what_is_new_changed_and_gone(tmp_path: Path) -> None:
    source = document(
        tmp_path, entry("a", "A", "A"), entry("new", "N", "N"), entry("b", "B two", "B two"), name="en.po"
    )
    own = document(
        tmp_path, entry("a", "A", "Ah", "# mine\n#. old: note\n"), entry("b", "B", "Bé"), entry("gone", "G", "Gé")
    )
    result = updated(own, source)
    assert (result.new, result.changed, result.removed) == (("new",), ("b",), ("gone",))
    result.document.write()
    assert (tmp_path / "fr.po").read_text(encoding="utf-8") == HEAD + "\n".join(
        (
            entry("a", "A", "Ah", "# mine\n#. where: here\n#. tone: calm\n"),
            entry("new", "N", ""),
            entry("b", "B two", "Bé", '#. where: here\n#. tone: calm\n#, fuzzy\n#| msgid "B"\n'),
            '#~ msgctxt "gone"\n#~ msgid "G"\n#~ msgstr "Gé"\n',
        )
    )
    again = po.read(tmp_path / "fr.po")
    assert updated(again, source).document is again


def test_after_an_update_the_texts_load_and_what_changed_is_missing(tmp_path: Path) -> None:
    source = document(tmp_path, entry("a", "A", "A"), entry("b", "B two", "B two"), name="en.po")
    own = document(tmp_path, entry("a", "A", "Ah"), entry("b", "B", "Bé"))
    with pytest.raises(PromptError, match="the English is now"):
        load(tmp_path)
    updated(own, source).document.write()
    assert [(gap.name, gap.language) for gap in load(tmp_path).gaps()] == [("b", "fr")]


def test_the_first_english_stays_the_previous_one_until_somebody_looks(tmp_path: Path) -> None:
    own = document(tmp_path, entry("b", "B", "Bé"))
    for english in ("B two", "B three"):
        own = updated(own, document(tmp_path, entry("b", english, english), name="en.po")).document
    assert own.active["b"].message == Message("b", "B three", "Bé", fuzzy=True, previous="B")


def test_what_comes_back_is_no_longer_obsolete(tmp_path: Path) -> None:
    own = document(tmp_path, entry("a", "A", "Ah"), '#~ msgctxt "b"\n#~ msgid "B"\n#~ msgstr "Bé"\n')
    source = document(tmp_path, entry("a", "A", "A"), entry("b", "B", "B"), name="en.po")
    result = updated(own, source)
    assert result.document.active["b"].message == Message("b", "B", "Bé")
    assert updated(result.document, source).document is result.document


def test_an_untranslated_entry_that_goes_leaves_nothing(tmp_path: Path) -> None:
    source = document(tmp_path, entry("a", "A", "A"), name="en.po")
    result = updated(document(tmp_path, entry("a", "A", "Ah"), entry("b", "B", "")), source)
    assert [block.message.name for block in result.document.blocks] == ["a"]


def test_two_kinds_of_english_are_refused(tmp_path: Path) -> None:
    with pytest.raises(PromptError, match=r"^en\.po:7: a: msgid and msgstr differ"):
        check_source(document(tmp_path, entry("a", "A", "B"), name="en.po"))


def test_only_units_a_language_puts_together_are_brought_in() -> None:
    library = read()
    units = next(folder for folder in library.folders if folder.path.name == "units")
    for language in set(units.documents) - {"en"}:
        assert set(units.documents[language].active) >= {
            name for name in units.source.active if units.needs(language)(name)
        }


names = st.lists(st.from_regex(r"[a-z]{1,4}", fullmatch=True), unique=True, max_size=6)
texts = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=120)


@given(st.data(), names, names)
def test_an_update_loses_no_wording_and_is_done_once(data: st.DataObject, english: list[str], own: list[str]) -> None:
    source = _made("en.po", {name: (data.draw(texts),) * 2 for name in english})
    before = _made("fr.po", {name: (data.draw(texts), data.draw(texts)) for name in own})
    after = updated(before, source).document
    assert [name for name in after.active if name in english] == list(source.active)
    assert _wordings(after) == _wordings(before)
    assert updated(after, source).document is after


@given(st.dictionaries(st.from_regex(r"[a-z]{1,4}", fullmatch=True), st.tuples(texts, texts), max_size=5))
def test_a_new_wording_stands_where_the_source_has_it(made: dict[str, tuple[str, str]]) -> None:
    source = _made("en.po", made)
    half = _made("fr.po", dict(list(made.items())[::2]))
    messages = {name: Message(name, one, two) for name, (one, two) in made.items()}
    assert list(placed(half, source, messages).active) == list(made)


def _wordings(of: po.Document) -> list[str]:
    return sorted(block.message.msgstr for block in of.blocks if block.message.msgstr)


def _made(name: str, entries: dict[str, tuple[str, str]]) -> po.Document:
    empty = po.Document(Path(name), HEAD)
    return empty.arranged(empty.block(Message(key, one, two), "") for key, (one, two) in entries.items())

"""An installation's own texts and words as one text: to the letter and back, whatever stands in them."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prompts import own_files, words
from prompts.catalogue import load
from prompts.errors import PromptError
from prompts.own import NONE, Files, Own
from prompts.own_files import FIRST, bundle, opened
from tests.support.sheets import HEAD, entry

SALUT = HEAD + entry("clinic.person", "Talk to a person:", "Parler à quelqu’un :")
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
files = st.dictionaries(st.from_regex("[a-z]{2,3}", fullmatch=True), texts, max_size=4)


@given(files, files)
def test_what_is_kept_comes_back_to_the_letter(own_texts: dict[str, str], own_words: dict[str, str]) -> None:
    back = opened(bundle(Files(own_texts, own_words)), "wording 1")
    assert (back.texts, back.words, back.home) == (own_texts, own_words, Path("wording 1"))


def test_no_files_are_the_empty_text(tmp_path: Path) -> None:
    assert bundle(NONE) == bundle(own_files.read(Own(tmp_path / "nowhere"))) == ""
    assert opened("", "wording 1").empty


def test_files_are_read_to_the_letter_and_only_those_of_a_language(tmp_path: Path) -> None:
    own = Own(tmp_path)
    own.texts.mkdir()
    own.words.mkdir()
    (own.texts / "fr.po").write_bytes(b"one\r\ntwo\n")
    (own.texts / "fr (copy).po").write_text("old", encoding="utf-8")
    (own.texts / ".lock").touch()
    (own.words / "fr.yaml").write_text("# words\n", encoding="utf-8")
    found = own_files.read(own)
    assert (found.texts, found.words, found.home) == ({"fr": "one\r\ntwo\n"}, {"fr": "# words\n"}, tmp_path)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(b"\xff", "texts/fr.po: this is no text"), (b"a\n\0", "texts/fr.po:2: it has the invisible character U+0000")],
)
def test_what_is_no_text_is_refused_with_its_place(tmp_path: Path, content: bytes, sentence: str) -> None:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "fr.po").write_bytes(content)
    with pytest.raises(PromptError) as refused:
        own_files.read(Own(tmp_path))
    assert str(refused.value).startswith(f"{tmp_path}/{sentence}")


def test_more_than_can_be_kept_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "fr.po").write_text("# long\n" * 20, encoding="utf-8")
    monkeypatch.setattr(own_files, "MOST", 100)
    with pytest.raises(PromptError, match="100 letters at most"):
        own_files.read(Own(tmp_path))


@pytest.mark.parametrize(
    "text",
    [
        "hello",
        FIRST,
        f"{FIRST}\n",
        f"{FIRST}\ntexts/fr.po 3\nabc",
        f"{FIRST}\ntexts/fr.po 4\nabc\n",
        f"{FIRST}\ntexts/fr.po -1\nabc\n",
        f"{FIRST}\ntexts/fr.po {'9' * 5000}\nabc\n",
        f"{FIRST}\ntexts/../fr.po 3\nabc\n",
        f"{FIRST}\nwords/fr.po 3\nabc\n",
        f"{FIRST}\nelsewhere/fr.po 3\nabc\n",
        f"{FIRST}\ntexts/fr.po 3",
        f"{FIRST}\n\n\n",
    ],
)
def test_a_text_that_was_changed_is_refused(text: str) -> None:
    with pytest.raises(PromptError, match="wording 1: it is not what was kept"):
        opened(text, "wording 1")


def test_a_kept_version_is_read_as_its_files_are(tmp_path: Path) -> None:
    own = Own(tmp_path)
    own.texts.mkdir()
    (own.texts / "fr.po").write_text(SALUT, encoding="utf-8")
    kept = opened(bundle(own_files.read(own)), "wording 7")
    for files_ in (own_files.read(own), kept):
        assert load(own=files_).prompt("clinic.person", "fr").text == "Parler à quelqu’un :"
    broken = Files({"fr": SALUT.replace("msgid", "msgidx", 2)}, {"fr": "a: [b]\n"}, kept.home)
    with pytest.raises(PromptError, match=r"^wording 7/texts/fr\.po: this is not a PO file"):
        load(own=broken)
    with pytest.raises(PromptError, match=r"^wording 7/words/fr\.yaml:1: a: has 1 phrases"):
        words.load(own=broken)


@pytest.mark.parametrize("sign", ["\u2028", "\x0c", "\x85", "\x1c"])
def test_a_line_ends_where_it_does_in_a_file(sign: str) -> None:
    odd = HEAD + entry("clinic.person", "Talk to a person:", f"Parler{sign}vite :")
    assert load(own=Files({"fr": odd})).prompt("clinic.person", "fr").text == f"Parler{sign}vite :"


def test_a_text_that_is_the_name_of_a_file_is_no_file(tmp_path: Path) -> None:
    secret = tmp_path / "fr.po"
    secret.write_text(SALUT, encoding="utf-8")
    with pytest.raises(PromptError, match="this is not a PO file"):
        load(own=Files({"fr": str(secret)}))


def test_a_kept_version_is_put_back_in_the_place_of_what_lies_there(tmp_path: Path) -> None:
    own = Own(tmp_path)
    with own_files.alone(own):
        own_files.put(own, Files({"fr": "one\r\n", "ko": "two"}, {"en": "three"}))
    (own.texts / "notes.txt").write_text("mine", encoding="utf-8")
    with own_files.alone(own):
        own_files.put(own, Files({"fr": "four\r\n"}))
    found = own_files.read(own)
    assert (found.texts, found.words) == ({"fr": "four\r\n"}, {})
    assert (own.texts / "notes.txt").is_file()

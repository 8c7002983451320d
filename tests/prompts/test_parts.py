"""What can be recorded in a language, and the version of a wording."""

from hypothesis import given
from hypothesis import strategies as st

from prompts.catalogue import load
from prompts.parts import parts, text_version
from prompts.recordings import split


def test_names_of_parts_are_different_in_every_language() -> None:
    texts = load()
    for language in (*texts.languages, "qaa"):
        names = [part.name for part in parts(texts, language)]
        assert len(names) == len(set(names))
        assert names


def test_a_part_can_be_told_from_its_name() -> None:
    for part in parts(load(), "qaa"):
        if part.piece:
            assert split(part.name) == (part.prompt, part.piece)


def test_a_language_without_texts_is_recorded_from_the_english() -> None:
    texts = load()
    english = {part.name: part.wording for part in parts(texts, "en")}
    assert {part.name: part.wording for part in parts(texts, "qaa")} == english


@given(st.text(min_size=1), st.text(min_size=1))
def test_a_version_is_that_of_the_words(one: str, other: str) -> None:
    same = text_version(one) == text_version(other)
    assert text_version(f" {one}\n") == text_version(one)
    assert not same or one.split() == other.split() or not one.isascii() or not other.isascii()


def test_letters_in_two_forms_are_one_word() -> None:
    assert text_version("é") == text_version("e\u0301") != text_version("e")

"""Words: what may be said, and what is refused with the place."""

from itertools import pairwise
from pathlib import Path

import pytest

from ivr.call.ports import Words
from ivr.content import ENGINE_WORDS
from prompts.catalogue import TEXTS
from prompts.catalogue import load as load_texts
from prompts.errors import PromptError
from prompts.words import FEWEST, FOLDER, WordBook, load

LANGUAGES = ("ar", "en", "es", "fr", "ko", "pt")
MENU = ("menu.health", "menu.law", "menu.shelter", "menu.work")


@pytest.fixture(scope="module")
def shipped() -> WordBook:
    return load()


def wrong(folder: Path, content: str) -> str:
    (folder / "en.yaml").write_text(content, encoding="utf-8")
    with pytest.raises(PromptError) as refused:
        load(folder)
    return str(refused.value)


def test_it_is_what_a_call_needs(shipped: WordBook) -> None:
    words: Words = shipped
    assert words.phrases("need.lawyer", "en")[0] == "lawyer"
    assert words.phrases("menu.law", "xx") == ()
    assert words.phrases("nothing", "en") == ()


def test_words_and_texts_have_the_same_languages(shipped: WordBook) -> None:
    assert shipped.languages == load_texts(TEXTS).languages == LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_options_of_english(shipped: WordBook, language: str) -> None:
    own, english = (shipped.options(tag) for tag in (language, "en"))
    assert [f"language.{language}" if option == "language.en" else option for option in english] == list(own)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_enough_phrases_for_everything(shipped: WordBook, language: str) -> None:
    for option in (*ENGINE_WORDS, *MENU, f"language.{language}"):
        assert len(shipped.phrases(option, language)) >= FEWEST, option


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_option_has_a_comment_and_every_file_its_review(language: str) -> None:
    lines = (FOLDER / f"{language}.yaml").read_text(encoding="utf-8").splitlines()
    assert "# review: none (drafted)" in lines
    for before, line in pairwise(lines):
        if line.endswith(":") and not line.startswith("#"):
            assert before.startswith("# "), line


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_menu_item_says_a_word_that_may_be_said(shipped: WordBook, language: str) -> None:
    """Rule V10; the words of the needs may be said in the main menu too."""
    texts = load_texts()
    live = [option for option in shipped.options(language) if option.startswith(("menu.", "need."))]
    phrases = {bare(phrase) for option in live for phrase in shipped.phrases(option, language)}
    for option in MENU:
        said = bare(texts.prompt(option, language).text)
        assert any(phrase in said for phrase in phrases), (option, said)


def bare(text: str) -> str:
    """Lower case without Arabic vowel marks, nunation's alif and the article, which are written in the texts only."""
    marks = dict.fromkeys(range(0x064B, 0x0653))
    return text.casefold().translate(marks).replace("ال", "")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("'@back':\n  - x\n  - y\n  - z\nb:\n  - u\n  - X\n  - v\n", "en.yaml:7: b: 'X' is a phrase of @back too"),
        ("b:\n  - x\n  - y\n  - z\n'@back':\n  - u\n  - x!\n  - v\n", "en.yaml:7: @back: 'x!' is a phrase of b too"),
        ("'yes':\n  - x\n  - y\n  - z\n'no':\n  - u\n  - x!\n  - v\n", "en.yaml:7: no: 'x!' is a phrase of yes too"),
        ("a:\n  - x\n  - y\n  - X!\n", "en.yaml:4: a: 'X!' is there twice."),
        ("a:\n  - '?'\n", "en.yaml:2: a: '?' has no letters"),
        ("a:\n  - x\n  - y\n", "en.yaml:1: a: has 2 phrases and needs 3"),
        ("a:\n  - x\n  - no one\n  - false\n", "en.yaml:4: a: 'False' is not text; put it in quotes."),
        ("a: x\n", "en.yaml:1: a: write its phrases below it"),
        ("- x\n", "en.yaml:1: this is not a list of options"),
        ("a:\n  - [x\n", "en.yaml:3: this is not YAML"),
        ("a: [x, y, z]\na: [u, v, w]\n", "en.yaml:2: this is not YAML"),
    ],
)
def test_a_wrong_file_is_refused_with_the_place(tmp_path: Path, content: str, sentence: str) -> None:
    assert wrong(tmp_path, content).startswith(sentence)


def test_a_phrase_may_be_of_several_options(tmp_path: Path) -> None:
    """What it means depends on the question."""
    content = "a:\n  - x\n  - y\n  - z\nb:\n  - u\n  - X\n  - v\n'yes':\n  - x\n  - y\n  - z\n"
    (tmp_path / "en.yaml").write_text(content, encoding="utf-8")
    book = load(tmp_path)
    assert [book.phrases(option, "en")[-3:] for option in ("a", "b", "yes")] == [
        ("x", "y", "z"),
        ("u", "X", "v"),
        ("x", "y", "z"),
    ]


@pytest.mark.parametrize(
    ("language", "word"), [("en", "help"), ("fr", "aide"), ("es", "ayuda"), ("pt", "ajuda"), ("ar", "مساعدة")]
)
def test_the_plain_word_for_help_is_a_person_and_nothing_else(language: str, word: str) -> None:
    """Rule V11: whoever says only that may need anything; danger has words of its own."""
    book = load()
    assert [option for option in book.options(language) if word in book.phrases(option, language)] == ["@person"]


def test_a_folder_without_words_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PromptError, match=r"no <language>\.yaml"):
        load(tmp_path)

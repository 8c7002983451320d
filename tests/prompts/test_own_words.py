"""An installation's own phrases: over the shipped ones, and written into files that people write too."""

from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prompts import own_files, word_file, words
from prompts.errors import PromptError
from prompts.own import Files, Own
from prompts.wanted import joined, split
from prompts.words import FOLDER, load
from speech.vocabulary import normal

SHIPPED = """\
# Shipped.
a:
  - one
  - two
  - three

# The second. Its first is the best.
b:
  # said on the phone
  - four  # short
  - five
  - six

"@person":
  - help
  - person
  - operator
"""


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    folder = tmp_path / "shipped"
    folder.mkdir()
    (folder / "en.yaml").write_text(SHIPPED, encoding="utf-8")
    return folder


def mine(folder: Path, content: str, language: str = "en") -> Files:
    own = Own(folder)
    own.words.mkdir(exist_ok=True)
    (own.words / f"{language}.yaml").write_text(content, encoding="utf-8")
    return own_files.read(own)


def test_an_own_option_stands_instead_of_the_shipped_one(shipped: Path, tmp_path: Path) -> None:
    book = load(shipped, mine(tmp_path, "b: [seven, eight, nine]\nc: [ten, eleven, four]\n"))
    assert book.options("en") == ("a", "b", "@person", "c")
    assert book.phrases("b", "en") == ("seven", "eight", "nine")
    assert book.phrases("c", "en") == ("ten", "eleven", "four")
    assert book.clashes == ()


def test_without_own_words_everything_is_as_shipped(tmp_path: Path) -> None:
    plain, over = load(), load(own=own_files.read(Own(tmp_path / "nowhere")))
    for language in plain.languages:
        assert plain.options(language) == over.options(language)
        assert plain.no_shortcut(language) == over.no_shortcut(language)


def test_a_phrase_may_be_of_an_own_option_and_of_a_shipped_one(shipped: Path, tmp_path: Path) -> None:
    book = load(shipped, mine(tmp_path, "c: [ten, Two!, eleven]\n"))
    assert (book.phrases("a", "en"), book.phrases("c", "en")) == (("one", "two", "three"), ("ten", "Two!", "eleven"))
    assert book.clashes == ()


def test_what_can_be_said_everywhere_keeps_its_words(shipped: Path, tmp_path: Path) -> None:
    book = load(shipped, mine(tmp_path, "c: [ten, help, eleven]\n"))
    assert book.phrases("c", "en") == ("ten", "eleven")
    assert "help" in book.phrases("@person", "en")
    assert list(map(str, book.clashes)) == ["en: 'help' no longer means 'c', because it means '@person'."]


def test_an_installation_may_say_itself_what_can_be_said_everywhere(shipped: Path, tmp_path: Path) -> None:
    book = load(shipped, mine(tmp_path, '"@person": [somebody, a human, please]\nc: [ten, help, eleven]\n'))
    assert book.phrases("@person", "en") == ("somebody", "a human", "please")
    assert book.phrases("c", "en") == ("ten", "help", "eleven")


def test_what_an_installation_has_said_everywhere_is_said_for_nothing_else(shipped: Path, tmp_path: Path) -> None:
    book = load(shipped, mine(tmp_path, '"@back": [Two!, back, return]\n'))
    assert (book.phrases("a", "en"), book.phrases("@back", "en")) == (("one", "three"), ("Two!", "back", "return"))
    assert list(map(str, book.clashes)) == ["en: 'two' no longer means 'a', because it means '@back'."]


def test_a_language_of_the_installation_only(shipped: Path, tmp_path: Path) -> None:
    own = mine(tmp_path, "a: [x, y, z]\nno_shortcut: [a]\n", "ti")
    book = load(shipped, own)
    assert book.languages == ("en", "ti")
    assert book.phrases("a", "ti") == ("x", "y", "z")
    assert book.no_shortcut("ti") == {"a"}


def test_mistakes_name_the_own_file(shipped: Path, tmp_path: Path) -> None:
    own = mine(tmp_path, "c: [ten, eleven]\n")
    with pytest.raises(PromptError) as refused:
        load(shipped, own)
    assert str(refused.value).startswith(f"{tmp_path}/words/en.yaml:1: c: has 2 phrases and needs 3")


# -- writing ------------------------------------------------------------------------------------------------


def put(text: str, **options: tuple[str, ...]) -> str:
    return word_file.put(text, Path("en.yaml"), options, {"new": "at the new place"})


def test_only_the_phrases_of_an_option_change(shipped: Path) -> None:
    changed = put(SHIPPED, b=("six", "four", "seven"))
    assert changed == SHIPPED.replace(
        "  - four  # short\n  - five\n  - six\n", "  - six\n  - four  # short\n  - seven\n"
    )
    assert put(changed, b=("six", "four", "seven")) == changed


def test_a_comment_between_phrases_stays() -> None:
    text = "a:\n  - one\n  # and\n  - two\n  - three\n\n# Next.\nb: [x, y, z]\n"
    assert put(text, a=("one", "two", "four")) == ("a:\n  # and\n  - one\n  - two\n  - four\n\n# Next.\nb: [x, y, z]\n")
    assert put(text, b=("x", "yes", "it's")).endswith('# Next.\nb:\n  - x\n  - "yes"\n  - it\'s\n')


def test_a_new_option_stands_at_the_end_with_its_place() -> None:
    assert put(SHIPPED, new=("seven", "no", "a: b")) == (
        SHIPPED + '\n# at the new place\nnew:\n  - seven\n  - "no"\n  - "a: b"\n'
    )


def test_a_new_file_says_that_nobody_reviewed_it() -> None:
    text = put("", new=("seven", "eight", "nine"))
    assert text.splitlines()[1] == "# review: none (drafted)"
    assert words.book(text, Path("en.yaml")) == {"new": ("seven", "eight", "nine")}


def test_a_file_that_cannot_be_changed_line_by_line_is_left_alone() -> None:
    text = "a:\n  - one\n  - two\n  - >-\n    three\n    four\n"
    with pytest.raises(PromptError, match=r"en\.yaml: a: its phrases cannot be changed in the way they are written"):
        put(text, a=("one", "two", "five"))


@pytest.mark.parametrize("language", [file.stem for file in sorted(FOLDER.glob("*.yaml"))])
def test_every_shipped_option_can_be_changed_and_changed_back(language: str) -> None:
    file = FOLDER / f"{language}.yaml"
    text = file.read_text(encoding="utf-8")
    book = words.book(text, file)
    book.pop(words.NO_SHORTCUT, None)
    other = {option: (*phrases[1:], f"{option} x y z") for option, phrases in book.items()}
    changed = word_file.put(text, file, other, {})
    kept = [line for line in text.splitlines() if line.startswith("#")]
    assert [line for line in changed.splitlines() if line.startswith("#")] == kept
    assert word_file.put(changed, file, book, {}).count("\n") == text.count("\n")


letters = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Co", "Cf", "Zl", "Zp")), max_size=20)
phrase = letters.map(lambda text: normalize("NFC", " ".join(text.split()))).filter(lambda text: bool(normal(text)))


@given(st.lists(phrase, min_size=3, max_size=5, unique_by=normal))
def test_any_phrase_is_read_as_it_was_meant(phrases: list[str]) -> None:
    text = put("", new=tuple(phrases))
    assert words.book(text, Path("en.yaml"))["new"] == tuple(phrases)


@pytest.mark.parametrize(
    ("cell", "phrases"),
    [
        ("one; two ;; three;", ("one", "two", "three")),
        ("واحد؛ اثنان؛ ثلاثة", ("واحد", "اثنان", "ثلاثة")),
        ("一；二\n三", ("一", "二", "三")),
        ("", ()),
        (" ; ", ()),
    ],
)
def test_phrases_of_a_cell(cell: str, phrases: tuple[str, ...]) -> None:
    assert tuple(split(cell)) == phrases
    assert tuple(split(joined(phrases))) == phrases

"""What callers may say: phrases per option and language, from YAML files."""

import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from flows.effects import DIGIT_WORDS
from flows.messages import Sentence, told
from prompts import own_words
from prompts.errors import PromptError, at, inside
from prompts.own import Files
from speech.vocabulary import normal

FOLDER = Path(__file__).parent / "words"
"""The shipped words."""
NO_SHORTCUT = "no_shortcut"
"""Entry of a file that lists options instead of phrases."""
FEWEST = 3
"""Rule V25: phrases per option; a digit has the names it has."""

Book = dict[str, tuple[str, ...]]
Taken = dict[tuple[str, ...], list[str]]
"""Options by the words of a phrase as the recogniser sees them."""


class WordBook:
    """Phrases by option and language; fits `ivr.call.ports.Words`."""

    def __init__(self, books: dict[str, Book], clashes: tuple[Sentence, ...] = ()) -> None:
        """Language tag to option to phrases; under NO_SHORTCUT the options that are none."""
        self.clashes = clashes
        """Own and shipped phrases that are the same, and what became of them."""
        self._unheard = {language: frozenset(book.get(NO_SHORTCUT, ())) for language, book in books.items()}
        self._books = {
            tag: {name: said for name, said in book.items() if name != NO_SHORTCUT} for tag, book in books.items()
        }

    def no_shortcut(self, language: str) -> frozenset[str]:
        """Options that are heard in their own menu only, because the recogniser cannot tell so many apart."""
        return self._unheard.get(language, frozenset())

    @property
    def languages(self) -> tuple[str, ...]:
        """Languages that have words, sorted."""
        return tuple(sorted(self._books))

    def options(self, language: str) -> tuple[str, ...]:
        """Option names of a language, in the order of its file."""
        return tuple(self._books.get(language, ()))

    def phrases(self, option: str, language: str) -> tuple[str, ...]:
        """The phrases that mean an option; empty where the language has none for it."""
        return self._books.get(language, {}).get(option, ())


def load(folder: Path = FOLDER, own: Files | None = None) -> WordBook:
    """Read `<language>.yaml` of a folder, with an installation's own options over them.

    Raises PromptError with file and line.
    """
    books = _books(folder)
    if not books:
        raise PromptError(told("there is no <language>.yaml here."), str(folder))
    return _overlaid(books, load_own(own.words, own.home / "words")) if own is not None else WordBook(books)


def load_own(texts: Mapping[str, str], folder: Path) -> dict[str, Book]:
    """An installation's own options by language, from texts; `folder` is for mistakes. Raises PromptError."""
    with inside(folder):
        return {language: book(text, folder / f"{language}.yaml") for language, text in sorted(texts.items())}


def _books(folder: Path) -> dict[str, Book]:
    return {file.stem: _read(file) for file in sorted(folder.glob("*.yaml"))}


def _overlaid(shipped: dict[str, Book], own: dict[str, Book]) -> WordBook:
    books: dict[str, Book] = {}
    clashes: list[Sentence] = []
    for language in {**shipped, **own}:
        theirs, mine = dict(shipped.get(language, {})), dict(own.get(language, {}))
        unheard = tuple(dict.fromkeys((*theirs.pop(NO_SHORTCUT, ()), *mine.pop(NO_SHORTCUT, ()))))
        both = own_words.over(language, theirs, mine)
        books[language] = both.book | ({NO_SHORTCUT: unheard} if unheard else {})
        clashes += both.clashes
    return WordBook(books, tuple(clashes))


def _read(file: Path) -> Book:
    try:
        return book(file.read_text(encoding="utf-8"), file)
    except UnicodeDecodeError as error:
        raise at(file, None, "this is not YAML: {problem}.", problem=error) from error


def book(text: str, file: Path) -> Book:
    """The options of a file's text, checked. Raises PromptError."""
    content = tree(text, file)
    if not isinstance(content, CommentedMap):
        raise at(file, 1, "this is not a list of options; write 'option:' and below it '- phrase' lines.")
    found: Book = {}
    taken: Taken = {}
    for option, listed in content.items():
        if option != NO_SHORTCUT:
            found[str(option)] = _phrases(file, content, str(option), listed, taken)
    return {**found, **_unheard(file, content, found)}


def fewest(option: str) -> int:
    """How many phrases an option needs."""
    return 1 if option in DIGIT_WORDS else FEWEST


def _unheard(file: Path, content: CommentedMap, found: Book) -> Book:
    listed = content.get(NO_SHORTCUT, ())
    for name in listed if isinstance(listed, CommentedSeq) else (listed,) if listed else ():
        if name not in found:
            line = content.lc.key(NO_SHORTCUT)[0] + 1
            raise at(file, line, "no_shortcut: '{option}' is no option of this file.", option=name)
    return {NO_SHORTCUT: tuple(str(name) for name in listed)} if listed else {}


def tree(text: str, file: Path) -> Any:
    """The YAML of a file's text, which knows its lines. Raises PromptError."""
    try:
        return YAML(typ="rt").load(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark
        line = mark.line + 1 if mark else None
        raise at(file, line, "this is not YAML: {problem}.", problem=error.problem) from error
    except (YAMLError, ValueError, TypeError, RecursionError) as error:
        raise at(file, None, "this is not YAML: {problem}.", problem=error) from error


def _phrases(file: Path, content: CommentedMap, option: str, listed: Any, taken: Taken) -> tuple[str, ...]:
    line = content.lc.key(option)[0] + 1
    if not isinstance(listed, CommentedSeq):
        raise at(file, line, "{option}: write its phrases below it, each after '- '.", option=option)
    phrases: list[str] = []
    for place, phrase in enumerate(listed):
        own = listed.lc.item(place)[0] + 1
        if not isinstance(phrase, str) or not phrase.strip():
            template = "{option}: '{phrase}' is not text; put it in quotes."
            raise at(file, own, template, option=option, phrase=phrase)
        phrase = unicodedata.normalize("NFC", " ".join(phrase.split()))  # noqa: PLW2901 - the same phrase, tidied
        if not (words := normal(phrase)):
            raise at(file, own, "{option}: '{phrase}' has no letters; write words.", option=option, phrase=phrase)
        others = taken.setdefault(words, [])
        if option in others:
            raise at(file, own, "{option}: '{phrase}' is there twice.", option=option, phrase=phrase)
        if other := next((name for name in others if own_words.together(option, name)), ""):
            template = "{option}: '{phrase}' is a phrase of {other} too, and both are always heard; change one."
            raise at(file, own, template, option=option, phrase=phrase, other=other)
        others.append(option)
        phrases.append(phrase)
    if len(phrases) < fewest(option):
        template = "{option}: has {count} phrases and needs {fewest}; people say things differently."
        raise at(file, line, template, option=option, count=len(phrases), fewest=fewest(option))
    return tuple(phrases)

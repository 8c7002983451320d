"""What callers hear, and may say, otherwise with other texts and words of an installation. Pure but for the shipped."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from prompts import catalogue, words
from prompts.own import Files
from prompts.reading import SOURCE
from prompts.words import NO_SHORTCUT, WordBook


@dataclass(frozen=True, slots=True)
class Sentence:
    """One prompt in one language; empty: nothing is said, as the wording is missing or has to be looked at again."""

    prompt: str
    language: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Phrases:
    """What may be said for one option in one language; for NO_SHORTCUT the options that are none."""

    option: str
    language: str
    added: tuple[str, ...]
    removed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """Languages whose wording is the same as before, though the English of the prompt is another."""

    prompt: str
    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """By prompt or option, then language; nothing where only notes or the order of a file differ."""

    sentences: tuple[Sentence, ...]
    phrases: tuple[Phrases, ...]
    kept: tuple[Kept, ...] = ()

    @property
    def any(self) -> bool:
        """Whether callers hear, or may say, anything else."""
        return bool(self.sentences or self.phrases)

    @property
    def count_of_phrases(self) -> int:
        """New ones, and those that are gone."""
        return sum(len(each.added) + len(each.removed) for each in self.phrases)


NO_CHANGES = Changes((), ())


def changes(before: Files, after: Files) -> Changes:
    """From one to the other, over the same shipped texts and words. Raises PromptError."""
    old, new = _texts(before), _texts(after)
    sentences = tuple(_sentences(old, new))
    return Changes(sentences, tuple(_phrases(_words(before), _words(after))), tuple(_kept(sentences, old, new)))


def _texts(files: Files) -> Mapping[tuple[str, str], str]:
    texts = catalogue.load(own=files)
    return {(prompt.name, tag): prompt.text for tag in texts.languages for prompt in texts.spoken(tag)}


def _words(files: Files) -> Mapping[tuple[str, str], tuple[str, ...]]:
    book = words.load(own=files)
    return {(option, tag): said for tag in book.languages for option, said in _options(book, tag)}


def _options(book: WordBook, language: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield from ((option, book.phrases(option, language)) for option in book.options(language))
    yield NO_SHORTCUT, tuple(sorted(book.no_shortcut(language)))


def _sentences(before: Mapping[tuple[str, str], str], after: Mapping[tuple[str, str], str]) -> Iterator[Sentence]:
    for key in sorted(before.keys() | after.keys()):
        old, new = before.get(key, ""), after.get(key, "")
        if old != new:
            yield Sentence(*key, old, new)


def _kept(
    sentences: Iterable[Sentence], before: Mapping[tuple[str, str], str], after: Mapping[tuple[str, str], str]
) -> Iterator[Kept]:
    for prompt in (one.prompt for one in sentences if one.language == SOURCE and one.before and one.after):
        same = (tag for name, tag in after if name == prompt and before.get((name, tag)) == after[name, tag])
        if languages := tuple(sorted(same)):
            yield Kept(prompt, languages)


def _phrases(
    before: Mapping[tuple[str, str], tuple[str, ...]], after: Mapping[tuple[str, str], tuple[str, ...]]
) -> Iterator[Phrases]:
    for key in sorted(before.keys() | after.keys()):
        old, new = before.get(key, ()), after.get(key, ())
        added, removed = (tuple(each for each in one if each not in other) for one, other in ((new, old), (old, new)))
        if added or removed:
            yield Phrases(*key, added, removed)

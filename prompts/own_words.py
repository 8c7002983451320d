"""An installation's own phrases over the shipped ones, and what a new phrase may be. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from flows.messages import Sentence, told
from flows.saying import UNIVERSAL_WORDS
from speech.vocabulary import normal

Book = Mapping[str, tuple[str, ...]]
"""Option to phrases."""
EVERYWHERE = frozenset({*UNIVERSAL_WORDS, "yes", "no"})
"""What callers can say at any question; no other option takes a word of these away."""


@dataclass(frozen=True, slots=True)
class Overlaid:
    """The words of a language."""

    book: dict[str, tuple[str, ...]]
    clashes: tuple[Sentence, ...] = ()
    """Phrases that were left out of one option, because another one has them."""


def over(language: str, shipped: Book, own: Book) -> Overlaid:
    """An own option stands instead of the shipped one of its name.

    A phrase means one thing: it stays with the own option, but what can be said everywhere keeps its words.
    """
    told_of: list[Sentence] = []
    mine, theirs = _by_words(own), _by_words({name: shipped[name] for name in EVERYWHERE & shipped.keys() - own.keys()})
    book: dict[str, tuple[str, ...]] = {}
    for option, phrases in {**shipped, **own}.items():
        taken = theirs if option in own else mine if option not in EVERYWHERE else {}
        left = tuple(phrase for phrase in phrases if normal(phrase) not in taken)
        told_of += _left_out(language, option, phrases, taken)
        if left:
            book[option] = left
    return Overlaid(book, tuple(told_of))


def _by_words(book: Book) -> dict[tuple[str, ...], str]:
    return {normal(phrase): option for option, phrases in book.items() for phrase in phrases}


def _left_out(
    language: str, option: str, phrases: Iterable[str], taken: Mapping[tuple[str, ...], str]
) -> Iterator[Sentence]:
    for phrase in phrases:
        if other := taken.get(normal(phrase)):
            template = "{language}: '{phrase}' no longer means '{option}', because it means '{other}'."
            yield told(template, language=language, phrase=phrase, option=option, other=other)

"""An installation's own phrases over the shipped ones, and what a new phrase may be. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from flows.looking import UNIVERSAL_WORDS
from flows.messages import Sentence, told
from speech.vocabulary import normal

Book = Mapping[str, tuple[str, ...]]
"""Option to phrases."""
EVERYWHERE = frozenset(UNIVERSAL_WORDS)
"""What callers can say at any question."""
ALWAYS = EVERYWHERE | {"yes", "no"}
"""What callers can say in any flow; no option of an installation takes a word of these away."""


@dataclass(frozen=True, slots=True)
class Overlaid:
    """The words of a language."""

    book: dict[str, tuple[str, ...]]
    clashes: tuple[Sentence, ...] = ()
    """Phrases that were left out of one option, because another one has them."""


def together(one: str, other: str) -> bool:
    """Whether two options are heard together in every flow, so that no phrase can be of both."""
    return one != other and (bool({one, other} & EVERYWHERE) or {one, other} <= ALWAYS)


def over(language: str, shipped: Book, own: Book) -> Overlaid:
    """An own option stands instead of the shipped one of its name; what can be said everywhere keeps its words.

    Other phrases may be of several options: what they mean depends on the question.
    """
    told_of: list[Sentence] = []
    theirs = {name: phrases for name, phrases in shipped.items() if name in ALWAYS and name not in own}
    mine = {name: phrases for name, phrases in own.items() if name in EVERYWHERE}
    book: dict[str, tuple[str, ...]] = {}
    for option, phrases in {**shipped, **own}.items():
        rivals = theirs if option in own else mine if option not in ALWAYS else {}
        taken = _by_words({name: said for name, said in rivals.items() if together(option, name)})
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

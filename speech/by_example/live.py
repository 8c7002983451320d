"""Which taught words are live at a question. Pure."""

from collections.abc import Collection, Iterator

from speech.ports import Grammar
from speech.vocabulary import Vocabulary

MOST_OPTIONS = 4
"""Of a question's own; with ALWAYS six words are live at most, because more are told apart less well (study: 94 % of
six, 91 % of ten)."""
ALWAYS = ("@person", "@again")
"""The words of every question that are live beside its own; the others are keys."""
Phrase = tuple[str, ...]


def live(grammar: Grammar, taught: Collection[Phrase]) -> dict[Phrase, str]:
    """One phrase an option with its option: the question's own all or none, and those that are always there."""
    first: dict[str, Phrase] = {}
    for phrase, option in Vocabulary.of(grammar).phrases.items():
        if phrase in taught:
            first.setdefault(option, phrase)
    return {first[option]: option for option in _live(tuple(name for name, _ in grammar.options), first)}


def _live(names: tuple[str, ...], taught: Collection[str]) -> Iterator[str]:
    """Half a menu would be worse than none: a caller who says the other half is never heard."""
    own = [name for name in names if not name.startswith("@")][:MOST_OPTIONS]
    if all(name in taught for name in own):
        yield from own
    yield from (name for name in ALWAYS if name in taught)

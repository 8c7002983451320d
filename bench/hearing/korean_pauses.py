"""People who stop for 0.9 s in the middle: between the words of an option, and between digits. Nobody may cut them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np

from bench.hearing.conditions import BEFORE
from bench.hearing.korean_menus import Menu
from bench.hearing.korean_plan import Side, own_phrases
from bench.hearing.korean_work import Room
from bench.hearing.levels import trimmed
from bench.hearing.trying import Said
from bench.hearing.voices import Take, takes
from bench.report import Figure, counted
from speech.convert import mulaw_of
from speech.ports import MULAW_RATE, Grammar, Patience
from speech.vocabulary import Vocabulary, normal

PAUSE = MULAW_RATE * 9 // 10
DIGITS = ("공", "일", "이", "삼", "사", "오", "육", "칠", "팔", "구")
DIGITS_GRAMMAR = Grammar(
    "ko", (), Patience.DIGITS, digits=tuple((str(number), (word,)) for number, word in enumerate(DIGITS))
)
NUMBERS = 40


@dataclass(frozen=True, slots=True)
class Paused:
    """Two parts of one answer."""

    first: str
    rest: str
    grammar: Grammar
    option: str
    take: Take

    @property
    def digits(self) -> bool:
        """Whether they are digits."""
        return self.grammar.patience is Patience.DIGITS


@dataclass(frozen=True, slots=True)
class Cut:
    """What became of it."""

    paused: Paused
    cut: bool
    """Decided before the second part began."""
    cut_stock: bool
    heard: Said
    """What the whole was heard as."""


def plan(menus: Sequence[Menu], side: Side, each: int) -> Iterator[Paused]:
    """Options of several words, and numbers.

    A phrase whose beginning is another phrase of the same option is left out: whoever hears it has understood.
    """
    for number, option, phrase in own_phrases(menus):
        grammar, words = menus[number].grammar, normal(phrase)
        phrases = Vocabulary.of(grammar).phrases
        if len(words) > 1 and phrases.get(words[:1]) != option:
            for take in islice(takes(side.variants, f"pause {phrase}"), each):
                yield Paused(words[0], " ".join(words[1:]), grammar, option, take)
    for number, take in enumerate(islice(takes(side.variants, "digits"), NUMBERS * each // 2)):
        first, second = DIGITS[number % 10], DIGITS[number * 3 % 7 + 1]
        yield Paused(f"{first} {second}", DIGITS[(number + 4) % 10], DIGITS_GRAMMAR, "", take)


def make(room: Room, paused: Paused) -> Cut:
    """Sound up to where the second part begins, then the whole."""
    begun = np.concatenate([trimmed(room.corpus.said(paused.first, paused.take)), np.zeros(PAUSE, np.int16)])
    rest = trimmed(room.corpus.said(paused.rest, paused.take))
    before = mulaw_of(np.concatenate([np.zeros(BEFORE, np.int16), begun]))
    whole = room.conditions.call(np.concatenate([begun, rest]), "clean")
    cut = room.decided(paused.grammar, before)
    return Cut(paused, cut, room.stock.ended(before, paused.grammar), room.heard(paused.grammar, whole))


def figures(cuts: Sequence[Cut]) -> Iterator[Figure]:
    """`pause_cut_pct` and its companions."""
    words = [each for each in cuts if not each.paused.digits]
    digits = [each for each in cuts if each.paused.digits]
    for name, of in (("pause_cut", words), ("pause_cut_digits", digits)):
        if of:
            yield counted(f"{name}_pct", "%", 100 * sum(each.cut for each in of) / len(of), len(of))
            yield counted(f"{name}_pct_stock", "%", 100 * sum(each.cut_stock for each in of) / len(of), len(of))
    if words:
        right = sum(each.heard.option == each.paused.option for each in words)
        yield counted("pause_right_pct", "%", 100 * right / len(words), len(words))

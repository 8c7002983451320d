"""Which tries are made: fixed by a seed, so that the same bench is the same tries."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain, islice
from pathlib import Path

from bench.hearing import conditions
from bench.hearing.korean_frames import FRAMES, framed
from bench.hearing.korean_menus import Menu
from bench.hearing.trying import Kind, Try
from bench.hearing.voices import CALIBRATION, TEST, takes

WORDS = Path(__file__).parent / "words"
FREE_EVERY = 8
"""Clean tries between two that stock Vosk hears without a grammar too."""


@dataclass(frozen=True, slots=True)
class Amounts:
    """How much is tried: tries of each phrase or word, and of sentences how many pairs in a condition."""

    clean: float = 4
    degraded: float = 0.25
    strange: float = 6
    degraded_strange: float = 0.5
    frames: int = 300
    degraded_frames: int = 20
    pauses: int = 3
    consents: int = 4
    minutes: int = 6
    latency: int = 3
    over: int = 2
    noisy: int = 8

    def tenth(self) -> "Amounts":
        """For a look."""
        return Amounts(0.5, 0.05, 0.7, 0.1, 30, 3, 1, 1, 1, 1, 1, 1)


@dataclass(frozen=True, slots=True)
class Side:
    """Voices and words on no list of one side of the split."""

    name: str
    variants: Sequence[str]
    language: str = "ko"

    @property
    def strangers(self) -> tuple[str, ...]:
        """Words on no list."""
        return strangers(self.name, self.language)


CALIBRATION_SIDE = Side("calibration", CALIBRATION)
TEST_SIDE = Side("test", TEST)


@cache
def strangers(name: str, language: str = "ko") -> tuple[str, ...]:
    """Words on no list, of `words/<language>_<name>.txt`; `#` begins a comment."""
    lines = (WORDS / f"{language}_{name}.txt").read_text(encoding="utf-8").splitlines()
    return tuple(word for line in lines if (word := line.partition("#")[0].strip()))


def plan(menus: Sequence[Menu], side: Side, amounts: Amounts, where: Sequence[str]) -> Iterator[Try]:
    """Every try of a side in these conditions."""
    for condition in where:
        clean = condition == conditions.CLEAN
        per_phrase = amounts.clean if clean else amounts.degraded
        frames = amounts.frames if clean else amounts.degraded_frames
        strange = amounts.strange if clean else amounts.degraded_strange
        alone = chain(
            _some(listed(menus, side, condition), per_phrase, f"{side.name} {condition}"),
            _strange(menus, side, condition, strange),
        )
        for number, tried in enumerate(alone):
            yield replace(tried, free=clean and number % FREE_EVERY == 0)
        yield from _frames(menus, side, condition, frames)


def own_phrases(menus: Sequence[Menu]) -> tuple[tuple[int, str, str], ...]:
    """(menu, option, phrase) of what is asked for; universal words, the same at every question, once each."""
    own = [
        (number, option, phrase)
        for number, menu in enumerate(menus)
        for option, phrases in menu.own
        for phrase in phrases
    ]
    everywhere = dict.fromkeys((option, phrase) for m in menus for option, phrases in m.universal for phrase in phrases)
    having = {
        pair: [n for n, menu in enumerate(menus) if any(pair[0] == name for name, _ in menu.universal)]
        for pair in everywhere
    }
    spread = [(having[pair][place % len(having[pair])], *pair) for place, pair in enumerate(everywhere)]
    return (*own, *spread)


def listed(menus: Sequence[Menu], side: Side, condition: str) -> Iterator[Iterator[Try]]:
    """Of every phrase, an endless row of tries."""
    for number, (menu, option, phrase) in enumerate(own_phrases(menus)):
        row = takes(side.variants, f"{side.name} {condition} {option} {phrase} {number}")
        yield (Try(Kind.LISTED, menu, phrase, take, condition, option, phrase) for take in row)


def _some(rows: Iterator[Iterator[Try]], each: float, seed: str) -> Iterator[Try]:
    """So many of each row; a half is one of every other row."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    whole, part = int(each), each - int(each)
    for row in rows:
        yield from islice(row, whole + (chance.random() < part))


def _strange(menus: Sequence[Menu], side: Side, condition: str, each: float) -> Iterator[Try]:
    """Every word at other questions each time."""
    rows = (
        (
            Try(Kind.STRANGE, (place + turn) % len(menus), word, take, condition, phrase=word)
            for turn, take in enumerate(takes(side.variants, f"{side.name} {condition} {word}"))
        )
        for place, word in enumerate(side.strangers)
    )
    return _some(rows, each, f"strange {side.name} {condition}")


def _frames(menus: Sequence[Menu], side: Side, condition: str, count: int) -> Iterator[Try]:
    """Options in sentences, and as many sentences without one; yes, no and universal words are not said like that."""
    chance = random.Random(f"frames {side.name} {condition}")  # noqa: S311 - no secret
    said = [each for each in own_phrases(menus) if "." in each[1]]
    chance.shuffle(said)
    row = takes(side.variants, f"frames {side.name} {condition}")
    for number in range(count):
        frame = FRAMES[number % len(FRAMES)]
        menu, option, phrase = said[number % len(said)]
        take, other = next(row), next(row)
        yield Try(Kind.FRAMED, menu, framed(frame, phrase), take, condition, option, phrase)
        word = chance.choice(side.strangers)
        yield Try(Kind.EMPTY, menu, framed(frame, word), other, condition, phrase=word)

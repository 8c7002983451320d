"""From recordings to a language that can be heard: what is refused, and what is confused, leaving speakers out."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from speech.by_example.choice import Words, near
from speech.by_example.embedding import Network
from speech.by_example.example import Example, heard
from speech.by_example.recording import Fault, Recording, fault
from speech.by_example.taught import Taught

PASS = 0.9
"""Share of a word's recordings that must be told from all other words of the language, by other people's examples."""
FEWEST_SPEAKERS = 3
"""With fewer nobody can be left out and anything be said about a stranger."""
FEWEST_EXAMPLES = 3
MOST_EXAMPLES = 10
"""Of one word that are kept; more add nothing (study), and every one is compared with each answer."""
WRONG_WORD = 0.75
"""A recording this much nearer to another word than to its own, by others' examples, is taken for that word."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A recording that is no example."""

    place: str
    why: Fault
    word: str
    heard_as: str = ""
    """By the others' voices, where it is the wrong word."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """What came of it."""

    taught: Taught
    refused: tuple[Refused, ...]


@dataclass(frozen=True, slots=True)
class _Item:
    recording: Recording
    example: Example


def teach(network: Network, recordings: Sequence[Recording], tell: Callable[[int], None] = lambda _: None) -> Lesson:
    """Examples from all that can be used; a word goes live where strangers' voices tell it from all the others."""
    items, faulty = [], []
    for number, recording in enumerate(recordings, 1):
        if why := fault(recording):
            faulty.append(Refused(recording.place, why, recording.word))
        else:
            items.append(_Item(recording, heard(network, recording.sound)))
        tell(number)
    away = _by_others(items)
    wrong = {number: other for number, item in enumerate(items) if (other := _other_word(item, away[number]))}
    right = [number for number in range(len(items)) if number not in wrong]
    confusions = _confusions([(items[number].recording.word, away[number]) for number in right])
    kept = _kept([items[number] for number in right])
    speakers = len({items[number].recording.speaker for number in right})
    passed = tuple(word for word in kept if _passes(word, kept[word], confusions[word], speakers))
    refused = (*faulty, *(_wrong(items[number].recording, other) for number, other in wrong.items()))
    return Lesson(Taught(kept, passed, confusions, speakers), refused)


def _passes(word: str, examples: Sequence[Example], heard_as: Counter[str], speakers: int) -> bool:
    enough = speakers >= FEWEST_SPEAKERS and len(examples) >= FEWEST_EXAMPLES
    return enough and heard_as[word] >= PASS * heard_as.total()


def _by_others(items: Sequence[_Item]) -> list[dict[str, float]]:
    """How far each is from each word, by the examples of other speakers; every two are compared once."""
    if not items:
        return []
    between = Words({str(number): (item.example,) for number, item in enumerate(items)}).between
    speakers = np.array([item.recording.speaker for item in items])
    names = np.array([item.recording.word for item in items])
    places = {str(word): np.flatnonzero(names == word) for word in dict.fromkeys(names)}
    found = []
    for item, row in zip(items, between, strict=True):
        others = {word: at[speakers[at] != item.recording.speaker] for word, at in places.items()}
        found.append({word: near(row[at]) for word, at in others.items() if len(at)})
    return found


def _other_word(item: _Item, away: Mapping[str, float]) -> str:
    """The word it is taken for, where it is surely not its own; empty otherwise."""
    mine = away.get(item.recording.word)
    nearest = _nearest(away)
    return nearest if mine is not None and away[nearest] < WRONG_WORD * mine else ""


def _wrong(recording: Recording, other: str) -> Refused:
    return Refused(recording.place, Fault.WRONG_WORD, recording.word, other)


def _confusions(said: Iterable[tuple[str, Mapping[str, float]]]) -> dict[str, Counter[str]]:
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for word, away in said:
        if word in away:
            found[word][_nearest(away)] += 1
    return found


def _nearest(away: Mapping[str, float]) -> str:
    return min(away, key=lambda word: away[word])


def _kept(items: list[_Item]) -> dict[str, tuple[Example, ...]]:
    """By word, one of each speaker before the second of anybody."""
    found: dict[str, dict[str, list[Example]]] = {}
    for item in items:
        found.setdefault(item.recording.word, {}).setdefault(item.recording.speaker, []).append(item.example)
    return {word: tuple(_in_turn(list(by_speaker.values()))[:MOST_EXAMPLES]) for word, by_speaker in found.items()}


def _in_turn(rows: list[list[Example]]) -> list[Example]:
    return [row[turn] for turn in range(max(map(len, rows))) for row in rows if turn < len(row)]

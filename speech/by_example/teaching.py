"""From recordings to a language that can be heard: what is refused, and what is confused, leaving speakers out."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from speech.by_example.choice import Words
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
    items, wrong = _without_wrong_words(items)
    confusions = _confusions(items)
    kept = _kept(items)
    speakers = len({item.recording.speaker for item in items})
    passed = tuple(word for word in kept if _passes(word, kept[word], confusions[word], speakers))
    return Lesson(Taught(kept, passed, confusions, speakers), (*faulty, *wrong))


def _passes(word: str, examples: Sequence[Example], heard_as: Counter[str], speakers: int) -> bool:
    enough = speakers >= FEWEST_SPEAKERS and len(examples) >= FEWEST_EXAMPLES
    return enough and heard_as[word] >= PASS * heard_as.total()


def _without_wrong_words(items: list[_Item]) -> tuple[list[_Item], list[Refused]]:
    refused = []
    for item, near in _by_others(items):
        mine = near.pop(item.recording.word, None)
        if mine is None or not near:
            continue
        other = min(near, key=lambda word: near[word])
        if near[other] < WRONG_WORD * mine:
            refused.append(Refused(item.recording.place, Fault.WRONG_WORD, item.recording.word, other))
    places = {each.place for each in refused}
    return [item for item in items if item.recording.place not in places], refused


def _confusions(items: list[_Item]) -> dict[str, Counter[str]]:
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for item, near in _by_others(items):
        if item.recording.word in near:
            found[item.recording.word][min(near, key=lambda word: near[word])] += 1
    return found


def _by_others(items: list[_Item]) -> Iterator[tuple[_Item, dict[str, float]]]:
    """Each recording and how far it is from each word, by the examples of other speakers."""
    if not items:
        return
    words = Words({str(number): (item.example,) for number, item in enumerate(items)})
    speakers = np.array([item.recording.speaker for item in items])
    names = np.array([item.recording.word for item in items])
    for number, item in enumerate(items):
        others = speakers != item.recording.speaker
        places = {str(word): np.flatnonzero(others & (names == word)) for word in dict.fromkeys(names)}
        row = words.between[number]
        yield item, {word: float(np.sort(row[at])[:3].mean()) for word, at in places.items() if len(at)}


def _kept(items: list[_Item]) -> dict[str, tuple[Example, ...]]:
    """By word, one of each speaker before the second of anybody."""
    found: dict[str, dict[str, list[Example]]] = {}
    for item in items:
        found.setdefault(item.recording.word, {}).setdefault(item.recording.speaker, []).append(item.example)
    return {word: tuple(_in_turn(list(by_speaker.values()))[:MOST_EXAMPLES]) for word, by_speaker in found.items()}


def _in_turn(rows: list[list[Example]]) -> list[Example]:
    return [row[turn] for turn in range(max(map(len, rows))) for row in rows if turn < len(row)]

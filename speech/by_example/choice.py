"""Which of the words that are live was said, and what speaks for it. Pure.

Every figure is a logarithm of distances, or of their ratios: a noisy line makes all of them longer alike.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from speech.by_example.constants import constants
from speech.by_example.example import Example, Shelf
from speech.by_example.pitch import Floats

NEAREST = 3
"""Examples of a word whose mean distance is the word's; of five, chosen by measuring."""
RIVALS = 3
"""Other words whose mean distance stands for everything else."""
BACKGROUND = 4
"""Words that are not live and are compared with all the same: a word on no list is nearer to some of them."""
USUAL_SPREAD = 0.3
"""Of a word with a single example, which has no other to be far from; about what words of several people have."""
TINY = 1e-6


@dataclass(frozen=True, slots=True)
class Choice:
    """The nearest live word and how much speaks for it: the logarithm of the odds that it was said."""

    word: str
    evidence: float
    figures: tuple[float, ...] = ()
    """What the evidence is weighed from (FIGURES)."""


FIGURES = ("distance", "spread", "rival", "rivals", "nearest", "farthest", "tempo")


class Words:
    """All that a language was taught."""

    def __init__(self, examples: Mapping[str, Sequence[Example]]) -> None:
        """At least one word; each with at least one example."""
        every = [example for taught in examples.values() for example in taught]
        self.shelf = Shelf.of(every)
        ends = np.cumsum([len(taught) for taught in examples.values()])
        starts = np.concatenate([[0], ends[:-1]])
        self.places = {
            word: np.arange(begin, end)
            for word, begin, end in zip(examples, starts.tolist(), ends.tolist(), strict=True)
        }
        self.between = np.array([self.shelf.distances(example) for example in every])
        """How far each example is from each."""

    def choose(self, word: Example, live: Sequence[str]) -> Choice:
        """The nearest of these words, at least one."""
        return choose(Row(self.shelf.distances(word), word.seconds), self, self.places, live)


@dataclass(frozen=True, slots=True)
class Row:
    """How far one word is from every example, and how long it is."""

    distances: Floats
    seconds: float


Places = Mapping[str, npt.NDArray[np.int_]]
"""Where the examples of each word are on the shelf."""


def choose(row: Row, words: Words, places: Places, live: Sequence[str]) -> Choice:
    """The nearest of the live words, by the examples at these places only."""
    away = {word: near(row.distances[places[word]]) for word in live}
    best = min(away, key=lambda word: away[word])
    others = [word for word in places if word not in away][:BACKGROUND]
    rivals = sorted(
        [distance for word, distance in away.items() if word != best]
        + [near(row.distances[places[word]]) for word in others]
    )
    own = places[best]
    mine, seconds = np.sort(row.distances[own]), np.median(words.shelf.seconds[own])
    figures = (
        away[best],
        spread(words.between, own),
        rivals[0] if rivals else 1.0,
        float(np.mean(rivals[:RIVALS])) if rivals else 1.0,
        float(mine[0]),
        float(mine[-1]),
    )
    tempo = abs(float(np.log(max(row.seconds, TINY) / max(float(seconds), TINY))))
    weighed = (*(float(np.log(max(figure, TINY))) for figure in figures), tempo)
    return Choice(best, _evidence(weighed), weighed)


def spread(between: Floats, own: npt.NDArray[np.int_]) -> float:
    """How far the examples of a word usually are from each other."""
    if len(own) < 2:
        return USUAL_SPREAD
    inside = np.sort(between[np.ix_(own, own)], axis=1)[:, 1:]  # the first is itself
    return float(np.median(inside[:, :2].mean(axis=1)))


def near(distances: Floats) -> float:
    """How far a word is, by its distances from the examples of it."""
    return float(np.sort(distances)[:NEAREST].mean())


def _evidence(figures: tuple[float, ...]) -> float:
    weights = constants()["weights"]
    return float(np.dot([weights[name] for name in FIGURES], figures) + constants()["offset"])

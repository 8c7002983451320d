"""Menus of words from other people's examples, and one person who answers: nobody is heard by their own examples."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from speech.by_example.choice import BACKGROUND, Choice, Row, Words, choose
from speech.by_example.example import Example

Places = npt.NDArray[np.int_]


@dataclass(frozen=True, slots=True)
class Item:
    """An utterance as the recogniser hears it."""

    word: str
    speaker: str
    example: Example


@dataclass(frozen=True, slots=True)
class Trial:
    """What somebody said, and what was chosen; `on_list` says whether it was one of the menu's words."""

    said: str
    on_list: bool
    choice: Choice

    @property
    def right(self) -> bool:
        """Whether it is what was said."""
        return self.choice.word == self.said


class Trials:
    """Over one set of recordings."""

    def __init__(self, items: Sequence[Item], heard: Sequence[Example] = ()) -> None:
        """Compares every recording with every other once.

        `heard` is the same utterances as callers say them, such as in noise; the items themselves where it is empty.
        """
        self._heard = heard or tuple(item.example for item in items)
        self._words = Words({str(number): (item.example,) for number, item in enumerate(items)})
        shelf, between = self._words.shelf, self._words.between
        self._rows = np.array([shelf.distances(each) for each in heard]) if heard else between
        self._names = sorted({item.word for item in items})
        self._speakers = sorted({item.speaker for item in items})
        self._of = {
            (speaker, word): np.array(
                [n for n, item in enumerate(items) if (item.speaker, item.word) == (speaker, word)]
            )
            for speaker in self._speakers
            for word in self._names
        }

    def run(self, menus: int, options: int, examples: int, seed: int = 1, takes: int = 1) -> Iterator[Trial]:
        """So many menus; each answered by one person with every option, and with up to four words that are none.

        Every word is said so many times in a row, each time as somebody would say it anew where there are recordings.
        """
        random = np.random.default_rng(seed)
        for _ in range(menus):
            speaker = self._speakers[random.integers(len(self._speakers))]
            shuffled = [str(word) for word in random.permutation(self._names)]
            menu, rest = shuffled[:options], shuffled[options:]
            background = rest[: min(BACKGROUND, len(rest) // 2)]
            others = [each for each in self._speakers if each != speaker]
            places = {word: self._examples(random, word, others, examples) for word in menu + background}
            strangers = rest[len(background) :][:4]
            for word in menu + strangers:
                for said in self._takes(random, self._of[speaker, word], takes):
                    row = Row(self._rows[said], self._heard[said].seconds)
                    yield Trial(word, word in menu, choose(row, self._words, places, menu))

    @staticmethod
    def _takes(random: np.random.Generator, recorded: Places, takes: int) -> list[int]:
        if takes == 1:
            return [int(random.choice(recorded))]
        return [int(said) for said in random.choice(recorded, takes, replace=len(recorded) < takes)]

    def _examples(self, random: np.random.Generator, word: str, speakers: Sequence[str], count: int) -> Places:
        """One of each speaker before the second of anybody."""
        found: list[int] = []
        queues = [list(random.permutation(self._of[speaker, word])) for speaker in random.permutation(list(speakers))]
        while len(found) < count and any(queues):
            found += [int(queue.pop()) for queue in queues if queue][: count - len(found)]
        return np.array(found)


def right_share(trials: Sequence[Trial]) -> float:
    """Of words on the list, without refusing anything."""
    listed = [trial for trial in trials if trial.on_list]
    return sum(trial.right for trial in listed) / len(listed)


def false_accepts_at(trials: Sequence[Trial], false_rejects: float) -> float:
    """Share of words on no list that are taken where so many of those on it are refused."""
    listed = [trial.choice.evidence for trial in trials if trial.on_list]
    bound = np.quantile(listed, false_rejects)
    strange = np.array([trial.choice.evidence for trial in trials if not trial.on_list])
    return float(np.mean(strange >= bound))

"""One recorded or spoken word as the recogniser keeps it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from speech.by_example import pitch, stretch, warping
from speech.by_example.embedding import Network
from speech.by_example.pitch import Floats, Melody
from speech.by_example.warping import Bank, Frames
from speech.convert import Samples
from speech.ports import MULAW_RATE

MELODY_WEIGHT = 0.2
"""Of the melody beside the sounds: chosen on Mandarin, where one pair differs in nothing else, and English digits."""


@dataclass(frozen=True, slots=True)
class Example:
    """Nothing in it says whose voice it was, and no sound can be made from it that anybody would know."""

    frames: Frames
    melody: Melody
    seconds: float


def heard(network: Network, sound: Samples) -> Example:
    """The word in a piece of sound at 8000 Hz."""
    word = stretch.word_in(sound)
    return Example(network.frames(word), pitch.melody(word), len(word) / MULAW_RATE)


@dataclass(frozen=True, slots=True)
class Shelf:
    """Examples to compare with, in a row."""

    bank: Bank
    semitones: Floats
    sure: Floats
    seconds: Floats

    @classmethod
    def of(cls, examples: Sequence[Example]) -> "Shelf":
        """At least one."""
        return cls(
            Bank.of([example.frames for example in examples]),
            np.array([example.melody.semitones for example in examples]),
            np.array([example.melody.sure for example in examples]),
            np.array([example.seconds for example in examples]),
        )

    def distances(self, word: Example) -> Floats:
        """How far the word is from each; 0 is the same."""
        melody = pitch.apart(word.melody, self.semitones, self.sure)
        return warping.distances(word.frames, self.bank) + MELODY_WEIGHT * melody

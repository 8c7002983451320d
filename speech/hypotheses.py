"""What a recogniser heard: several readings of one piece of sound, best first. Plain types."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a reading."""

    text: str
    start: float
    end: float
    """Seconds from the beginning of the sound."""


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """One reading."""

    words: tuple[Word, ...]
    score: float
    """Logarithm of how likely it is, with what the grammar makes of it; only differences mean something."""

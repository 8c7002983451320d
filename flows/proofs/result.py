"""What a proof found."""

from dataclasses import dataclass

from flows.messages import Sentence
from flows.state import Place


@dataclass(frozen=True, slots=True)
class Unproved:
    """Something a caller can run into."""

    rule: str
    """Id of the rule it breaks, as in the lint: V16, V29, V30, dead_end, endless."""
    place: Place
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class Figures:
    """How far and how long, over all calls of one flow in one language."""

    flow: str
    language: str
    pauses: int
    """Different situations the proof looked at."""
    ways: int
    goals: int
    """Pieces of information callers can come to; what 0, 9 and the universal words lead to is not counted."""
    choices: int
    """Most choices on the shortest way to any information (rule V6)."""
    farthest: str
    """Where that is."""
    longest_ms: int
    """Longest that is said without a pause for the caller (rule V8), keys always interrupt it."""
    longest: str
    """Where that is."""
    to_farthest_ms: int
    """Said on the shortest way to the information that is farthest in time."""


@dataclass(frozen=True, slots=True)
class Proofs:
    """All proofs of a flow book."""

    unproved: tuple[Unproved, ...]
    figures: tuple[Figures, ...]

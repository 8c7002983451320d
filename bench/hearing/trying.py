"""One caller who says one thing to one question, and what came of it."""

from dataclasses import dataclass
from enum import StrEnum

from bench.hearing.voices import Take


class Kind(StrEnum):
    """What is said."""

    LISTED = "listed"
    """An option."""
    STRANGE = "strange"
    """A word on no list."""
    FRAMED = "framed"
    """An option in a sentence."""
    EMPTY = "empty"
    """The same sentence with a word on no list in it."""


@dataclass(frozen=True, slots=True)
class Try:
    """What is tried."""

    kind: Kind
    menu: int
    """Which of `korean_menus.menus`."""
    text: str
    take: Take
    condition: str
    option: str = ""
    """The right one; empty where it is none."""
    phrase: str = ""
    """The phrase of the option, or the word on no list."""
    free: bool = False
    """Whether stock Vosk without a grammar hears it too: that takes ten times as long."""


@dataclass(frozen=True, slots=True)
class Said:
    """What the line understood: no option where it was nothing."""

    option: str = ""
    sure: bool = False


@dataclass(frozen=True, slots=True)
class Turn:
    """One answer to the question, and what came of asking back where it was unsure."""

    said: Said
    yes: bool = False
    """Whether a yes was surely heard; the caller said it where the option was right, and no where it was wrong."""

    def enters(self) -> str:
        """The option that is gone to, asked back or not; empty where the question is put again."""
        return self.said.option if self.said.sure or self.yes else ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a try."""

    tried: Try
    first: Turn
    second: Turn | None = None
    """The same said again in the same voice, where nothing was entered; of options said alone only."""
    stock: str = ""
    """What stock Vosk took with the menu as its grammar."""
    free: str = ""
    """And without one."""


def within_two_turns(outcome: Outcome) -> bool:
    """Whether the right option was entered: at once; after asking back; or at once when it was said again."""
    right, first, second = outcome.tried.option, outcome.first, outcome.second
    if first.enters():
        return first.enters() == right
    asked_back = bool(first.said.option)
    return not asked_back and second is not None and second.said == Said(right, sure=True)


def within_two_tries(outcome: Outcome) -> bool:
    """The same where asking back does not count as a turn: said at most twice, asked back each time or not."""
    entered = outcome.first.enters() or (outcome.second.enters() if outcome.second else "")
    return entered == outcome.tried.option


def wrong_unconfirmed(outcome: Outcome) -> bool:
    """Whether another option was entered without asking, the first time or the second."""
    turns = (outcome.first, outcome.second) if outcome.second else (outcome.first,)
    return any(turn.said.sure and turn.said.option != outcome.tried.option for turn in turns)


def wrong_confirmed(outcome: Outcome) -> bool:
    """Whether another option was entered because the caller's no was heard as a yes."""
    turns = (outcome.first, outcome.second) if outcome.second else (outcome.first,)
    return any(turn.yes and turn.said.option != outcome.tried.option for turn in turns)

"""What one event leads to."""

from dataclasses import dataclass
from typing import Literal

from flows.effects import Effect
from flows.state import CallState, Place

By = Literal["key", "voice"]


@dataclass(frozen=True, slots=True)
class Entered:
    """The call came to a node."""

    place: Place


@dataclass(frozen=True, slots=True)
class Answered:
    """The caller chose something, or used a universal key or word (@person, @danger, @again, @slower, @back)."""

    place: Place
    name: str
    by: By


@dataclass(frozen=True, slots=True)
class Erred:
    """A rung of the error ladder."""

    place: Place
    why: Literal["no_input", "no_match"]
    count: int


Note = Entered | Answered | Erred


@dataclass(frozen=True, slots=True)
class Deadline:
    """When DeadlinePassed(name) is due, in milliseconds of the call's clock."""

    name: Literal["quiet", "warning", "length", "key"]
    at: int


@dataclass(frozen=True, slots=True)
class Step:
    """The new state, what to do, and what happened in words a transcript can use."""

    state: CallState
    effects: tuple[Effect, ...]
    notes: tuple[Note, ...]
    deadlines: tuple[Deadline, ...]
    """All deadlines that run now; earlier ones not listed are void."""

"""What a node asks of the engine. The engine turns it into a new state and effects."""

from dataclasses import dataclass
from typing import Literal

from flows.effects import Item, Patience
from flows.limits import NO_INPUT_MS
from flows.state import ThenKind


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing the caller can answer."""

    name: str
    key: str
    words: str
    """Name of the words that mean it, in `prompts/words`."""
    language: str
    """Language of the words."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One thing read out in a question."""

    name: str
    """Of the choice or universal word it offers; empty: nothing a sound may choose."""
    items: tuple[Item, ...]
    label: tuple[Item, ...] = ()
    """What is said back when a sound picked it."""
    target: str = ""
    """The node it leads to, in the same flow; empty where that is not known or does not matter."""


@dataclass(frozen=True, slots=True)
class Question:
    """A node that waits for an answer, as it is asked now."""

    items: tuple[Item, ...]
    choices: tuple[Choice, ...] = ()
    no_input_ms: int = NO_INPUT_MS
    patience: Patience = "word"
    digits: bool = False
    """Keys are digits here: star erases, hash ends."""
    strict: bool = False
    """What is heard decides more than where the call goes on (rules V21, V22)."""
    readings: tuple[Reading, ...] = ()
    """The same as `items`, one by one, where any sound may choose; empty where it may not (rule V22)."""


@dataclass(frozen=True, slots=True)
class Go:
    """Go to a node of the same flow, or `return` to the flow before."""

    target: str


@dataclass(frozen=True, slots=True)
class Visit:
    """Go through another flow and come back."""

    flow: str
    node: str = ""
    """Its start where empty."""


@dataclass(frozen=True, slots=True)
class Speak:
    """Say something, then go on."""

    items: tuple[Item, ...]
    then: ThenKind
    target: str = ""
    skippable: bool = True


@dataclass(frozen=True, slots=True)
class AskNow:
    """Put the node's question, after something else."""

    before: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Choose:
    """The caller's language, or a stored answer, then go on."""

    what: Literal["language", "answer"]
    name: str
    value: str
    target: str


@dataclass(frozen=True, slots=True)
class BeDiscreet:
    """Discreet mode on or off, then go on."""

    on: bool
    target: str


@dataclass(frozen=True, slots=True)
class Find:
    """Look for a person."""

    topic: str


@dataclass(frozen=True, slots=True)
class StartRecording:
    max_ms: int
    final_silence_ms: int


Action = Go | Visit | Speak | AskNow | Choose | BeDiscreet | Find | StartRecording

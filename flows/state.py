"""Where a call is. Frozen, and serialisable at every pause."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeVar

from pydantic import TypeAdapter


@dataclass(frozen=True, slots=True)
class Place:
    """A node of a flow."""

    flow: str
    node: str

    def __str__(self) -> str:
        return f"{self.flow}.{self.node}"


ThenKind = Literal["listen", "sound", "once_more", "go", "again", "ask", "find", "record", "hang_up"]


@dataclass(frozen=True, slots=True)
class Speaking:
    """A Play is under way."""

    play: int
    then: ThenKind
    """What follows when it is over."""
    target: str = ""
    """For then == go the node; for sound and once_more the option that was read out; for hang_up the reason: quiet,
    length, apology, or empty for a goodbye of the flow."""
    skippable: bool = True
    """Whether a key goes on at once (consent and safety sentences: no)."""
    cut_at: int | None = None
    """When a key going down silenced it; what the key does comes when it is let go, or never after KEY_HELD_MS."""
    kind: Literal["speaking"] = "speaking"


@dataclass(frozen=True, slots=True)
class Listening:
    listen: int
    kind: Literal["listening"] = "listening"


@dataclass(frozen=True, slots=True)
class Sounding:
    """Waiting for any sound after an option was read out."""

    listen: int
    option: str
    picked: bool = False
    """A sound picked it, it was said back, and a second one confirms it."""
    kind: Literal["sounding"] = "sounding"


@dataclass(frozen=True, slots=True)
class Recording:
    record: int
    kind: Literal["recording"] = "recording"


@dataclass(frozen=True, slots=True)
class Finding:
    """Waiting for a person; no clock of the machine runs."""

    find: int
    since: int
    kind: Literal["finding"] = "finding"


@dataclass(frozen=True, slots=True)
class WithPerson:
    """Talking with a person; no clock of the machine runs."""

    find: int
    since: int
    kind: Literal["with_person"] = "with_person"


@dataclass(frozen=True, slots=True)
class Ended:
    kind: Literal["ended"] = "ended"


Mode = Speaking | Listening | Sounding | Recording | Finding | WithPerson | Ended


@dataclass(frozen=True)  # without slots: see `changed`
class Tally:
    """What the call's counters are made of; dropped with the call."""

    topic: str = ""
    first_information_at: int | None = None
    turns: int = 0
    """Answers given after the language choice."""
    asked: int = 0
    """Answers, silences and words not understood."""
    no_match: int = 0
    no_input: int = 0
    keys: bool = False
    voice: bool = False
    ladder_end: bool = False
    person: bool = False
    nobody: bool = False
    unknown_language: bool = False
    quiet: bool = False
    failed: bool = False


@dataclass(frozen=True)  # without slots: see `changed`
class CallState:
    """Everything the engine knows about one call."""

    stack: tuple[Place, ...]
    """Where the call is; the last is the current node, the others wait for its flow to return."""
    mode: Mode = field(default_factory=Ended)
    language: str | None = None
    """None until chosen."""
    trail: tuple[tuple[Place, ...], ...] = ()
    """Stacks of the questions passed, for going back."""
    answers: tuple[tuple[str, str], ...] = ()
    digits: str = ""
    said_from: int | None = None
    """Where the digits said last begin among them; None where keys came after."""
    confirming: str = ""
    """The option (or "@digits") that waits for a yes."""
    typed: str = ""
    """A key pressed before its question was asked."""
    after_key: bool = False
    """The next sound waits for the handset (V18)."""
    errors_here: int = 0
    errors_total: int = 0
    repeats: int = 0
    slow: bool = False
    serial: int = 0
    last_input_at: int = 0
    held_ms: int = 0
    """Time spent waiting for or talking with people: not the machine's part."""
    local: str = ""
    """Local time when the call was answered; empty where nobody knows."""
    notices: tuple[str, ...] = ()
    """Prompts somebody switched on for now."""
    closed: bool = False
    """Opening hours are switched off for now."""
    deaf: bool = False
    """The ears hear nothing at this question: it is one for keys, until the next."""
    discreet: bool = False
    """Keys only, nothing confirmed aloud, less loud; a second hash ends the call (rule V28)."""
    sound_told: bool = False
    """It was said that any sound chooses."""
    quiet_offered: bool = False
    """Discreet mode was offered, once."""
    hash_at: int | None = None
    """When hash was pressed last, in discreet mode."""
    unsaid: bool = False
    """Something could not be said, and a person was looked for instead."""
    warned: bool = False
    due: str = ""
    """A deadline that waits for the sentence being said."""
    tally: Tally = field(default_factory=Tally)

    @property
    def place(self) -> Place:
        return self.stack[-1]

    @property
    def ended(self) -> bool:
        return isinstance(self.mode, Ended)


Value = TypeVar("Value", CallState, Tally)


def changed(value: Value, changes: Mapping[str, object]) -> Value:
    """The same with some fields replaced; ten times as fast as `dataclasses.replace`, which runs the constructor."""
    new = object.__new__(type(value))
    new.__dict__.update(value.__dict__, **changes)
    return new


_ADAPTER: TypeAdapter[CallState] = TypeAdapter(CallState)


def to_json(state: CallState) -> bytes:
    """The state as JSON, for keeping a call at a pause."""
    return _ADAPTER.dump_json(state)


def from_json(text: bytes) -> CallState:
    """The inverse of to_json. Raises ValueError where the text is not a state."""
    return _ADAPTER.validate_json(text)

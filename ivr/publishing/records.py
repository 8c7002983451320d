"""What is kept about flows and the installation's own wording: versions that never change, and publications that say
which of them callers hear."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

State = Literal["draft", "published", "archived"]
"""`published` is live now; `archived` was, or was discarded as a draft."""
SHIPPED = 0
"""The number of a flow as the program brings it, or of no flow where it brings none of that name."""
WORDING = "wording"
"""The installation's own texts and words are kept like a flow, under this name; as shipped, it has none."""


@dataclass(frozen=True, slots=True)
class Signed:
    """Who does something, and why."""

    who: str
    why: str


@dataclass(frozen=True, slots=True)
class Approval:
    """Somebody looked at a version and found it good; `digest` is of the text they looked at."""

    who: str
    day: date
    digest: str


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A version of a flow without its text, as in a list."""

    flow: str
    number: int
    """Counted from 1 for each flow."""
    state: State
    who: str
    """Its author, as a neutral label."""
    why: str
    day: date
    base: int
    """The version it was made from; SHIPPED too."""
    digest: str
    was_live: bool
    """Callers hear it, or heard it once."""
    approvals: tuple[Approval, ...] = ()
    wording: int = SHIPPED
    """Of a flow: the version of the wording it was drafted with last."""

    @property
    def name(self) -> str:
        """As people write it: `welcome 3`."""
        return f"{self.flow} {self.number}"


@dataclass(frozen=True, slots=True)
class FlowVersion(VersionLine):
    """A version with its text: the YAML exactly as its author wrote it."""

    text: str = ""


@dataclass(frozen=True, slots=True)
class NewVersion:
    """A draft before the store has given it its number."""

    flow: str
    text: str
    who: str
    why: str
    day: date
    base: int


@dataclass(frozen=True, slots=True)
class Discard:
    """Somebody decided that a draft will not be used."""

    who: str
    why: str
    day: date


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a warning of one rule about one flow is all right."""

    flow: str
    """Empty where the warning is about no single flow."""
    rule: str
    text: str


@dataclass(frozen=True, slots=True)
class Publication:
    """All versions that are live together from then on; what is not named is as shipped."""

    number: int
    """Counted from 1; 0 before the first: everything is as shipped."""
    flows: tuple[tuple[str, int], ...] = ()
    """(flow, number), sorted; the wording is among them."""
    who: str = ""
    why: str = ""
    day: date = date.min
    reasons: tuple[Reason, ...] = ()

    def live(self, flow: str) -> int:
        """The number that is live of a flow."""
        return dict(self.flows).get(flow, SHIPPED)


@dataclass(frozen=True, slots=True)
class Wording:
    """A version of the installation's own texts and words, as one text; by default there is none."""

    number: int = SHIPPED
    text: str = ""

    @property
    def name(self) -> str:
        """What it is called in sentences about it."""
        return f"{WORDING} {self.number}"


NO_WORDING = Wording()


@dataclass(frozen=True, slots=True)
class Heads:
    """Counters that go up when something changes: cheap to ask for."""

    publication: int
    message: int
    sounds: int
    """Recordings or texts changed."""


def digest(text: str) -> str:
    """A text's fingerprint, SHA-256 in hex."""
    return hashlib.sha256(text.encode()).hexdigest()


def state_of(*, live: bool, was_live: bool, discarded: bool) -> State:
    """The state that follows from what happened to a version."""
    if live:
        return "published"
    return "archived" if was_live or discarded else "draft"


def newest(versions: Iterable[VersionLine]) -> VersionLine | None:
    """The one with the highest number; None of none."""
    return max(versions, key=lambda version: version.number, default=None)

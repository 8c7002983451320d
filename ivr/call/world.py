"""Everything a call reaches, in one hand."""

from collections.abc import Callable
from dataclasses import dataclass

from flows.model import FlowBook
from ivr.call.ports import Journal, People, Sounds, Transcript, Words
from speech.ports import AnySound, Recogniser


def _untold(_: BaseException) -> None:
    """Where nobody wants to know."""


@dataclass(frozen=True, slots=True)
class Circumstances:
    """The hour of a call, and what somebody switched on for now."""

    local: str = ""
    """Local time of the line, `YYYY-MM-DDTHH:MM`; empty where nobody knows: then everything counts as open."""
    notices: tuple[str, ...] = ()
    """Prompts to say at the beginning."""
    closed: bool = False
    """Whether opening hours are switched off."""


@dataclass(frozen=True, slots=True)
class World:
    """What all calls share; none of it knows who calls."""

    book: FlowBook
    flow: str
    """Where calls begin."""
    sounds: Sounds
    words: Words
    ears: Recogniser
    any_sound: AnySound
    people: People
    journal: Journal
    transcript: Transcript | None = None
    """None in production: nothing of a call is printed there, at any level."""
    circumstances: Callable[[], Circumstances] = Circumstances
    """Asked once, when a call begins."""
    tell_fault: Callable[[BaseException], None] = _untold
    """Takes a fault of ours that ended a call; what it makes of it must not quote the call."""
    over_prompts: bool = True
    """Whether callers are heard while the line speaks (rule V17)."""

"""Everything a call reaches, in one hand."""

from dataclasses import dataclass

from flows.model import FlowBook
from ivr.call.ports import Journal, People, Sounds, Transcript, Words
from speech.ports import Recogniser


@dataclass(frozen=True, slots=True)
class World:
    """What all calls share; none of it knows who calls."""

    book: FlowBook
    flow: str
    """Where calls begin."""
    sounds: Sounds
    words: Words
    ears: Recogniser
    people: People
    journal: Journal
    transcript: Transcript | None = None
    """None in production: nothing of a call is printed there, at any level."""

"""Messages of a worker as hearing events."""

from speech.ports import Deaf, Heard, HearingEvent, Lost, SpeechStarted, Unclear, Zone
from speech.wire import Kind, Message


def event_of(message: Message) -> HearingEvent | None:
    """The event a message tells, or None where it tells something else."""
    match message.kind:
        case Kind.STARTED:
            return SpeechStarted()
        case Kind.HEARD:
            option, phrase, zone, confidence = message.data()
            return Heard(option, phrase, Zone(zone), confidence)
        case Kind.UNCLEAR:
            return Unclear()
        case Kind.LOST:
            return Lost()
        case Kind.FULL:
            return Deaf()
        case _:
            return None

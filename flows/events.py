"""What happened in a call. `at` is milliseconds since the call was answered, on the call's own clock."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CallStarted:
    """The call was answered; what is known about this hour besides it."""

    at: int
    local: str = ""
    """Local time where the line is, `YYYY-MM-DDTHH:MM`; empty where nobody knows: then everything counts as open."""
    notices: tuple[str, ...] = ()
    """Prompts that somebody switched on for now."""
    closed: bool = False
    """Somebody switched the line's opening hours off for now."""


@dataclass(frozen=True, slots=True)
class KeyPressed:
    """One key of the telephone: 0-9, * or #."""

    at: int
    key: str


@dataclass(frozen=True, slots=True)
class KeyDown:
    """A key went down; KeyPressed follows when it is let go. Lines that cannot tell leave it out."""

    at: int
    key: str


@dataclass(frozen=True, slots=True)
class PlayedToEnd:
    """The last frame of a Play has been sent to the caller."""

    at: int
    play: int


@dataclass(frozen=True, slots=True)
class Heard:
    """The caller said one of the options of a Listen; `sure` is false where it must be confirmed (rule V21)."""

    at: int
    listen: int
    option: str
    sure: bool = True
    digits: str = ""
    """What was said, where the option is DIGITS."""


@dataclass(frozen=True, slots=True)
class Overheard:
    """The caller surely said one of the options over a Play, which goes on until it is stopped (rule V17)."""

    at: int
    play: int
    option: str
    digits: str = ""
    """As in Heard."""


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """The caller spoke, and it was none of the options."""

    at: int
    listen: int


@dataclass(frozen=True, slots=True)
class Silence:
    """No key and no word within the Listen's no_input_ms, or no sound within the gap of a ListenForSound."""

    at: int
    listen: int


@dataclass(frozen=True, slots=True)
class SoundMade:
    """The caller made a sound, whatever it was, in the gap of a ListenForSound."""

    at: int
    listen: int


@dataclass(frozen=True, slots=True)
class EarsLost:
    """The recogniser died during a Listen: our fault, not the caller's (no error is counted)."""

    at: int
    listen: int
    deaf: bool = False
    """Nothing will be heard at this question, as where too many speak at once: it is one for keys."""


@dataclass(frozen=True, slots=True)
class RecordingDone:
    """A recording ended; the sound stays in memory with whoever recorded it."""

    at: int
    record: int
    milliseconds: int


@dataclass(frozen=True, slots=True)
class NobodyFree:
    """Nobody can be reached for this FindPerson."""

    at: int
    find: int


@dataclass(frozen=True, slots=True)
class PersonJoined:
    at: int
    find: int


@dataclass(frozen=True, slots=True)
class PersonLeft:
    at: int
    find: int


@dataclass(frozen=True, slots=True)
class EffectFailed:
    """An effect could not be done; `what` is the effect's class name."""

    at: int
    what: str


@dataclass(frozen=True, slots=True)
class DeadlinePassed:
    """The earliest of the Step's deadlines has passed: quiet, warning, length or key."""

    at: int
    name: str


@dataclass(frozen=True, slots=True)
class MediaLost:
    """No sound packet came from the caller for 60 s after a prompt asked for input."""

    at: int


@dataclass(frozen=True, slots=True)
class HungUp:
    at: int


Event = (
    CallStarted
    | KeyPressed
    | KeyDown
    | PlayedToEnd
    | Heard
    | Overheard
    | NotUnderstood
    | Silence
    | SoundMade
    | EarsLost
    | RecordingDone
    | NobodyFree
    | PersonJoined
    | PersonLeft
    | EffectFailed
    | DeadlinePassed
    | MediaLost
    | HungUp
)

"""What one live call needs from the world. Everything here is called on the event loop and returns at once
unless it is `async`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, Protocol

LineListener = Callable[[bytes], None]
"""Takes the caller's sound: mu-law, 8000 Hz, whole 20 ms frames."""


@dataclass(frozen=True, slots=True)
class LineKey:
    """The caller pressed one key: 0-9, * or #."""

    key: str


@dataclass(frozen=True, slots=True)
class LineKeyDown:
    """A key went down; LineKey follows when it is let go. Not every line can tell."""

    key: str


@dataclass(frozen=True, slots=True)
class LinePlayed:
    """The last frame of this play has been sent to the caller."""

    play: int


@dataclass(frozen=True, slots=True)
class LineQuiet:
    """No sound packet came for `seconds`."""

    seconds: int


@dataclass(frozen=True, slots=True)
class LineGone:
    """The caller hung up, or the line was lost for good."""


LineEvent = LineKey | LineKeyDown | LinePlayed | LineQuiet | LineGone


class Line(Protocol):
    """One answered caller. It has no number, name or place, only a random id of ours."""

    @property
    def id(self) -> str:
        """Random, made for this call, used nowhere else."""

    def attach(self, on_event: Callable[[LineEvent], None], on_sound: LineListener) -> None:
        """Give events and the caller's sound from now on; events that came before are given at once, in order."""

    def play(self, play: int, sound: bytes) -> None:
        """Send mu-law frames instead of whatever is being sent; LinePlayed(play) follows unless stopped."""

    def stop(self) -> None:
        """Silence within one frame; the stopped play gives no LinePlayed. Idempotent."""

    def watch_sound(self, on: bool) -> None:
        """Whether LineQuiet is wanted: only while the caller is asked for something (DESIGN 4, the ladder ends)."""

    async def hang_up(self) -> None:
        """End the call and give everything back; LineGone follows. Idempotent."""


class Sounds(Protocol):
    """Prompts as sound, ready in memory."""

    def sound(self, prompt: str, language: str, values: tuple[tuple[str, str], ...], slow: bool) -> bytes:
        """Mu-law 8000 Hz, whole frames. Raises KeyError where there is none."""

    def text(self, prompt: str, language: str, values: tuple[tuple[str, str], ...]) -> str:
        """The wording, for the transcript."""


class Words(Protocol):
    """What callers may say."""

    def phrases(self, option: str, language: str) -> tuple[str, ...]:
        """The phrases that mean an option; empty where the language has none for it."""


@dataclass(frozen=True, slots=True)
class PersonEvent:
    """Somebody joined or left, or nobody is free."""

    kind: Literal["joined", "left", "nobody"]
    find: int


class People(Protocol):
    """Who could answer."""

    def find(self, call: str, find: int, language: str, topic: str, tell: Callable[[PersonEvent], None]) -> None:
        """Look for a person; `tell` is called once with joined or nobody, and with left after joined."""

    def forget(self, call: str, find: int) -> None:
        """The caller is gone or wants something else. Idempotent."""


@dataclass(frozen=True, slots=True)
class Summary:
    """All that may be known about a call when it is over; it is added to counters in memory and dropped.

    The buckets are already coarse here, so nothing exact leaves the call.
    """

    language: str
    """Language tag, `unknown` (none of the offered) or `none` (hung up before choosing)."""
    topic: str
    """Main menu topic name or `none`."""
    outcome: Literal["answered", "person", "nobody_free", "left", "quiet", "failed"]
    first_information: Literal["none", "0-30s", "30-60s", "60-120s", "120s+"]
    """M2: answer to the first sentence of a topic."""
    turns: Literal["0", "1-2", "3-4", "5-6", "7+"]
    """M17: answers given after the language choice; `0` where none."""
    by: Literal["none", "keys", "voice", "both"]
    """How the caller answered."""
    no_match: int
    """M5: turns not understood."""
    no_input: int
    """M6: turns of silence."""
    turns_asked: int
    """M5 and M6: denominator."""
    ladder_end: bool
    """M8: the error ladder reached its third level."""


class Journal(Protocol):
    """Counts. It never writes at the time of a call."""

    def count(self, summary: Summary) -> None:
        """Add one finished call to the counters in memory."""


class Transcript(Protocol):
    """Prints a call as it happens; exists in the demo and test profiles only."""

    def said(self, call: str, prompt: str, language: str, text: str) -> None:
        """The line begins to say a prompt."""

    def event(self, call: str, text: str) -> None:
        """The caller did something, or the flow went somewhere."""

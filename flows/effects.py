"""What the line should do next. Effects name prompts and options; wording and words live in `prompts`."""

from dataclasses import dataclass
from typing import Literal

Patience = Literal["word", "phrase", "digits"]
DIGITS = "@digits"
"""An option of a Listen: digits, any number of them in a row; and what is confirmed where a number was said back. No
option of a flow can have this name."""
DIGIT_WORDS = tuple(f"digit.{digit}" for digit in range(10))
"""Names of the words that mean each digit."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """One prompt in one language; `values` fill variable parts, e.g. ("digits", "1234")."""

    prompt: str
    language: str
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Gap:
    """A pause in milliseconds, a multiple of 20."""

    milliseconds: int


Item = Spoken | Gap


@dataclass(frozen=True, slots=True)
class Overhear:
    """What may be said over a Play; answered by Overheard(play) where something was heard surely, or not at all.

    Where the same options are listened for when it is over, what was said or begun over it is not lost.
    """

    options: tuple[tuple[str, str], ...]
    """As in a Listen."""
    hot: tuple[str, ...]
    """Those that are told at once; the others at the next gap between what is read out (rule V17)."""
    patience: Patience = "word"
    strict: bool = False
    """No question is asked: what may be noise interrupts nothing."""
    named: int = 0
    """An answer counts only once so many items of the Play were said: before, nobody knows what it is about. Hot words
    always count."""


@dataclass(frozen=True, slots=True)
class Play:
    """Say these items in order, instead of whatever is playing; answered by PlayedToEnd(play)."""

    play: int
    items: tuple[Item, ...]
    slow: bool = False
    """0.8 tempo (rule V9)."""
    quiet: bool = False
    """Less loud, so that nobody beside the caller hears it (rule V28)."""
    hears: Overhear | None = None


@dataclass(frozen=True, slots=True)
class StopPlaying:
    """Be silent now; the stopped Play is not answered any more."""


@dataclass(frozen=True, slots=True)
class Listen:
    """Wait for one answer. Keys arrive at any time without this; it arms the no-input clock and the ears.

    Answered by exactly one of Heard, NotUnderstood, Silence, EarsLost, unless a StopListening or another Listen
    comes first.
    """

    listen: int
    options: tuple[tuple[str, str], ...]
    """(option name, language) pairs that may be said; options of languages without ears are not heard.

    What is read out comes first: a phrase that two of them have means the first.
    """
    no_input_ms: int
    patience: Patience = "word"
    strict: bool = False
    """A consent: whatever may be noise is no yes (rules V21, V22)."""


@dataclass(frozen=True, slots=True)
class ListenForSound:
    """Wait for any sound the caller makes: no words, no language. Keys arrive at any time without this.

    Answered by exactly one of SoundMade, Silence and EarsLost, unless a StopListening or another Listen comes first. A
    sound that is being made when the gap is over is waited for.
    """

    listen: int
    gap_ms: int


@dataclass(frozen=True, slots=True)
class StopListening:
    """End a Listen or a ListenForSound."""


@dataclass(frozen=True, slots=True)
class Record:
    """Record the caller in memory only; answered by RecordingDone."""

    record: int
    max_ms: int
    final_silence_ms: int


@dataclass(frozen=True, slots=True)
class StopRecording:
    """End the recording now (a key was pressed); answered by RecordingDone of that Record."""


@dataclass(frozen=True, slots=True)
class FindPerson:
    """Look for a person; answered by PersonJoined or NobodyFree."""

    find: int
    language: str
    """`unknown` where the caller's language is not there."""
    topic: str


@dataclass(frozen=True, slots=True)
class HangUp:
    pass


Effect = Play | StopPlaying | Listen | ListenForSound | StopListening | Record | StopRecording | FindPerson | HangUp

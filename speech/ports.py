"""The contracts of hearing and saying: plain types and Protocols, no engine behind them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

MULAW_RATE = 8000
"""Hertz: G.711 mu-law as it comes from and goes to the telephone (ITU-T G.711)."""
FRAME_MS = 20
"""Milliseconds of sound in one frame of the media socket."""
FRAME_BYTES = 160
"""Bytes in one mu-law frame: 8000 Hz * 20 ms."""


DIGITS = "@digits"
"""The option that is told where digits were heard; its phrase is the digits, `3 1 4`."""


class Patience(StrEnum):
    """How long a pause may be inside an answer (rule V15)."""

    WORD = "word"
    PHRASE = "phrase"
    DIGITS = "digits"


class Zone(StrEnum):
    """How sure the recogniser is (rule V21); what is rejected becomes Unclear."""

    ACCEPT = "accept"
    CONFIRM = "confirm"


@dataclass(frozen=True, slots=True)
class Grammar:
    """The closed set of answers to one question, in one language."""

    language: str
    """Language tag as in the folders: ko, en, fr, es, ar."""
    options: tuple[tuple[str, tuple[str, ...]], ...]
    """Option name and the phrases that mean it. Names are unique; a phrase of two options means the first."""
    patience: Patience = Patience.WORD
    strict: bool = False
    """A yes here is a consent (rules V21, V22)."""
    digits: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """0 to 9 and the phrases that mean each: any number of them in a row is one more option, DIGITS."""


@dataclass(frozen=True, slots=True)
class SpeechStarted:
    """The caller began to speak; no-input clocks stop."""


@dataclass(frozen=True, slots=True)
class Heard:
    """One option was said."""

    option: str
    phrase: str
    zone: Zone
    confidence: float = field(default=1.0, compare=False)
    """0 to 1, on one scale for all recognisers (`speech.confidence`); languages are weighed by it."""


@dataclass(frozen=True, slots=True)
class Unclear:
    """The caller said something that is none of the options."""


@dataclass(frozen=True, slots=True)
class Lost:
    """The recogniser died; the same words said again will be heard by its standby."""


@dataclass(frozen=True, slots=True)
class Deaf:
    """This question is not heard: too much is to be heard at once, or no recogniser was loaded in time. Keys are."""


HearingEvent = SpeechStarted | Heard | Unclear | Lost | Deaf
"""A stream gives any number of SpeechStarted, then exactly one of the others, then nothing.

Over the prompt (`feed` with what the line said) there is no SpeechStarted and no Unclear: what is not understood passes
by, and the stream listens on."""


class HearingStream(Protocol):
    """One question being listened to. All methods return at once; events arrive on the event loop."""

    def feed(self, mulaw: bytes, said: bytes = b"") -> None:
        """Give the caller's sound, mu-law 8000 Hz mono, any whole number of frames; ignored after the end.

        `said` is what the line itself was sending at that moment, as long (with the silence between its options; what
        is missing at its end is silence), and empty once it has said everything. Its echo is never told. Who is
        speaking when it ends is told by SpeechStarted then, and ends the stream as usual. A telephone that sends no
        silence must not shift the two: what was said while no sound came is left out, or silence is given beside it.
        """

    def close(self) -> None:
        """Stop listening; no event comes after this. Idempotent."""


class Recogniser(Protocol):
    """Ears for some languages."""

    @property
    def languages(self) -> frozenset[str]:
        """Languages that have ears, also while a recogniser that died is being loaded again."""

    def open(self, grammar: Grammar, tell: Callable[[HearingEvent], None]) -> HearingStream:
        """Listen for one answer; `tell` is called on the event loop.

        Raises LanguageDeaf where there is no model or none can be loaded just now, EarsFull where too many listen.
        """

    async def unknown_words(self, language: str, phrases: tuple[str, ...]) -> tuple[str, ...]:
        """Those single words of the phrases that the model does not know, in order, without repeats."""


class AnySound(Protocol):
    """Ears for any sound a caller makes, whatever the language: no words, no model."""

    def open(self, before: bytes, tell: Callable[[HearingEvent], None]) -> HearingStream:
        """Wait for one voiced sound of 200 ms or more; `tell` is called on the event loop.

        `before` is what came from the caller while the line spoke (mu-law): noise and echo, which no sound of the
        caller has to be told from otherwise; a few seconds, or nothing. SpeechStarted comes when a sound is long
        enough, Unclear when it is over, Lost when the process died. What the line says meanwhile is ignored. Raises
        LanguageDeaf where none is loaded.
        """


@dataclass(frozen=True, slots=True)
class Sound:
    """Linear PCM, 16 bit signed little-endian, mono."""

    pcm: bytes
    rate: int
    """Hertz."""


class Synthesiser(Protocol):
    """A voice for some languages."""

    @property
    def name(self) -> str:
        """Engine and version, part of the cache key of rendered sound."""

    def speaks(self, language: str) -> bool:
        """Whether there is a voice for the language."""

    async def say(self, text: str, language: str) -> Sound:
        """Speak a text. Raises SynthesisFailed."""


class SpeechError(Exception):
    """Trouble in hearing or saying; the text is a sentence for a person."""


class LanguageDeaf(SpeechError):
    """There is no recogniser for this language."""


class EarsFull(LanguageDeaf):
    """So many questions are listened to that one more would make all of them wait."""


class ModelBroken(SpeechError):
    """A model is missing, truncated or not a model."""


class SynthesisFailed(SpeechError):
    """The synthesiser gave no sound."""

"""One Listen: the no-input clock and the ears of each language race; the first full answer wins."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from flows.effects import DIGIT_WORDS, DIGITS, Listen
from ivr.call.ports import Words
from speech.ports import DIGITS as HEARD_DIGITS
from speech.ports import (
    Grammar,
    Heard,
    HearingEvent,
    HearingStream,
    LanguageDeaf,
    Lost,
    Patience,
    Recogniser,
    SpeechStarted,
    Unclear,
    Zone,
)

LONGEST_SPEECH_S = 15.0
"""Seconds from the first sound to a verdict; the recogniser itself ends an utterance after 12 (rule V15)."""


@dataclass(frozen=True, slots=True)
class Said:
    """The caller chose an option; `phrase` is what was heard."""

    option: str
    sure: bool
    phrase: str
    """Digits one after the other where the option is DIGITS: `3 1 4`."""

    @property
    def digits(self) -> str:
        """Those that were said, where digits are the option."""
        return self.phrase.replace(" ", "") if self.option == DIGITS else ""


@dataclass(frozen=True, slots=True)
class NotSaid:
    """No option: silence, something else, or our ears were lost."""

    why: str
    """silence, unclear or lost."""


Verdict = Said | NotSaid
Phrases = tuple[tuple[str, tuple[str, ...]], ...]


def grammars(listen: Listen, words: Words, hearing: frozenset[str]) -> tuple[Grammar, ...]:
    """What may be said, one grammar per language that is heard; a phrase means the first option that has it."""
    by_language: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    digits: dict[str, Phrases] = {}
    for option, language in listen.options:
        if language not in hearing:
            continue
        if option == DIGITS:
            if spoken := _digits(words, language):
                digits[language] = spoken
                by_language.setdefault(language, [])
        elif phrases := words.phrases(option, language):
            by_language.setdefault(language, []).append((option, phrases))
    patience = Patience(listen.patience)
    return tuple(
        Grammar(language, tuple(options), patience, listen.strict, digits.get(language, ()))
        for language, options in by_language.items()
    )


def _digits(words: Words, language: str) -> Phrases:
    """All ten, or none: a number in which some digits are not heard would be another number."""
    spoken = tuple((str(digit), words.phrases(name, language)) for digit, name in enumerate(DIGIT_WORDS))
    return spoken if all(phrases for _, phrases in spoken) else ()


class Listening:
    """Listens from its making until a verdict or `close`; `tell` is called once, never after close."""

    def __init__(self, listen: Listen, words: Words, ears: Recogniser, tell: Callable[[Verdict], None]) -> None:
        self._tell = tell
        self._over = False
        self._streams: list[HearingStream] = []
        self._open = 0
        self._clock = self._after(listen.no_input_ms / 1000, NotSaid("silence"))
        for grammar in grammars(listen, words, ears.languages):
            self._start(ears, grammar)

    def _start(self, ears: Recogniser, grammar: Grammar) -> None:
        try:
            self._streams.append(ears.open(grammar, self._event))
        except LanguageDeaf:
            return  # the keys go on working, and the no-input clock runs
        self._open += 1

    def _after(self, seconds: float, verdict: Verdict) -> asyncio.TimerHandle:
        return asyncio.get_running_loop().call_later(seconds, self._end, verdict)

    def feed(self, mulaw: bytes) -> None:
        """The caller's sound."""
        for stream in self._streams:
            stream.feed(mulaw)

    def _event(self, event: HearingEvent) -> None:
        if self._over:
            return
        match event:
            case SpeechStarted():
                self._clock.cancel()
                self._clock = self._after(LONGEST_SPEECH_S, NotSaid("unclear"))
            case Heard(option, phrase, zone):
                self._end(Said(DIGITS if option == HEARD_DIGITS else option, zone is Zone.ACCEPT, phrase))
            case Unclear():
                self._one_less(NotSaid("unclear"))
            case Lost():
                self._one_less(NotSaid("lost"))

    def _one_less(self, verdict: NotSaid) -> None:
        self._open -= 1
        if self._open <= 0:
            self._end(verdict)

    def _end(self, verdict: Verdict) -> None:
        if not self._over:
            self.close()
            self._tell(verdict)

    def close(self) -> None:
        """Stop without a verdict. Idempotent."""
        self._over = True
        self._clock.cancel()
        for stream in self._streams:
            stream.close()

"""One Listen: a no-input clock and the ears of each language; where several hear something, the surest of them wins."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from flows.effects import DIGIT_WORDS, DIGITS, Listen
from ivr.call.ports import Words
from speech.ports import DIGITS as HEARD_DIGITS
from speech.ports import (
    Deaf,
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
MOST_AT_ONCE = 4
"""Languages that are heard at once, of those that have ears the first (rule V4)."""
MARGIN = 0.2
"""Least distance of the surest answer from any other one, of 1 (rule V4)."""
OTHERS_S = 1.5
"""Seconds after the first answer in which the other languages may have theirs; who refuses waits for V15's pause."""


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
    """No option: silence, something else, our ears were lost, or they hear nothing at this question."""

    why: Literal["silence", "unclear", "lost", "deaf"]


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


def surest(answers: Sequence[Heard]) -> Verdict:
    """What was heard most surely, if nothing else was heard nearly as surely (rule V4)."""
    first = max(answers, key=lambda answer: answer.confidence)
    rivals = [answer.confidence for answer in answers if answer.option != first.option]
    if rivals and first.confidence - max(rivals) < MARGIN:
        return NotSaid("unclear")
    return Said(DIGITS if first.option == HEARD_DIGITS else first.option, first.zone is Zone.ACCEPT, first.phrase)


class Listening:
    """Listens from its making until a verdict or `close`; `tell` is called once, never after close."""

    def __init__(self, listen: Listen, words: Words, ears: Recogniser, tell: Callable[[Verdict], None]) -> None:
        self._tell = tell
        self._over = False
        self._streams: list[HearingStream] = []
        self._open = 0
        self._answers: list[Heard] = []
        self._clock = self._after(listen.no_input_ms / 1000, NotSaid("silence"))
        asked = grammars(listen, words, ears.languages)[:MOST_AT_ONCE]
        for grammar in asked:
            self._start(ears, grammar)
        if asked and not self._streams:
            asyncio.get_running_loop().call_soon(self._end, NotSaid("deaf"))

    def _start(self, ears: Recogniser, grammar: Grammar) -> None:
        try:
            self._streams.append(ears.open(grammar, self._event))
        except LanguageDeaf:
            return  # another language of the question may be heard
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
            case SpeechStarted() if not self._answers:
                self._clock.cancel()
                self._clock = self._after(LONGEST_SPEECH_S, NotSaid("unclear"))
            case Heard():
                self._answers.append(event)
                self._clock.cancel()
                self._clock = asyncio.get_running_loop().call_later(OTHERS_S, self._decide)
                self._one_less(NotSaid("unclear"))
            case Unclear():
                self._one_less(NotSaid("unclear"))
            case Lost():
                self._one_less(NotSaid("lost"))
            case Deaf():
                self._one_less(NotSaid("deaf"))

    def _one_less(self, verdict: NotSaid) -> None:
        self._open -= 1
        if self._open <= 0 and self._answers:
            self._decide()
        elif self._open <= 0:
            self._end(verdict)

    def _decide(self) -> None:
        self._end(surest(self._answers))

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

"""What a question may be answered with, as grammars; what was answered: the surest of what the languages heard."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, Protocol

from flows.effects import DIGIT_WORDS, DIGITS
from flows.effects import Patience as HowPatient
from ivr.call.ports import Words
from speech.ports import DIGITS as HEARD_DIGITS
from speech.ports import Grammar, Heard, Patience, Zone

MOST_AT_ONCE = 4
"""Languages that are heard at once, of those that have ears the first (rule V4)."""
MARGIN = 0.2
"""Least distance of the surest answer from any other one, of 1 (rule V4)."""
LIKELY = 0.7
"""Half of the way from what is asked back to what is taken, on the common scale: so much must speak for what is heard
over a prompt. Loud babble is asked back twice an hour instead of 31 times, for 5 words in a hundred that are to be said
again (measured with calibration voices)."""
OTHERS_S = 1.5
"""Seconds after the first answer in which the other languages may have theirs; who refuses waits for V15's pause."""


class Asks(Protocol):
    """A Listen, or what may be said over a Play."""

    @property
    def options(self) -> tuple[tuple[str, str], ...]:
        """(option name, language)."""

    @property
    def patience(self) -> HowPatient:
        """How long a pause in an answer may be."""

    @property
    def strict(self) -> bool:
        """Whether it has to be surer than elsewhere."""


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


def grammars(asks: Asks, words: Words, hearing: frozenset[str]) -> tuple[Grammar, ...]:
    """What may be said, one grammar per language that is heard; a phrase means the first option that has it."""
    by_language: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    digits: dict[str, Phrases] = {}
    for option, language in asks.options:
        if language not in hearing:
            continue
        if option == DIGITS:
            if spoken := _digits(words, language):
                digits[language] = spoken
                by_language.setdefault(language, [])
        elif phrases := words.phrases(option, language):
            by_language.setdefault(language, []).append((option, phrases))
    patience = Patience(asks.patience)
    return tuple(
        Grammar(language, tuple(options), patience, asks.strict, digits.get(language, ()))
        for language, options in by_language.items()
    )[:MOST_AT_ONCE]


def _digits(words: Words, language: str) -> Phrases:
    """All ten, or none: a number in which some digits are not heard would be another number."""
    spoken = tuple((str(digit), words.phrases(name, language)) for digit, name in enumerate(DIGIT_WORDS))
    return spoken if all(phrases for _, phrases in spoken) else ()


def likely(answer: Heard) -> bool:
    """Whether it counts over a prompt."""
    return answer.zone is Zone.ACCEPT or answer.confidence >= LIKELY


def final(answer: Heard) -> bool:
    """Whether nothing that is said after it matters: it was heard surely, and is no part of a number."""
    return answer.zone is Zone.ACCEPT and answer.option != HEARD_DIGITS


def joined(before: Heard | None, answer: Heard) -> Heard:
    """Digits said after digits are one number; anything else counts as it was said last."""
    if before is None or not before.option == answer.option == HEARD_DIGITS:
        return answer
    zone = answer.zone if before.zone is Zone.ACCEPT else before.zone
    return replace(answer, phrase=f"{before.phrase} {answer.phrase}", zone=zone)


def surest(answers: Sequence[Heard]) -> Verdict:
    """What was heard most surely, if nothing else was heard nearly as surely (rule V4)."""
    first = max(answers, key=lambda answer: answer.confidence)
    rivals = [answer.confidence for answer in answers if answer.option != first.option]
    if rivals and first.confidence - max(rivals) < MARGIN:
        return NotSaid("unclear")
    return Said(DIGITS if first.option == HEARD_DIGITS else first.option, first.zone is Zone.ACCEPT, first.phrase)

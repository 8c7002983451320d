"""From words with their evidence to an answer: accept, confirm or reject (rule V21). Pure."""

from dataclasses import dataclass

from speech.ports import Zone
from speech.vocabulary import Vocabulary

ACCEPT_AT = 0.85
CONFIRM_AT = 0.55
"""Confidence of the least sure word of the phrase (V21's starting values)."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word the recogniser found; `confidence` 0.0 to 1.0, `start` and `end` in seconds."""

    text: str
    confidence: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Answer:
    """What was said; `whole` means that nothing more can follow that would change it."""

    option: str
    phrase: str
    zone: Zone
    whole: bool


def judge(vocabulary: Vocabulary, words: tuple[Word, ...]) -> Answer | None:
    """The one option that was said, or None: nothing, two different options, or more strange words than known."""
    found, stray = vocabulary.spot(tuple(word.text for word in words))
    options = {vocabulary.phrases[phrase] for phrase in found}
    zone = _zone(vocabulary, words, stray)
    if len(options) != 1 or zone is None or stray > len(found):
        return None
    phrase = max(found, key=len)
    whole = not stray and not vocabulary.is_open(found[-1]) and zone is Zone.ACCEPT
    return Answer(options.pop(), " ".join(phrase), zone, whole)


def _zone(vocabulary: Vocabulary, words: tuple[Word, ...], stray: int) -> Zone | None:
    own = {word for phrase in vocabulary.phrases for word in phrase}
    sure = max((word.confidence for word in words if word.text in own), default=0.0)
    if sure < CONFIRM_AT:
        return None
    return Zone.ACCEPT if sure >= ACCEPT_AT and not stray else Zone.CONFIRM

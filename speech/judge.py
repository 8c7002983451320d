"""From words with their evidence to an answer: accept, confirm or reject (rule V21). Pure."""

from dataclasses import dataclass, field

from speech.confidence import confidence
from speech.ports import DIGITS, Zone
from speech.vocabulary import Vocabulary

ACCEPT_AT = 4.0
CONFIRM_AT = -1.0
"""Least margin of each zone (measured with `python -m speech.measure`, figures in the README)."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the recogniser found when it knew only the options, and how much better that is than anything else."""

    words: tuple[str, ...] = ()
    margin: float | None = None
    """Log-likelihood per second by which the options explain the sound better than the decoys do; negative where
    the decoys do; None where there are no decoys to compare with."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What was said; `whole` means that nothing more can follow that would change it."""

    option: str
    phrase: str
    zone: Zone
    whole: bool
    confidence: float = field(default=1.0, compare=False)


def judge(vocabulary: Vocabulary, evidence: Evidence) -> Answer | None:
    """The one option that was said, once or more, or None: nothing, two options, or better explained by decoys."""
    words = tuple(word for word in evidence.words if word not in vocabulary.hesitations)
    found, stray = vocabulary.spot(words)
    options = {vocabulary.phrases[phrase] for phrase in found}
    zone = _zone(evidence.margin)
    if len(options) != 1 or stray or zone is None:
        return None
    option = options.pop()
    whole = zone is Zone.ACCEPT and option != DIGITS and not vocabulary.is_open(found[-1])
    return Answer(option, vocabulary.told(found), zone, whole, confidence(evidence.margin, CONFIRM_AT, ACCEPT_AT))


def _zone(margin: float | None) -> Zone | None:
    if margin is None or CONFIRM_AT <= margin < ACCEPT_AT:
        return Zone.CONFIRM
    return Zone.ACCEPT if margin >= ACCEPT_AT else None

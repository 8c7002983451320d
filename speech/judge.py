"""From evidence to an answer: accept, confirm or reject (rule V21). Pure."""

from dataclasses import dataclass, field

from speech.calibration import Calibration
from speech.confidence import confidence
from speech.evidence import Candidate
from speech.ports import DIGITS, Zone
from speech.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Answer:
    """What was said; `whole` means that nothing more can follow that would change it."""

    option: str
    phrase: str
    zone: Zone
    whole: bool
    confidence: float = field(default=1.0, compare=False)
    """As in `speech.ports.Heard`."""


def judge(vocabulary: Vocabulary, found: Candidate | None, calibration: Calibration) -> Answer | None:
    """The option, as sure as the evidence is; None where too little speaks for it.

    In a sentence it is asked back, and so is a word that was said instead of digits: without decoys it is a guess.
    """
    if found is None:
        return None
    evidence = calibration.evidence(found.figures)
    enough = calibration.strict_at if vocabulary.strict else calibration.accept_at
    if evidence < calibration.confirm_at or (found.option == DIGITS and not found.alone):
        return None
    sure = found.alone and evidence >= enough and (found.option == DIGITS or not vocabulary.digits)
    zone = Zone.ACCEPT if sure else Zone.CONFIRM
    can_go_on = found.option == DIGITS or vocabulary.is_open(found.phrases[-1])
    how_sure = confidence(evidence, calibration.confirm_at, calibration.sure_at)
    return Answer(found.option, vocabulary.told(found.phrases), zone, zone is Zone.ACCEPT and not can_go_on, how_sure)

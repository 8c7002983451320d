"""What a recogniser may have heard, made for a test: one figure of evidence, and nothing else weighs."""

from speech.calibration import Calibration
from speech.evidence import FIGURES, Candidate, candidate
from speech.hypotheses import Hypothesis, Word
from speech.loudness import Loudness
from speech.vocabulary import Vocabulary

SIMPLE = Calibration(tuple(float(name == FIGURES[-1]) for name in FIGURES), 0.0, 5.0, 9.0, 12.0, "sum", "a test")
"""The clarity is the evidence."""


def reading(text: str, score: float = 0.0) -> Hypothesis:
    """Half a second a word."""
    return Hypothesis(tuple(Word(w, 0.5 * n, 0.5 * n + 0.5) for n, w in enumerate(text.split())), score)


def said(vocabulary: Vocabulary, text: str, evidence: float) -> Candidate | None:
    """A text with so much evidence for what SIMPLE calibrates."""
    return candidate(vocabulary, (reading(text),), Loudness(evidence, 0.5 * len(text.split())))

"""What a worker needs of a recogniser: one language's model in memory, usable by many threads at once."""

from typing import Protocol

from speech.convert import Samples
from speech.judge import Answer
from speech.ports import Grammar
from speech.vocabulary import Vocabulary

ANY_SOUND = "any sound"
"""In place of a language: no words are heard, only that there is a voice."""


class Hearer(Protocol):
    """Vosk, or a language that was taught by example."""

    def knows(self, word: str) -> bool:
        """Whether it can hear this single word."""

    def vocabulary(self, grammar: Grammar) -> Vocabulary:
        """What it listens for at a question."""

    def answer(self, vocabulary: Vocabulary, sound: Samples) -> Answer | None:
        """The option that was said in a piece of sound at 8000 Hz; None where it was none of them."""


class NoWords:
    """A Hearer without a model."""

    def knows(self, word: str) -> bool:
        """Nothing."""
        del word
        return False

    def vocabulary(self, grammar: Grammar) -> Vocabulary:
        """Nothing."""
        return Vocabulary.of(grammar).known(self.knows)

    def answer(self, vocabulary: Vocabulary, sound: Samples) -> Answer | None:
        """None."""
        del vocabulary, sound
        return None

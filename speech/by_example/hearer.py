"""A language by a handful of recorded voices (rules V21, V22)."""

from pathlib import Path

from speech.by_example import taught
from speech.by_example.choice import Words
from speech.by_example.embedding import Network
from speech.by_example.example import heard
from speech.by_example.live import live
from speech.confidence import confidence
from speech.convert import Samples
from speech.judge import Answer
from speech.ports import Grammar, Zone
from speech.vocabulary import Vocabulary, normal

ACCEPT_AT, CONFIRM_AT = 2.0, -1.0
"""Least evidence of each zone, measured with people who were not among the examples (README)."""


class ExampleHearer:
    """`speech.hearer.Hearer`."""

    def __init__(self, folder: Path) -> None:
        """Load; takes 0.3 s and 107 MB in all. Raises ModelBroken."""
        lesson = taught.load(folder)
        self._words = Words({word: lesson.examples[word] for word in lesson.passed})
        self._labels = {normal(word): word for word in lesson.passed}
        self._network = Network()

    def knows(self, word: str) -> bool:
        """Any: a word that nobody recorded is no mistake of spelling, it is only never live."""
        return bool(word)

    def vocabulary(self, grammar: Grammar) -> Vocabulary:
        """One phrase an option, of those that were taught and passed; a question's own options all or none."""
        return Vocabulary(live(grammar, self._labels), strict=grammar.strict)

    def answer(self, vocabulary: Vocabulary, sound: Samples) -> Answer | None:
        """The nearest option, as far as enough speaks for it.

        Where it would be a consent it is never sure, and unsure only where it would have been sure elsewhere: whoever
        asks has to ask twice.
        """
        if not vocabulary.phrases:
            return None
        words = {self._labels[phrase]: phrase for phrase in vocabulary.phrases}
        choice = self._words.choose(heard(self._network, sound), tuple(words))
        sure = choice.evidence >= ACCEPT_AT
        if choice.evidence < CONFIRM_AT or (vocabulary.strict and not sure):
            return None
        phrase = words[choice.word]
        zone = Zone.ACCEPT if sure and not vocabulary.strict else Zone.CONFIRM
        how_sure = confidence(choice.evidence, CONFIRM_AT, ACCEPT_AT)
        return Answer(vocabulary.phrases[phrase], " ".join(phrase), zone, zone is Zone.ACCEPT, how_sure)

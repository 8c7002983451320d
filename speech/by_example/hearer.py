"""A language by a handful of recorded voices (rules V21, V22)."""

from collections.abc import Container, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from speech.by_example import taught
from speech.by_example.choice import Words
from speech.by_example.embedding import Network
from speech.by_example.example import heard
from speech.convert import Samples
from speech.judge import Answer
from speech.ports import Grammar, Zone
from speech.vocabulary import Vocabulary, normal

ACCEPT_AT, CONFIRM_AT = 2.0, -1.0
"""Least evidence of each zone, measured with people who were not among the examples (README)."""
MOST_OPTIONS = 4
"""Of a question's own; with ALWAYS six words are live at most, because more are told apart less well (study: 94 % of
six, 91 % of ten)."""
ALWAYS = ("@person", "@again")
"""The words of every question that are live beside its own; the others are keys."""
Phrase = tuple[str, ...]


class ExampleHearer:
    """`speech.hearer.Hearer`."""

    def __init__(self, folder: Path) -> None:
        """Load; takes a second and 60 MB. Raises ModelBroken."""
        lesson = taught.load(folder)
        self._words = Words(lesson.examples)
        self._labels = {normal(word): word for word in lesson.passed}
        self._network = Network()

    def knows(self, word: str) -> bool:
        """Any: a word that nobody recorded is no mistake of spelling, it is only never live."""
        return bool(word)

    def vocabulary(self, grammar: Grammar) -> Vocabulary:
        """One phrase an option, of those that were taught and passed; a question's own options all or none."""
        plain = Vocabulary.of(grammar)
        names = tuple(name for name, _ in grammar.options)
        return replace(plain, phrases=dict(_few(plain.phrases, names, self._labels)))

    def answer(self, vocabulary: Vocabulary, sound: Samples) -> Answer | None:
        """The nearest option, as far as enough speaks for it; never surely where it would be a consent: its key is."""
        if not vocabulary.phrases:
            return None
        live = {self._labels[phrase]: phrase for phrase in vocabulary.phrases}
        choice = self._words.choose(heard(self._network, sound), tuple(live))
        if choice.evidence < CONFIRM_AT:
            return None
        phrase = live[choice.word]
        sure = choice.evidence >= ACCEPT_AT and not vocabulary.strict
        return Answer(vocabulary.phrases[phrase], " ".join(phrase), Zone.ACCEPT if sure else Zone.CONFIRM, whole=sure)


def _few(
    phrases: Mapping[Phrase, str], names: tuple[str, ...], labels: Container[Phrase]
) -> Iterator[tuple[Phrase, str]]:
    """Half a menu would be worse than none: a caller who says the other half is never heard."""
    first: dict[str, Phrase] = {}
    for phrase, option in phrases.items():
        if phrase in labels:
            first.setdefault(option, phrase)
    own = [name for name in names if not name.startswith("@")][:MOST_OPTIONS]
    whole = own if all(name in first for name in own) else []
    for option in (*whole, *(name for name in ALWAYS if name in first)):
        yield first[option], option

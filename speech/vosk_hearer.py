"""A language by its Vosk model: options against decoys (rule V21)."""

from pathlib import Path

from speech.convert import Samples
from speech.decoys import HESITATIONS, decoys
from speech.judge import Answer, judge
from speech.ports import Grammar
from speech.vocabulary import Vocabulary
from speech.vosk_recogniser import VoskModel


class VoskHearer:
    """`speech.hearer.Hearer`."""

    def __init__(self, language: str, folder: Path) -> None:
        """Load; takes seconds and hundreds of megabytes. Raises ModelBroken."""
        self._model = VoskModel(folder)
        self.knows = self._model.knows
        self._decoys = tuple(filter(self.knows, decoys(language)))
        self._hesitations = tuple(filter(self.knows, HESITATIONS.get(language, ())))

    def vocabulary(self, grammar: Grammar) -> Vocabulary:
        """Phrases whose every word the model knows, beside decoys that sound like none of them."""
        return Vocabulary.of(grammar).known(self.knows).beside(self._decoys, self._hesitations)

    def answer(self, vocabulary: Vocabulary, sound: Samples) -> Answer | None:
        """One option that explains the sound better than the decoys do."""
        return judge(vocabulary, self._model.decode(vocabulary, sound))

"""A language by its Vosk model: options among decoys, weighed as measured with this model (rule V21)."""

from pathlib import Path

from speech import calibration
from speech.convert import Samples
from speech.decoys import HESITATIONS, decoys
from speech.evidence import Candidate, candidate
from speech.judge import Answer, judge
from speech.loudness import loudness
from speech.ports import Grammar
from speech.vocabulary import Vocabulary
from speech.vosk_recogniser import VoskModel


class VoskHearer:
    """`speech.hearer.Hearer`."""

    def __init__(self, language: str, folder: Path) -> None:
        """Load; takes seconds and hundreds of megabytes. Raises ModelBroken."""
        self._model = VoskModel(folder)
        self._calibration = calibration.of_model(language, folder)
        self.knows = self._model.knows
        self._decoys = tuple(filter(self.knows, decoys(language)))
        self._hesitations = tuple(filter(self.knows, HESITATIONS.get(language, ())))

    def vocabulary(self, grammar: Grammar) -> Vocabulary:
        """Phrases whose every word the model knows, beside decoys that sound like none of them.

        A row of digits has no decoys: each digit would have to win against all of them, and the row is read back.
        """
        decoys = () if grammar.digits else self._decoys
        return Vocabulary.of(grammar).known(self.knows).beside(decoys, self._hesitations)

    def candidate(self, vocabulary: Vocabulary, sound: Samples) -> Candidate | None:
        """Which option it may be, and what speaks for it."""
        return candidate(vocabulary, self._model.readings(vocabulary, sound), loudness(sound))

    def answer(self, vocabulary: Vocabulary, sound: Samples) -> Answer | None:
        """One option, alone or in a sentence, for which enough speaks."""
        return judge(vocabulary, self.candidate(vocabulary, sound), self._calibration)

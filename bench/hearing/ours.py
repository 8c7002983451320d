"""The line's own ears, as a call has them. The only file of the bench that knows which recogniser that is."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from speech.convert import Samples
from speech.evidence import Candidate
from speech.listener import Listener
from speech.ports import Grammar, Heard, HearingEvent, Unclear
from speech.vad import SpeechDetector
from speech.vosk_hearer import VoskHearer
from speech.worker import load

Hear = Callable[[bytes], HearingEvent | None]
"""What one utterance (mu-law, with the rests around it) was heard as; None where nothing was noticed."""


class Ours:
    """One language's model in memory."""

    def __init__(self, language: str, folder: Path) -> None:
        self._hearer = load(language, folder)
        self._detector = SpeechDetector()

    def at(self, grammar: Grammar) -> Hear:
        """Ears for one question."""
        make = self._listener(grammar)

        def hear(mulaw: bytes) -> HearingEvent | None:
            ends = (event for event in make().hear(mulaw) if isinstance(event, Heard | Unclear))
            return next(ends, None)

        return hear

    def _listener(self, grammar: Grammar) -> Callable[[], Listener]:
        vocabulary = self._hearer.vocabulary(grammar)

        def make() -> Listener:
            self._detector.reset()
            understand = partial(self._hearer.answer, vocabulary)
            return Listener(vocabulary.patience(grammar.patience), self._detector, understand)

        return make

    def weighed(self, grammar: Grammar, mulaw: bytes) -> Candidate | None:
        """Which option one utterance may be, and what speaks for it, whatever that is worth."""
        if not isinstance(self._hearer, VoskHearer):
            raise TypeError("only a model is calibrated")
        hearer, vocabulary = self._hearer, self._hearer.vocabulary(grammar)
        found: list[Candidate | None] = []

        def look(sound: Samples) -> None:
            found.append(hearer.candidate(vocabulary, sound))

        self._detector.reset()
        for _ in Listener(vocabulary.patience(grammar.patience), self._detector, look).hear(mulaw):
            pass
        return found[-1] if found else None

    def over_prompt(self, grammar: Grammar, prompt: bytes, caller: bytes) -> tuple[HearingEvent, ...]:
        """Everything that is told while and after the line plays a prompt (mu-law); both begin together."""
        listener = self._listener(grammar)()
        spoken = len(prompt)
        return (*listener.hear(caller[:spoken], prompt[: len(caller)]), *listener.hear(caller[spoken:]))

    def after_prompt(self, grammar: Grammar, prompt: bytes, caller: bytes) -> HearingEvent | None:
        """What is heard where the line does not listen before its prompt is over."""
        return self.at(grammar)(caller[len(prompt) :])

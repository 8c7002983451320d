"""The line's own ears, as a call has them. The only file of the bench that knows which recogniser that is."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from ivr.call.asked import likely
from speech.convert import Samples
from speech.evidence import Candidate
from speech.listener import Listener
from speech.ports import FRAME_BYTES, Grammar, Heard, HearingEvent, Unclear
from speech.vad import SpeechDetector
from speech.vosk_hearer import VoskHearer
from speech.worker import load

PIECE = 5 * FRAME_BYTES
"""Given at once, as by `ivr.call.overhearing`."""
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
        """Everything that counts while and after the line plays a prompt (mu-law); both begin together."""
        make, told = self._listener(grammar), list[HearingEvent]()
        listener = make()
        for at in range(0, min(len(prompt), len(caller)), PIECE):
            said = prompt[at : min(at + PIECE, len(caller))]
            for event in listener.hear(caller[at : at + len(said)], said):
                if isinstance(event, Heard) and not likely(event):
                    listener = make()  # as the call does: whatever is said next is heard as well
                else:
                    told.append(event)
        return (*told, *listener.hear(caller[len(prompt) :]))

    def after_prompt(self, grammar: Grammar, prompt: bytes, caller: bytes) -> HearingEvent | None:
        """What is heard where the line does not listen before its prompt is over."""
        return self.at(grammar)(caller[len(prompt) :])

"""One language of a question being heard; who wants to know can change while it is heard."""

from collections.abc import Callable

from speech.ports import Grammar, HearingEvent, Recogniser


class Ear:
    """Open from its making; `take` is called with the events of its stream."""

    def __init__(self, ears: Recogniser, grammar: Grammar, take: Callable[[HearingEvent], None]) -> None:
        """Raises LanguageDeaf."""
        self.language = grammar.language
        self.grammar = grammar
        self.take = take
        self._stream = ears.open(grammar, self._event)

    def _event(self, event: HearingEvent) -> None:
        self.take(event)

    def feed(self, mulaw: bytes, said: bytes = b"") -> None:
        """The caller's sound, and what the line said meanwhile."""
        self._stream.feed(mulaw, said)

    def close(self) -> None:
        """Stop; nothing is told after it. Idempotent."""
        self._stream.close()
        self.take = _nobody


def _nobody(_: HearingEvent) -> None:
    """A stream outlives its question a little; whoever asked is forgotten."""

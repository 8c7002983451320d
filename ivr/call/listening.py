"""One Listen: a no-input clock and the ears of each language; where several hear something, the surest of them wins."""

import asyncio
from collections.abc import Callable

from flows.effects import Listen
from ivr.call.asked import OTHERS_S, NotSaid, Verdict, final, grammars, joined, surest
from ivr.call.ear import Ear
from ivr.call.overhearing import Begun, Overhearing
from ivr.call.ports import Words
from speech.ports import Deaf, Grammar, Heard, HearingEvent, LanguageDeaf, Lost, Recogniser, SpeechStarted, Unclear

LONGEST_SPEECH_S = 15.0
"""Seconds from the first sound to a verdict; the recogniser itself ends an utterance after 12 (rule V15)."""
EARLY_S = 2.0
"""Seconds after the question in which something better may come than what was unsurely said over it: an answer that
rests already when the question is over takes so long at most (rule V15)."""


class Listening:
    """Listens from its making until a verdict or `close`; `tell` is called once, never after close."""

    def __init__(
        self,
        listen: Listen,
        words: Words,
        ears: Recogniser,
        tell: Callable[[Verdict], None],
        over: Overhearing | None = None,
    ) -> None:
        """`over` has heard what was said over the question; it is taken over, or closed."""
        self._tell = tell
        self._over = False
        self._ears: list[Ear] = []
        self._open = 0
        self._answers: list[Heard] = []
        self._early: list[Heard] = []
        self._clock = self._after(listen.no_input_ms / 1000, NotSaid("silence"))
        asked = grammars(listen, words, ears.languages)
        begun = over.hand_over(asked) if over else {}
        for grammar in asked:
            self._start(ears, grammar, begun.get(grammar.language))
        if self._answers:
            self._wait_for_others()
        elif self._early:
            self._wait(EARLY_S, NotSaid("silence"))
        elif asked and not self._ears:
            asyncio.get_running_loop().call_soon(self._end, NotSaid("deaf"))

    def _start(self, ears: Recogniser, grammar: Grammar, begun: Begun | None) -> None:
        if begun and begun.answer:
            self._take_over(begun.answer)
        if begun and begun.ear:
            begun.ear.take = self._event
            self._listen_with(begun.ear)
            if begun.started:
                self._event(SpeechStarted())
        elif not (begun and begun.answer and final(begun.answer)):
            try:
                self._listen_with(Ear(ears, grammar, self._event))
            except LanguageDeaf:
                return  # another language of the question may be heard

    def _listen_with(self, ear: Ear) -> None:
        self._ears.append(ear)
        self._open += 1

    def _take_over(self, answer: Heard) -> None:
        """What was surely said over the question is an answer; beside anything else one waits for something better."""
        if final(answer):
            self._answers.append(answer)
        else:
            self._early.append(answer)

    def _wait_for_others(self) -> None:
        self._clock.cancel()
        loop = asyncio.get_running_loop()
        self._clock = loop.call_later(OTHERS_S, self._decide) if self._open else loop.call_later(0, self._decide)

    def _wait(self, seconds: float, verdict: NotSaid) -> None:
        self._clock.cancel()
        self._clock = self._after(seconds, verdict)

    def _after(self, seconds: float, verdict: Verdict) -> asyncio.TimerHandle:
        return asyncio.get_running_loop().call_later(seconds, self._end, verdict)

    def feed(self, mulaw: bytes) -> None:
        """The caller's sound."""
        for ear in self._ears:
            ear.feed(mulaw)

    def _event(self, event: HearingEvent) -> None:
        if self._over:
            return
        match event:
            case SpeechStarted() if not self._answers:
                self._wait(LONGEST_SPEECH_S, NotSaid("unclear"))
            case Heard():
                self._answers.append(joined(self._early[0] if self._early else None, event))
                self._early.clear()
                self._wait_for_others()
                self._one_less(NotSaid("unclear"))
            case Unclear():
                self._one_less(NotSaid("unclear"))
            case Lost():
                self._one_less(NotSaid("lost"))
            case Deaf():
                self._one_less(NotSaid("deaf"))

    def _one_less(self, verdict: NotSaid) -> None:
        self._open -= 1
        if self._open <= 0 and self._answers:
            self._decide()
        elif self._open <= 0:
            self._end(verdict)

    def _decide(self) -> None:
        self._end(surest(self._answers))

    def _end(self, verdict: Verdict) -> None:
        """Where nothing better came, what was said over the question is the answer."""
        if not self._over:
            if self._early and isinstance(verdict, NotSaid):
                verdict = surest(self._early)
            self.close()
            self._tell(verdict)

    def close(self) -> None:
        """Stop without a verdict. Idempotent."""
        self._over = True
        self._clock.cancel()
        self._answers, self._early = [], []
        for ear in self._ears:
            ear.close()

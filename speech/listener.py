"""One question being listened to: windows of sound in, hearing events out. Knows no clock, no thread, no engine."""

from collections import deque
from collections.abc import Callable, Iterator
from typing import Protocol

import numpy as np

from speech.convert import Samples
from speech.echo import EchoCanceller
from speech.endpoint import LOOK_MS, Endpoint, Next
from speech.judge import Answer
from speech.ports import Heard, HearingEvent, Patience, SpeechStarted, Unclear
from speech.vad import WINDOW_MS
from speech.windows import Window, Windows

PRE_ROLL = 10
"""Windows kept from before speech was noticed (320 ms), so that no first sound is lost."""
START_WINDOWS = 2
"""Windows of speech in a row that are a start and not a click (64 ms)."""


class Detector(Protocol):
    """Tells speech from the rest."""

    def speech(self, window: Samples) -> bool:
        """Whether these 256 samples at 8000 Hz are speech."""


Understand = Callable[[Samples], Answer | None]
"""Which option a piece of sound at 8000 Hz is; None where it is none of them."""


OWN, PERHAPS = 0.7, 0.4
"""Of an answer's energy that the line's own voice explains, from which on it is its echo, or may be: of echoes 0.99 and
more (0.85 through GSM twice), of callers over an echo 20 dB under the prompt 0.2 and less (measured)."""


class Listener:
    """Ends after one Heard or Unclear. Over the prompt only a Heard is told (`ports.HearingStream`)."""

    def __init__(self, patience: Patience, detector: Detector, understand: Understand) -> None:
        self._detector = detector
        self._understand = understand
        self._patience = patience
        self._windows = Windows()
        self._echo = EchoCanceller()
        self._before: deque[Samples] = deque(maxlen=PRE_ROLL)
        self._utterance: list[Samples] = []
        self._endpoint: Endpoint | None = None
        self._told = False
        self._looked = False
        self._answer: Answer | None = None
        self._speech_windows = 0
        self.ended = False

    @property
    def in_speech(self) -> bool:
        """Whether an answer has begun and is not over: from here missing sound must count as silence."""
        return self._endpoint is not None and not self.ended

    def hear(self, mulaw: bytes, said: bytes = b"") -> Iterator[HearingEvent]:
        """Take sound, mu-law at 8000 Hz, and what the line said in it, as long or nothing.

        What is left over of a window waits for the next call.
        """
        for window in self._windows.cut(mulaw, said):
            if not self.ended:
                yield from self._window(window)

    def _window(self, window: Window) -> Iterator[HearingEvent]:
        caller = self._echo.hear(window.caller, window.said)
        speech = self._detector.speech(caller)
        if self._endpoint is None:
            self._wait(caller, speech)
            yield from self._tell(window.over)
            return
        self._utterance.append(caller)
        if speech:
            self._looked, self._answer = False, None
        step = self._endpoint.advance(WINDOW_MS, speech, self._answer is not None and self._answer.whole)
        yield from self._tell(window.over)
        yield from self._go(step)

    def _wait(self, window: Samples, speech: bool) -> None:
        self._before.append(window)
        self._speech_windows = self._speech_windows + 1 if speech else 0
        if self._speech_windows >= START_WINDOWS:
            self._utterance = list(self._before)
            self._endpoint = Endpoint(self._patience)

    def _tell(self, over: bool) -> Iterator[HearingEvent]:
        """That somebody speaks, once the line does not; an answer that rests already is left to its end."""
        if self._endpoint is None or self._told or over or self._endpoint.silence_ms >= LOOK_MS:
            return
        own = self._own()
        if own > OWN:
            self._pass()
        elif own <= PERHAPS:
            self._told = True
            yield SpeechStarted()

    def _go(self, step: Next) -> Iterator[HearingEvent]:
        if self._endpoint is None or step is Next.WAIT:
            return
        if not self._looked and step is not Next.TAKE:
            self._looked = True
            if not self._told and self._own() > OWN:
                self._pass()
                return
            self._answer = self._understand(self._sound())
        if step is not Next.LOOK:
            yield from self._end()

    def _end(self) -> Iterator[HearingEvent]:
        if self._answer is None and not self._told:
            self._pass()
            return
        self.ended = True
        self._utterance.clear()
        answer = self._answer
        yield Heard(answer.option, answer.phrase, answer.zone, answer.confidence) if answer else Unclear()

    def _own(self) -> float:
        """How much of this is the line's own voice that came back."""
        return self._echo.share(len(self._utterance))

    def _sound(self) -> Samples:
        """All of the answer; the echo in what came before it was known is out of it too."""
        sound = np.concatenate(self._utterance)
        if not self._echo.idle:
            clean = self._echo.clean(len(self._utterance))
            sound[len(sound) - len(clean) :] = clean
        return sound

    def _pass(self) -> None:
        """It was nothing; the next is waited for, with the end of this as what came before it."""
        self._before.extend(self._utterance[-PRE_ROLL:])
        self._utterance = []
        self._endpoint, self._answer = None, None
        self._told = self._looked = False
        self._speech_windows = 0

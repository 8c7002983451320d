"""One question being listened to: windows of sound in, hearing events out. Knows no clock, no thread, no engine."""

from collections import deque
from collections.abc import Callable, Iterator
from typing import Protocol

import numpy as np

from speech.convert import Samples, mulaw_samples
from speech.endpoint import Endpoint, Next
from speech.judge import Answer
from speech.ports import Heard, HearingEvent, Patience, SpeechStarted, Unclear
from speech.vad import WINDOW, WINDOW_MS

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


class Listener:
    """Ends after one Heard or Unclear."""

    def __init__(self, patience: Patience, detector: Detector, understand: Understand) -> None:
        self._detector = detector
        self._understand = understand
        self._patience = patience
        self._rest: Samples = np.zeros(0, np.int16)
        self._before: deque[Samples] = deque(maxlen=PRE_ROLL)
        self._utterance: list[Samples] = []
        self._endpoint: Endpoint | None = None
        self._looked = False
        self._answer: Answer | None = None
        self._speech_windows = 0
        self.ended = False

    @property
    def in_speech(self) -> bool:
        """Whether an answer has begun and is not over: from here missing sound must count as silence."""
        return self._endpoint is not None and not self.ended

    def hear(self, mulaw: bytes) -> Iterator[HearingEvent]:
        """Take sound, mu-law at 8000 Hz; what is left over of a window waits for the next call."""
        sound = np.concatenate([self._rest, mulaw_samples(mulaw)])
        whole = len(sound) - len(sound) % WINDOW
        self._rest = sound[whole:]
        for start in range(0, whole, WINDOW):
            if not self.ended:
                yield from self._window(sound[start : start + WINDOW])

    def _window(self, window: Samples) -> Iterator[HearingEvent]:
        speech = self._detector.speech(window)
        if self._endpoint is None:
            yield from self._wait(window, speech)
            return
        self._utterance.append(window)
        if speech:
            self._looked, self._answer = False, None
        yield from self._go(self._endpoint.advance(WINDOW_MS, speech, self._answer is not None and self._answer.whole))

    def _wait(self, window: Samples, speech: bool) -> Iterator[HearingEvent]:
        self._before.append(window)
        self._speech_windows = self._speech_windows + 1 if speech else 0
        if self._speech_windows >= START_WINDOWS:
            self._utterance = list(self._before)
            self._endpoint = Endpoint(self._patience)
            yield SpeechStarted()

    def _go(self, step: Next) -> Iterator[HearingEvent]:
        if step is Next.LOOK or (step is Next.END and not self._looked):
            self._looked = True
            self._answer = self._understand(np.concatenate(self._utterance))
        if step in {Next.TAKE, Next.END}:
            self.ended = True
            self._utterance.clear()
            answer = self._answer
            yield Heard(answer.option, answer.phrase, answer.zone, answer.confidence) if answer else Unclear()

"""One question as the line sees it: it waits for a worker, is opened there, and ends with exactly one event."""

import asyncio
from collections.abc import Callable

from speech.endpoint import MAX_UTTERANCE_MS
from speech.ports import Deaf, HearingEvent, SpeechStarted
from speech.wire import Kind, Message, with_sound
from speech.worker_process import WorkerProcess

STUCK_S = MAX_UTTERANCE_MS / 1000 + 5
"""Seconds after the start of speech in which there must be an answer; else the worker is stuck and is killed."""
OPENED_S = 5.0
"""Seconds in which a worker must say that it opened a question; its reading thread does that however much it hears."""
WAIT_S = 6.0
"""Seconds a question waits for a model that is being loaded; less than any no-input time of the flows (rule V13)."""


class EarsStream:
    """HearingStream of one question; `opening` is the message that opens it at a worker."""

    def __init__(self, number: int, opening: Message, tell: Callable[[HearingEvent], None]) -> None:
        self._number = number
        self._opening = opening
        self._tell = tell
        self._early: list[Message] = []
        self._clock = self._after(WAIT_S, lambda: self.take(Deaf()))
        self.worker: WorkerProcess | None = None
        self.open = True

    def begin(self, worker: WorkerProcess) -> None:
        """This worker hears it, with all the sound that came before."""
        self.worker = worker
        self._clock.cancel()
        self._clock = self._after(OPENED_S, worker.kill)
        worker.send(self._opening)
        for sound in self._early:
            worker.send(sound)
        self._early.clear()

    def feed(self, mulaw: bytes, said: bytes = b"") -> None:
        """Pass sound on to the worker, or keep it for the one that is being loaded."""
        sound = with_sound(self._number, mulaw, said)
        if self.open and self.worker is None:
            self._early.append(sound)
        elif self.open and self.worker is not None:
            self.worker.send(sound)

    def close(self) -> None:
        """Stop listening."""
        if self.open:
            self.open = False
            self._early.clear()
            if self.worker is not None:
                self.worker.send(Message(Kind.CLOSE, self._number))
        self._clock.cancel()
        self._tell = _untold

    def opened(self) -> None:
        """The worker is there and listens."""
        self._clock.cancel()

    def take(self, event: HearingEvent) -> None:
        """Tell what happened; the last event closes the stream."""
        if not self.open:
            return
        tell = self._tell
        if isinstance(event, SpeechStarted):
            self._clock.cancel()
            if self.worker is not None:
                self._clock = self._after(STUCK_S, self.worker.kill)
        else:
            self.close()
        tell(event)

    @staticmethod
    def _after(seconds: float, do: Callable[[], None]) -> asyncio.TimerHandle:
        return asyncio.get_running_loop().call_later(seconds, do)


def _untold(_: HearingEvent) -> None:
    """A closed stream is known for a while; whoever asked is forgotten."""

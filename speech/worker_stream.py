"""One question inside a worker: its sound waits in a queue and is heard in order on the pool's threads."""

import threading
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from itertools import takewhile
from typing import NamedTuple, Protocol

from speech.convert import MULAW_SILENCE
from speech.ports import FRAME_BYTES, FRAME_MS, Heard, HearingEvent, SpeechStarted
from speech.vad import SpeechDetector
from speech.wire import Kind, Message, with_data

MAX_WAITING = 400_000
"""Bytes of sound (50 s) that may wait; more is no caller."""
LATE_S = 6.0
"""Seconds that sound may wait; then the question is for keys, before its no-input time passes unheard."""
MISSING_S = 0.2
"""Seconds without sound in the middle of an answer after which it counts as silence: phones may send none."""


class Detectors:
    """Speech detectors, kept for the next stream."""

    def __init__(self, make: Callable[[], SpeechDetector]) -> None:
        self._make = make
        self._free: list[SpeechDetector] = [make()]

    def take(self) -> SpeechDetector:
        """A detector that has forgotten whoever it heard before."""
        try:
            detector = self._free.pop()
        except IndexError:
            return self._make()
        detector.reset()
        return detector

    def give(self, detector: SpeechDetector) -> None:
        """Give a detector back."""
        self._free.append(detector)


class Listens(Protocol):
    """Words of a question, or any sound."""

    @property
    def in_speech(self) -> bool:
        """Whether missing sound must count as silence now."""

    def hear(self, mulaw: bytes, said: bytes, /) -> Iterator[HearingEvent]:
        """Take sound, and what the line said in it, as long or nothing; events as of `ports.HearingStream`."""


class _Waiting(NamedTuple):
    mulaw: bytes
    said: bytes
    since: float
    """Monotonic seconds."""


class WorkerStream:
    """Made and fed on the reading thread; hears on the pool, one thread at a time."""

    def __init__(
        self,
        number: int,
        begin: Callable[[SpeechDetector], Listens],
        detectors: Detectors,
        pool: Executor,
        send: Callable[[Message], None],
    ) -> None:
        self._number = number
        self._make = begin
        self._detectors = detectors
        self._pool = pool
        self._send = send
        self._lock = threading.Lock()
        self._waiting: deque[_Waiting] = deque()
        self._running = False
        self._closed = False
        self._heard_at = 0.0
        self._over = False
        self._listener: Listens | None = None
        self._detector: SpeechDetector | None = None

    def sound(self, mulaw: bytes, said: bytes, now: float) -> None:
        """Queue sound that came at `now` (monotonic seconds), and what the line said in it, as long or nothing."""
        self._heard_at = now
        self._over = bool(said)
        with self._lock:
            self._waiting.append(_Waiting(mulaw, said, now))
            too_much = sum(len(each.mulaw) for each in self._waiting) > MAX_WAITING
        if too_much:
            self._end(Message(Kind.FULL, self._number))
        self._schedule()

    def late(self, now: float) -> float:
        """Seconds that the oldest sound which was not heard yet has waited."""
        with self._lock:
            return now - self._waiting[0].since if self._waiting and not self._closed else 0.0

    def look(self, now: float) -> None:
        """Every tick: an answer ends although the phone sends nothing, and nobody waits for ever for a full pool."""
        if self.late(now) > LATE_S:
            self._end(Message(Kind.FULL, self._number))
        self._fill(now)

    def _fill(self, now: float) -> None:
        """Put silence where sound should have come."""
        listener = self._listener
        missing = now - self._heard_at
        if listener is None or not listener.in_speech or missing < MISSING_S:
            return
        silence = MULAW_SILENCE * FRAME_BYTES * (int(missing * 1000) // FRAME_MS)
        self.sound(silence, silence if self._over else b"", now)

    def close(self) -> None:
        """Stop; nothing is sent after this returns, save what is being sent now."""
        with self._lock:
            self._closed = True
            self._waiting.clear()
        self._schedule()

    def _schedule(self) -> None:
        with self._lock:
            if self._running:
                return
            self._running = True
        self._pool.submit(self._work).add_done_callback(self._failed)

    def _failed(self, work: Future[None]) -> None:
        if work.exception() is not None:  # our bug must not leave the caller waiting
            self._end(Message(Kind.LOST, self._number))

    def _work(self) -> None:
        while (sound := self._next()) is not None:
            if self._listener is None:
                self._listener = self._begin()
            self._hear(self._listener, *sound)

    def _next(self) -> tuple[bytes, bytes] | None:
        """All that waits and is alike: over the prompt, or not."""
        with self._lock:
            if self._waiting and not self._closed:
                over = bool(self._waiting[0].said)
                alike = list(takewhile(lambda each: bool(each.said) == over, self._waiting))
                for _ in alike:
                    self._waiting.popleft()
                return b"".join(each.mulaw for each in alike), b"".join(each.said for each in alike)
            self._running = False
            if self._closed:
                self._give_back()
            return None

    def _begin(self) -> Listens:
        self._detector = self._detectors.take()
        return self._make(self._detector)

    def _hear(self, listener: Listens, mulaw: bytes, said: bytes) -> None:
        for event in listener.hear(mulaw, said):
            if isinstance(event, SpeechStarted):
                self._send(Message(Kind.STARTED, self._number))
            else:
                self._end(_message(self._number, event))

    def _end(self, message: Message) -> None:
        with self._lock:
            if self._closed:
                return
            self._closed = True
            self._waiting.clear()
        self._send(message)

    def _give_back(self) -> None:
        if self._detector is not None:
            self._detectors.give(self._detector)
            self._detector = None


def _message(number: int, event: HearingEvent) -> Message:
    if isinstance(event, Heard):
        return with_data(Kind.HEARD, number, (event.option, event.phrase, event.zone, event.confidence))
    return Message(Kind.UNCLEAR, number)

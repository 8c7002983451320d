"""Sound that waits in a worker, with what the line said in it; without any process or model."""

from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speech.convert import MULAW_SILENCE
from speech.ports import FRAME_BYTES, HearingEvent, SpeechStarted
from speech.vad import SpeechDetector
from speech.wire import Kind, Message, sound_of, with_sound
from speech.worker_stream import MISSING_S, Detectors, WorkerStream

FRAME = b"\x80" * FRAME_BYTES
LINE = b"\x20" * FRAME_BYTES


class Later(Executor):
    """Nobody works until the test says so."""

    def __init__(self) -> None:
        self._work: list[Callable[[], None]] = []

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        self._work.append(lambda: future.set_result(fn(*args, **kwargs)))
        return future

    def work(self) -> None:
        while self._work:
            self._work.pop(0)()


class Ears:
    """Somebody speaks all the time."""

    in_speech = True

    def __init__(self) -> None:
        self.heard: list[tuple[bytes, bytes]] = []

    def hear(self, mulaw: bytes, said: bytes, /) -> Iterator[HearingEvent]:
        self.heard.append((mulaw, said))
        yield SpeechStarted()


class House:
    """One stream and what it sent."""

    def __init__(self) -> None:
        self.pool, self.ears = Later(), Ears()
        self.sent: list[Message] = []
        detectors = Detectors(SpeechDetector)
        self.stream = WorkerStream(7, lambda _: self.ears, detectors, self.pool, self.sent.append)


@pytest.fixture
def house() -> House:
    return House()


def test_what_waits_is_joined_as_long_as_it_is_alike(house: House) -> None:
    for said in (b"", b"", LINE, LINE, LINE, b""):
        house.stream.sound(FRAME, said, 0.0)
    house.pool.work()
    assert house.ears.heard == [(FRAME * 2, b""), (FRAME * 3, LINE * 3), (FRAME, b"")]
    assert house.sent == [Message(Kind.STARTED, 7)] * 3


def test_what_waits_is_late_since_the_oldest_came(house: House) -> None:
    house.stream.sound(FRAME, LINE, 1.0)
    house.stream.sound(FRAME, b"", 2.0)
    assert house.stream.late(4.0) == 3.0
    house.pool.work()
    assert house.stream.late(4.0) == 0.0


@pytest.mark.parametrize("said", [b"", LINE])
def test_missing_sound_is_silence_and_over_the_prompt_it_stays_over_it(house: House, said: bytes) -> None:
    house.stream.sound(FRAME, said, 1.0)
    house.pool.work()
    house.stream.look(1.0 + MISSING_S + 0.011)
    house.pool.work()
    silence = MULAW_SILENCE * FRAME_BYTES * 10
    assert house.ears.heard[1:] == [(silence, silence if said else b"")]


@given(st.binary(min_size=1, max_size=700), st.binary(max_size=900))
def test_sound_over_the_wire_is_the_same(mulaw: bytes, said: bytes) -> None:
    """What was said is cut, or filled with silence, to the length of the caller's sound."""
    message = with_sound(3, mulaw, said)
    came, beside = sound_of(Message(message.kind, message.stream, message.payload))
    assert came == mulaw
    assert beside == ((said + MULAW_SILENCE * len(mulaw))[: len(mulaw)] if said else b"")

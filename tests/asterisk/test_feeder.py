"""Chunks, marks and silence, without a socket or a clock."""

from collections import deque

from hypothesis import given
from hypothesis import strategies as st

from ivr.asterisk.feeder import CHUNK, CHUNKS_AHEAD, FRAME, SILENCE, Feeder, Flush, Mark, Message

LOUD = b"\x10"
QUEUE = 900 * FRAME
"""Asterisk asks to stop at 900 frames (MEDIA_XOFF)."""


class Asterisk:
    """The other end: a queue that gives marks back in order."""

    def __init__(self, feeder: Feeder) -> None:
        self.feeder = feeder
        self.queue: deque[bytes | Mark] = deque()
        self.heard = b""
        self.played: list[int] = []
        self.deepest = 0

    def take(self, messages: list[Message]) -> None:
        for message in messages:
            if isinstance(message, Flush):
                self.queue.clear()
            else:
                self.queue.append(message)
        self.deepest = max(self.deepest, sum(len(sound) for sound in self.queue if isinstance(sound, bytes)))

    def send_one(self) -> None:
        """Send the next thing to the caller; give a mark back."""
        thing = self.queue.popleft()
        if isinstance(thing, bytes):
            self.heard += thing
            return
        messages, played = self.feeder.marked(thing.name)
        self.take(messages)
        if played is not None:
            self.played.append(played)

    def send(self, things: int) -> None:
        for _ in range(things):
            self.send_one()


def started() -> Asterisk:
    feeder = Feeder()
    asterisk = Asterisk(feeder)
    asterisk.take(feeder.start())
    return asterisk


def test_silence_never_ends() -> None:
    asterisk = started()
    asterisk.send(100)
    assert set(asterisk.heard) == {0xFF}
    assert len(asterisk.heard) == 50 * len(SILENCE)
    assert asterisk.deepest <= 2 * len(SILENCE)


@given(st.integers(0, 3000))
def test_a_play_is_sent_whole_then_told_then_silence(frames: int) -> None:
    asterisk = started()
    asterisk.take(asterisk.feeder.play(7, LOUD * FRAME * frames))
    while not asterisk.played:
        asterisk.send_one()
    assert asterisk.heard.strip(b"\xff") == LOUD * FRAME * frames
    assert asterisk.played == [7]
    asterisk.send(20)
    assert asterisk.played == [7]
    assert asterisk.deepest <= QUEUE


def test_silence_is_queued_before_a_play_ends_so_that_no_packet_is_missing() -> None:
    asterisk = started()
    asterisk.take(asterisk.feeder.play(1, LOUD * CHUNK))
    asterisk.send_one()
    assert [thing for thing in asterisk.queue if isinstance(thing, bytes)] == [SILENCE, SILENCE]


def test_a_new_play_begins_with_a_flush_and_the_old_one_is_not_told() -> None:
    asterisk = started()
    asterisk.take(asterisk.feeder.play(1, LOUD * CHUNK * 10))
    asterisk.send(3)
    late = next(thing for thing in asterisk.queue if isinstance(thing, Mark))
    messages = asterisk.feeder.play(2, LOUD * FRAME)
    assert messages[0] == Flush()
    asterisk.take(messages)
    assert asterisk.feeder.marked(late.name) == ([], None)
    asterisk.send(4)
    assert asterisk.played == [2]


def test_stop_flushes_once() -> None:
    asterisk = started()
    assert asterisk.feeder.stop() == []
    asterisk.take(asterisk.feeder.play(1, LOUD * CHUNK * 10))
    stopping = asterisk.feeder.stop()
    assert stopping[:2] == [Flush(), SILENCE]
    assert asterisk.feeder.stop() == []
    asterisk.take(stopping)
    asterisk.send(50)
    assert asterisk.played == []
    assert LOUD not in asterisk.heard


def test_on_a_new_socket_what_was_not_heard_is_sent_again() -> None:
    asterisk = started()
    sound = bytes(1 + chunk for chunk in range(6) for _ in range(CHUNK))
    asterisk.take(asterisk.feeder.play(1, sound))
    while len(asterisk.heard) < 2 * CHUNK:
        asterisk.send_one()
    asterisk.send_one()
    asterisk.queue.clear()  # the socket is lost
    asterisk.heard = b""
    asterisk.take(asterisk.feeder.start())
    while not asterisk.played:
        asterisk.send_one()
    assert asterisk.heard == sound[2 * CHUNK :]


def test_only_a_few_chunks_are_under_way() -> None:
    feeder = Feeder()
    sounds = [message for message in feeder.play(1, LOUD * CHUNK * 50) if isinstance(message, bytes)]
    assert len(sounds) == CHUNKS_AHEAD

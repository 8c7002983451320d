import numpy as np
import pytest

from bench.caller.heard import Heard
from bench.caller.sound import RATE
from tests.support.caller_fixtures import babble, quiet, receive


def test_times_and_samples_agree() -> None:
    heard = Heard()
    receive(heard, quiet(1.0), at=100.0)
    assert heard.packets == 50
    assert heard.time_of(0) == 100.0
    assert heard.time_of(RATE // 2) == pytest.approx(100.5)
    assert heard.sample_at(100.5) == RATE // 2
    assert heard.sample_at(1.0) == 0
    assert heard.sample_at(999.0) == len(heard) == RATE


def test_where_no_packet_came_there_is_silence() -> None:
    heard = Heard()
    after = receive(heard, babble(1, 0.4), at=10.0)
    receive(heard, babble(1, 0.2), at=after + 1.0)
    assert len(heard) == round(1.6 * RATE)
    assert not heard.samples(round(0.4 * RATE), round(1.4 * RATE)).any()
    assert heard.time_of(round(1.4 * RATE)) == pytest.approx(11.4)


def test_jitter_leaves_no_hole() -> None:
    heard = Heard()
    heard.add(quiet(0.02).tobytes(), 10.0)
    heard.add(quiet(0.02).tobytes(), 10.06)
    heard.add(quiet(0.04).tobytes(), 10.08)
    assert len(heard) == round(0.08 * RATE)


def test_the_first_sound_is_the_packet_that_brought_it() -> None:
    heard = Heard()
    after = receive(heard, quiet(0.5), at=10.0)
    assert heard.first_sound() is None
    after = receive(heard, babble(1, 0.2), after)
    receive(heard, quiet(0.5), after)
    assert heard.first_sound() == pytest.approx(10.5)
    assert heard.last_sound() == pytest.approx(10.7, abs=0.005)
    assert heard.first_sound(since=10.9) is None


def test_packets_read_together_keep_their_distance() -> None:
    heard = Heard()
    heard.add(quiet(0.06).tobytes(), 10.04)
    assert heard.time_of(0) == pytest.approx(10.0)


def test_long_calls_are_heard_to_the_end() -> None:
    heard = Heard()
    for second in range(130):
        heard.add(np.full(RATE, second, dtype=np.int16).tobytes(), 10.0 + second + 0.98)
    assert len(heard) == 130 * RATE
    assert heard.samples(129 * RATE, 129 * RATE + 1)[0] == 129


def test_what_was_heard_cannot_be_changed() -> None:
    heard = Heard()
    receive(heard, quiet(0.1), at=10.0)
    with pytest.raises(ValueError, match="read-only"):
        heard.samples()[0] = 1

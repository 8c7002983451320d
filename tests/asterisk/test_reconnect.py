"""How long to wait before trying again."""

from itertools import islice

from hypothesis import given
from hypothesis import strategies as st

from ivr.asterisk.reconnect import FIRST_S, LONGEST_S, delays


@given(st.integers(1, 60))
def test_delays_double_up_to_the_longest_and_are_never_exact(tries: int) -> None:
    last = list(islice(delays(), tries))[-1]
    ceiling = min(LONGEST_S, FIRST_S * 2 ** (tries - 1))
    assert ceiling / 2 <= last <= ceiling


def test_two_lines_do_not_return_at_the_same_times() -> None:
    assert list(islice(delays(), 8)) != list(islice(delays(), 8))

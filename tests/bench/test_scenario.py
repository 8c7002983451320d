import numpy as np

from bench.caller.sound import RATE
from bench.scenario import BARGE_IN_S, FRAMES_AFTER_KEY, loudest_place
from tests.support.caller_fixtures import babble, quiet


def test_a_key_falls_where_the_prompt_has_no_pause() -> None:
    steady = np.full(RATE, 29000, dtype=np.int16)
    prompt = np.concatenate([babble(1, 1.5), quiet(0.3), babble(2, 0.5), steady, quiet(0.1), babble(3, 1.0)])
    place = loudest_place(prompt)
    assert round(2.3 * RATE) <= place <= round(3.3 * RATE) - FRAMES_AFTER_KEY * 160


def test_a_key_does_not_fall_into_the_beginning() -> None:
    assert loudest_place(np.full(4 * RATE, 5000, dtype=np.int16)) >= BARGE_IN_S * RATE


def test_a_short_prompt_is_interrupted_as_late_as_it_allows() -> None:
    assert loudest_place(babble(1, 0.6)) <= round(0.6 * RATE)

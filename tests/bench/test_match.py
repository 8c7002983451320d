import numpy as np
import pytest

from bench.caller.match import find, find_broken, find_whole, follows_until, opening
from bench.caller.sound import RATE
from tests.support.caller_fixtures import babble, over_the_phone, quiet

PROMPT = babble(1, 4.0)
OTHER = babble(2, 4.0)


def test_a_prompt_is_found_where_it_is() -> None:
    signal = over_the_phone(np.concatenate([quiet(0.5), OTHER, quiet(0.3), PROMPT, quiet(0.2)]))
    match = find(PROMPT[: RATE * 2], signal)
    assert match is not None
    assert match.start == round(4.8 * RATE)
    assert match.score > 0.98


def test_another_prompt_is_not_taken_for_it() -> None:
    assert find(PROMPT[:RATE], over_the_phone(np.concatenate([quiet(1), OTHER, quiet(1)]))) is None


def test_silence_is_nothing() -> None:
    assert find(PROMPT[:RATE], quiet(3)) is None
    assert find(PROMPT[:RATE], np.zeros(3 * RATE, dtype=np.int16)) is None
    assert find(PROMPT, PROMPT[:RATE]) is None


def test_loudness_does_not_matter() -> None:
    softer = (PROMPT.astype(np.float64) * 0.2).astype(np.int16)
    match = find(PROMPT[:RATE], over_the_phone(np.concatenate([quiet(1), softer])))
    assert match is not None
    assert match.start == RATE


@pytest.mark.parametrize("gap_ms", [0, 20, 100, 160])
def test_a_whole_prompt_may_have_a_gap(gap_ms: int) -> None:
    gap = np.zeros(gap_ms * RATE // 1000, dtype=np.int16)
    signal = over_the_phone(np.concatenate([quiet(0.4), PROMPT[:17000], gap, PROMPT[17000:], quiet(0.4)]))
    match = find_whole(PROMPT, signal)
    assert match is not None
    assert match.start == round(0.4 * RATE)
    assert match.end == pytest.approx(round(0.4 * RATE) + len(PROMPT) + len(gap), abs=RATE * 0.5)


def test_a_prompt_that_was_cut_is_not_whole() -> None:
    signal = over_the_phone(np.concatenate([quiet(0.4), PROMPT[: 2 * RATE], quiet(2)]))
    assert find_whole(PROMPT, signal) is None


@pytest.mark.parametrize("holes_at_ms", [(100,), (300, 700), (60, 460, 900)])
def test_an_opening_with_holes_is_found_where_it_begins(holes_at_ms: tuple[int, ...]) -> None:
    hole = np.zeros(480, dtype=np.int16)
    parts = np.split(PROMPT[: RATE * 2], [at * 8 // 160 * 160 for at in holes_at_ms])
    torn = np.concatenate([parts[0], *(piece for part in parts[1:] for piece in (hole, part))])
    match = find_broken(PROMPT[: RATE * 6 // 5], over_the_phone(np.concatenate([quiet(0.5), torn, quiet(0.5)])))
    assert match is not None
    assert match.start == pytest.approx(RATE // 2, abs=480 * len(holes_at_ms))


def test_a_sentence_that_begins_alike_is_not_taken_for_it() -> None:
    alike = np.concatenate([PROMPT[: round(0.7 * RATE)], OTHER])
    assert find_broken(PROMPT[: RATE * 6 // 5], over_the_phone(np.concatenate([quiet(0.5), alike]))) is None


def test_an_opening_begins_with_sound() -> None:
    first, offset = opening(np.concatenate([quiet(0.7), PROMPT]), 1.0)
    assert len(first) == RATE
    assert offset == pytest.approx(0.7 * RATE, abs=20)


def test_the_end_of_a_prompt_cut_by_silence_is_found() -> None:
    cut = 22 * 160  # in the middle of a syllable
    signal = over_the_phone(np.concatenate([quiet(0.2), PROMPT[:cut], quiet(1)]))
    assert follows_until(PROMPT, signal, 1600, 1600 + 1600) == 1600 + cut


def test_the_end_of_a_prompt_cut_by_another_is_found() -> None:
    cut = 22 * 160
    signal = over_the_phone(np.concatenate([quiet(0.2), PROMPT[:cut], OTHER]))
    assert follows_until(PROMPT, signal, 1600, 3200) == 1600 + cut


def test_a_lost_packet_is_not_the_end_of_a_prompt() -> None:
    cut = 60 * 160
    kept = np.concatenate([PROMPT[: 30 * 160], PROMPT[31 * 160 : cut]])
    signal = over_the_phone(np.concatenate([quiet(0.2), kept, OTHER]))
    assert follows_until(PROMPT, signal, 1600, 3200) == 1600 + cut - 160


def test_a_prompt_that_is_not_cut_goes_on_to_the_end() -> None:
    signal = over_the_phone(PROMPT)
    assert follows_until(PROMPT, signal, 0, 800) == len(signal)

"""When an answer is over, in milliseconds of sound."""

import pytest

from speech.endpoint import EARLY_MS, LOOK_MS, MAX_UTTERANCE_MS, Endpoint, Next
from speech.ports import Patience

STEP = 10


def run(clock: Endpoint, milliseconds: int, *, speech: bool, whole: bool = False) -> list[Next]:
    return [clock.advance(STEP, speech, whole) for _ in range(milliseconds // STEP)]


def when(steps: list[Next], what: Next) -> int:
    return (steps.index(what) + 1) * STEP


def test_a_whole_option_is_taken_after_a_quarter_second_of_silence() -> None:
    clock = Endpoint(Patience.WORD)
    run(clock, 400, speech=True)
    assert when(run(clock, 900, speech=False, whole=True), Next.TAKE) == EARLY_MS


def test_the_look_comes_once_and_before_the_decision() -> None:
    clock = Endpoint(Patience.WORD)
    run(clock, 400, speech=True)
    steps = run(clock, 990, speech=False)
    assert when(steps, Next.LOOK) == LOOK_MS < EARLY_MS
    assert steps.count(Next.LOOK) == 1


@pytest.mark.parametrize(("patience", "pause"), [("word", 1000), ("phrase", 1500), ("digits", 2000)])
def test_anything_else_waits_v15s_pause(patience: str, pause: int) -> None:
    clock = Endpoint(Patience(patience))
    run(clock, 400, speech=True)
    steps = run(clock, 2500, speech=False)
    assert Next.TAKE not in steps
    assert when(steps, Next.END) == pause


@pytest.mark.parametrize(("patience", "pause"), [("word", 900), ("phrase", 1400), ("digits", 1900)])
def test_a_pause_inside_an_answer_does_not_end_it(patience: str, pause: int) -> None:
    clock = Endpoint(Patience(patience))
    run(clock, 300, speech=True)
    assert not {Next.END, Next.TAKE} & set(run(clock, pause, speech=False))
    run(clock, 300, speech=True)
    steps = run(clock, 2500, speech=False)
    assert when(steps, Next.LOOK) == LOOK_MS  # looked at again, with what was added


def test_speech_without_end_is_over_after_twelve_seconds() -> None:
    steps = run(Endpoint(Patience.WORD), 15_000, speech=True)
    assert when(steps, Next.END) == MAX_UTTERANCE_MS

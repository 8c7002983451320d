"""Weights learnt from tries, and thresholds from what was on no list."""

import numpy as np
import pytest

from bench.hearing.calibrating import ACCEPTED, ASKED, WRONG, Weighed, fitted
from bench.hearing.fitting import logistic
from bench.hearing.trying import Kind, Try
from bench.hearing.voices import Take
from speech.calibration import Calibration
from speech.evidence import FIGURES

TAKE = Take("m1", 130, 50)


def test_the_weights_are_those_that_made_the_odds() -> None:
    random = np.random.default_rng(4)
    rows = random.normal(size=(20_000, 2)) * (1.0, 3.0)
    said = random.random(20_000) < 1 / (1 + np.exp(-(2.0 * rows[:, 0] - 0.5 * rows[:, 1] + 0.7)))
    weights, offset = logistic(rows.tolist(), said.tolist(), 1e-6)
    assert [*weights, offset] == pytest.approx([2.0, -0.5, 0.7], abs=0.1)


def tries(kind: Kind, count: int, middle: float, option: str, heard: str = "law") -> list[Weighed]:
    random = np.random.default_rng(count)
    made = []
    for number in range(count):
        figures = random.normal(size=len(FIGURES))
        figures[0] += middle
        made.append(Weighed(Try(kind, 0, "x", TAKE, "clean", option, f"p{number % 5}"), heard, tuple(figures)))
    return made


def test_thresholds_let_as_many_strangers_through_as_said() -> None:
    strange = tries(Kind.STRANGE, 1000, 0.0, "")
    made = fitted([*tries(Kind.LISTED, 800, 3.0, "law"), *strange], "sum", "a test")
    evidence = np.array([made.evidence(each.figures) for each in strange])
    assert float(np.mean(evidence >= made.accept_at)) == pytest.approx(ACCEPTED, abs=0.002)
    assert float(np.mean(evidence >= made.confirm_at)) == pytest.approx(ASKED, abs=0.002)
    assert made.strict_at > made.accept_at > made.confirm_at
    assert (made.checksum, made.from_what) == ("sum", "a test")


def test_options_taken_for_another_raise_what_is_enough() -> None:
    listed, strange = tries(Kind.LISTED, 800, 3.0, "law"), tries(Kind.STRANGE, 1000, 0.0, "")
    plain = fitted([*listed, *strange], "", "")
    mixed = fitted([*listed, *tries(Kind.LISTED, 60, 3.0, "food"), *strange], "", "")
    wrong = mixed_wrong(mixed)
    assert mixed.accept_at - mixed.confirm_at > plain.accept_at - plain.confirm_at
    assert sum(wrong) <= round(WRONG * 860) + 1


def mixed_wrong(made: Calibration) -> list[bool]:
    return [made.evidence(e.figures) >= made.accept_at for e in tries(Kind.LISTED, 60, 3.0, "food")]


def test_what_was_heard_as_nothing_counts_as_refused() -> None:
    silent = [Weighed(Try(Kind.STRANGE, 0, "x", TAKE, "clean"))] * 1000
    made = fitted([*tries(Kind.LISTED, 50, 3.0, "law"), *tries(Kind.STRANGE, 100, 0.0, ""), *silent], "", "")
    assert made.confirm_at < 1e5

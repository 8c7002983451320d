"""Weights learnt from tries, and thresholds from what was on no list."""

from pathlib import Path

import numpy as np
import pytest

from bench.hearing.calibrating import ACCEPTED, ASKED, STRAYS, WRONG, Weighed, fitted, forget_broken, told
from bench.hearing.fitting import logistic
from bench.hearing.trying import Kind, Try
from bench.hearing.voices import Take
from speech.calibration import FILE, Calibration, read
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


@pytest.mark.parametrize(("strays", "expected"), [(0.0, "wrong 100.0 %"), (2.0, "asked wrong 100.0 %")])
def test_what_is_heard_in_a_sentence_is_told_as_asked_back(strays: float, expected: str) -> None:
    figures = tuple(strays if place == STRAYS else 5.0 for place in range(len(FIGURES)))
    some = [Weighed(Try(Kind.EMPTY, 0, "x", TAKE, "clean"), "law", figures)] * 3
    made = Calibration((1.0,) * len(FIGURES), 0.0, 1.0, 2.0, 3.0)
    assert f", {expected}" in next(told(some, made))


def test_an_unreadable_calibration_made_here_is_removed_and_a_good_one_stays(tmp_path: Path) -> None:
    forget_broken(tmp_path)
    own = tmp_path / FILE
    good = Calibration((1.0,) * len(FIGURES), 0.0, 1.0, 2.0, 3.0)
    good.write(own)
    forget_broken(tmp_path)
    assert read(own) == good
    own.write_text('{"weights": {}}', encoding="utf-8")
    forget_broken(tmp_path)
    assert not own.exists()

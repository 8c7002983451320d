"""What speaks for an option, from readings of a recogniser."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speech.evidence import BEYOND, FIGURES, LEAST, MOST, candidate
from speech.ports import Grammar
from speech.vocabulary import Vocabulary
from tests.support.candidates import reading

WORDS = Vocabulary.of(Grammar("xx", (("law", ("paper trail", "judge")), ("food", ("bread",))))).beside(
    ("cloud",), ("uh",)
)


def figures(*readings: tuple[str, float], clarity: float = 20.0) -> dict[str, float]:
    found = candidate(WORDS, [reading(*each) for each in readings], clarity)
    assert found is not None
    return dict(zip(FIGURES, found.figures, strict=True))


def test_an_option_is_weighed_against_readings_without_it_and_with_another() -> None:
    made = figures(("judge", -100.0), ("cloud cloud", -103.0), ("bread", -104.5))
    assert (made["over_nothing"], made["over_options"], made["first"]) == (3.0, 4.5, 1.0)


def test_another_option_before_it_in_a_reading_of_both_says_nothing() -> None:
    found = candidate(WORDS, [reading("judge bread", -99.0), reading("bread", -100.0)], 20.0)
    assert found is not None
    assert (found.option, found.figures[FIGURES.index("first")]) == ("food", 0.0)


def test_a_better_reading_without_any_option_speaks_against_it() -> None:
    made = figures(("cloud", -90.0), ("judge", -93.0))
    assert (made["over_nothing"], made["first"]) == (-3.0, 0.0)


def test_where_every_reading_has_it_the_others_are_beyond_what_the_recogniser_keeps() -> None:
    assert figures(("judge", -100.0), ("judge judge", -102.0))["over_nothing"] == BEYOND
    assert figures(("judge", -100.0), ("judge judge", -109.0))["over_nothing"] == 9.0


def test_words_around_an_option_count_and_hesitations_do_not() -> None:
    assert figures(("judge", 0.0))["strays"] == 0.0
    assert figures(("uh judge uh", 0.0))["strays"] == 0.0
    inside = figures(("cloud judge cloud cloud", 0.0))
    assert (inside["strays"], inside["share"]) == (3.0, 0.25)


def test_sounds_that_are_said_too_quickly_are_seen() -> None:
    assert figures(("judge", 0.0))["rate"] == pytest.approx(math.log(0.5 / 5 + 0.01))
    assert figures(("paper trail", 0.0))["rate"] == pytest.approx(math.log(1.0 / 10 + 0.01))


@pytest.mark.parametrize("readings", [[], [""], ["cloud"], ["uh"], ["judge bread"]])
def test_no_option_is_no_candidate(readings: list[str]) -> None:
    assert candidate(WORDS, [reading(text) for text in readings], 20.0) is None


TEXT = st.lists(st.sampled_from(["judge", "paper", "trail", "bread", "cloud", "uh"]), max_size=6).map(" ".join)


@given(st.lists(st.tuples(TEXT, st.floats(-1e5, 1e5)), max_size=6), st.floats(-100, 100))
def test_figures_are_bounded_whatever_is_heard(heard: list[tuple[str, float]], clarity: float) -> None:
    found = candidate(WORDS, [reading(*each) for each in sorted(heard, key=lambda each: -each[1])], clarity)
    if found is not None:
        assert len(found.figures) == len(FIGURES)
        assert all(math.isfinite(figure) and LEAST / 0.3 <= figure <= max(MOST / 0.3, 40.0) for figure in found.figures)

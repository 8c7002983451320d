"""What speaks for an option, from readings of a recogniser."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speech.evidence import (
    BEYOND,
    CLEAREST_DB,
    FIGURES,
    LEAST,
    MOST,
    MOST_CROWDED,
    MOST_UNCOVERED_S,
    SHORTEST_S,
    SOUND_S,
    candidate,
)
from speech.hypotheses import Hypothesis, Word
from speech.loudness import Loudness
from speech.ports import Grammar
from speech.vocabulary import Vocabulary
from tests.support.candidates import reading

WORDS = Vocabulary.of(Grammar("xx", (("law", ("paper trail", "judge")), ("food", ("bread",))))).beside(
    ("cloud",), ("uh",)
)


LOUD = Loudness(20.0, 0.5)


def figures(*readings: tuple[str, float], spoken: float = 0.5, clarity: float = 20.0) -> dict[str, float]:
    found = candidate(WORDS, [reading(*each) for each in readings], Loudness(clarity, spoken))
    assert found is not None
    return dict(zip(FIGURES, found.figures, strict=True))


def test_an_option_is_weighed_against_readings_without_it_and_with_another() -> None:
    made = figures(("judge", -100.0), ("cloud cloud", -103.0), ("bread", -104.5))
    assert (made["over_nothing"], made["over_options"], made["first"]) == (3.0, 4.5, 1.0)


def test_another_option_before_it_in_a_reading_of_both_says_nothing() -> None:
    found = candidate(WORDS, [reading("judge bread", -99.0), reading("bread", -100.0)], LOUD)
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


def test_rests_between_words_are_no_part_of_what_was_said() -> None:
    words = (Word("judge", 0.0, 0.5), Word("judge", 2.5, 3.0))
    found = candidate(WORDS, [Hypothesis(words, 0.0)], LOUD)
    assert found is not None
    made = dict(zip(FIGURES, found.figures, strict=True))
    assert (made["share"], made["over_nothing_a_second"]) == (1.0, BEYOND)


def test_loud_sound_that_the_words_of_an_option_leave_over_is_counted_in_seconds() -> None:
    assert figures(("judge", 0.0), spoken=0.5)["uncovered"] == 0.0
    assert figures(("judge", 0.0), spoken=0.7)["uncovered"] == pytest.approx(0.2)
    assert figures(("uh judge", 0.0), spoken=1.1)["uncovered"] == pytest.approx(0.1)
    assert figures(("judge", 0.0), spoken=3.0)["uncovered"] == MOST_UNCOVERED_S


def test_more_sounds_than_loud_sound_has_room_for_are_seen_and_slow_ones_are_no_matter() -> None:
    assert figures(("judge", 0.0), spoken=5 * SOUND_S)["crowded"] == pytest.approx(0.0)
    assert figures(("judge", 0.0), spoken=5 * SOUND_S / 2)["crowded"] == pytest.approx(math.log(2))
    assert figures(("judge", 0.0), spoken=0.0)["crowded"] == MOST_CROWDED
    assert figures(("judge", 0.0), spoken=0.5)["crowded"] == 0.0


def test_of_an_option_in_a_sentence_neither_is_told() -> None:
    for spoken in (0.1, 5.0):
        made = figures(("judge cloud", 0.0), spoken=spoken)
        assert (made["uncovered"], made["crowded"]) == (0.0, 0.0)


def test_beyond_the_clearest_nothing_is_clearer() -> None:
    assert figures(("judge", 0.0), clarity=10.0)["clarity"] == 10.0
    assert figures(("judge", 0.0), clarity=60.0)["clarity"] == CLEAREST_DB


@pytest.mark.parametrize("readings", [[], [""], ["cloud"], ["uh"], ["judge bread"]])
def test_no_option_is_no_candidate(readings: list[str]) -> None:
    assert candidate(WORDS, [reading(text) for text in readings], LOUD) is None


TEXT = st.lists(st.sampled_from(["judge", "paper", "trail", "bread", "cloud", "uh"]), max_size=6).map(" ".join)


LOUDNESS = st.builds(Loudness, st.floats(-100, 100), st.floats(0, 15))


@given(st.lists(st.tuples(TEXT, st.floats(-1e5, 1e5)), max_size=6), LOUDNESS)
def test_figures_are_bounded_whatever_is_heard(heard: list[tuple[str, float]], loud: Loudness) -> None:
    found = candidate(WORDS, [reading(*each) for each in sorted(heard, key=lambda each: -each[1])], loud)
    if found is not None:
        assert len(found.figures) == len(FIGURES)
        most, least = max(MOST / SHORTEST_S, CLEAREST_DB), LEAST / SHORTEST_S
        assert all(math.isfinite(figure) and least <= figure <= most for figure in found.figures)

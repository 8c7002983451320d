"""Cells: what one call adds, and that nothing in them ties a language to a topic."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from ivr.call.ports import Summary
from ivr.store.bands import Band
from ivr.store.cells import Cell, cells_of
from tests.support.summaries import SUMMARIES, summary

BAND = Band(datetime(2026, 11, 23, 12, tzinfo=UTC), "2026-11", 1)


def _cells(calls: list[Summary]) -> Counter[Cell]:
    return sum((cells_of(call, BAND) for call in calls), Counter())


def test_one_call_by_hand() -> None:
    call = summary(language="ko", topic="lawyer", outcome="answered", no_match=1, no_input=0, turns_asked=3)
    assert cells_of(call, BAND) == {
        Cell("calls_by_language", ("2026-11", "ko", "answered")): 1,
        Cell("calls_by_topic", ("2026-11", "lawyer", "answered")): 1,
        Cell("calls_by_band", ("2026-11", "1")): 1,
        Cell("measures", ("2026-11", "completion", "reached")): 1,
        Cell("measures", ("2026-11", "first_information", "30-60s")): 1,
        Cell("measures", ("2026-11", "turns_to_answer", "3-4")): 1,
        Cell("measures", ("2026-11", "ladder_end", "no")): 1,
        Cell("measures", ("2026-11", "answered_by", "voice")): 1,
        Cell("measures", ("2026-11", "turns", "asked")): 3,
        Cell("measures", ("2026-11", "turns", "no_match")): 1,
    }


def test_completion_counts_only_calls_with_a_choice() -> None:
    kinds = {
        "no_choice": summary(by="none", outcome="answered"),
        "reached": summary(by="keys", outcome="person"),
        "not_reached": summary(by="both", outcome="nobody_free"),
    }
    for bucket, call in kinds.items():
        assert cells_of(call, BAND)[Cell("measures", ("2026-11", "completion", bucket))] == 1


@given(st.lists(SUMMARIES, max_size=8))
def test_the_margins_agree(calls: list[Summary]) -> None:
    cells = _cells(calls)
    for table in ("calls_by_language", "calls_by_topic", "calls_by_band"):
        assert sum(count for cell, count in cells.items() if cell.table == table) == len(calls)
    for measure in ("completion", "first_information", "turns_to_answer", "ladder_end", "answered_by"):
        assert sum(count for cell, count in cells.items() if cell.key[1] == measure) == len(calls)


@given(st.lists(SUMMARIES, min_size=2, max_size=6), st.randoms(use_true_random=False))
def test_callers_of_one_outcome_may_change_topics_and_nothing_shows(calls: list[Summary], random: Random) -> None:
    """Two worlds with other pairs of language and topic leave the same cells."""
    alike = [replace(call, outcome="answered") for call in calls]
    topics = [call.topic for call in alike]
    random.shuffle(topics)
    other = [replace(call, topic=topic) for call, topic in zip(alike, topics, strict=True)]
    assert _cells(other) == _cells(alike)


@given(SUMMARIES)
def test_no_cell_names_language_and_topic(call: Summary) -> None:
    call = replace(call, language="ko", topic="health")
    for cell in cells_of(call, BAND):
        assert not {"ko", "health"} <= set(cell.key)

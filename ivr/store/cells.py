"""What one call adds to the counters: marginal cells, never the full cross (DESIGN section 2)."""

from collections import Counter
from typing import NamedTuple

from ivr.call.ports import Summary
from ivr.store.bands import Band

REACHED = frozenset({"answered", "person"})
"""Outcomes that are the answer or the person wanted (metric M1)."""


class Cell(NamedTuple):
    """One place in one table: its primary key, as text, in the order of the table's columns."""

    table: str
    key: tuple[str, ...]


def cells_of(summary: Summary, band: Band) -> Counter[Cell]:
    """The cells one call adds to and by how much; no cell holds both its language and its topic."""
    month = band.month
    cells = Counter(
        [
            Cell("calls_by_language", (month, summary.language, summary.outcome)),
            Cell("calls_by_topic", (month, summary.topic, summary.outcome)),
            Cell("calls_by_band", (month, str(band.index))),
            Cell("measures", (month, "completion", _completion(summary))),
            Cell("measures", (month, "first_information", summary.first_information)),
            Cell("measures", (month, "turns_to_answer", summary.turns)),
            Cell("measures", (month, "ladder_end", "yes" if summary.ladder_end else "no")),
            Cell("measures", (month, "answered_by", summary.by)),
        ]
    )
    # M5 and M6 are ratios per 100 turns over all calls, so they are sums of turns and not buckets of calls.
    for bucket, turns in _turns(summary).items():
        cells[Cell("measures", (month, "turns", bucket))] += turns
    return +cells


def _completion(summary: Summary) -> str:
    """Metric M1: only calls with at least one choice are in its denominator."""
    if summary.by == "none":
        return "no_choice"
    return "reached" if summary.outcome in REACHED else "not_reached"


def _turns(summary: Summary) -> dict[str, int]:
    return {"asked": summary.turns_asked, "no_match": summary.no_match, "no_input": summary.no_input}

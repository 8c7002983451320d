"""From a call's state to the little that is counted (rules P2, P11; metrics M1, M2, M5, M6, M8, M17)."""

from bisect import bisect_right
from typing import Literal

from flows.state import CallState, Tally
from ivr.call.ports import Summary

Outcome = Literal["answered", "person", "nobody_free", "left", "quiet", "failed"]


def summary(state: CallState, *, failed: bool = False) -> Summary:
    """What may be known about a finished call."""
    tally = state.tally
    return Summary(
        language=_language(state),
        topic=tally.topic or "none",
        outcome="failed" if failed else _outcome(tally),
        first_information=_first_information(tally.first_information_at),
        turns=_turns(tally.turns),
        by=_by(tally),
        no_match=tally.no_match,
        no_input=tally.no_input,
        turns_asked=tally.asked,
        ladder_end=tally.ladder_end,
    )


def _language(state: CallState) -> str:
    if state.language:
        return state.language
    return "unknown" if state.tally.unknown_language else "none"


def _outcome(tally: Tally) -> Outcome:
    order: tuple[tuple[bool, Outcome], ...] = (
        (tally.failed, "failed"),
        (tally.person, "person"),
        (tally.first_information_at is not None, "answered"),
        (tally.nobody, "nobody_free"),
        (tally.quiet, "quiet"),
    )
    return next((outcome for true, outcome in order if true), "left")


def _first_information(at: int | None) -> Literal["none", "0-30s", "30-60s", "60-120s", "120s+"]:
    if at is None:
        return "none"
    buckets: tuple[Literal["0-30s", "30-60s", "60-120s", "120s+"], ...] = ("0-30s", "30-60s", "60-120s", "120s+")
    return buckets[bisect_right((30_000, 60_000, 120_000), at)]


def _turns(turns: int) -> Literal["0", "1-2", "3-4", "5-6", "7+"]:
    buckets: tuple[Literal["0", "1-2", "3-4", "5-6", "7+"], ...] = ("0", "1-2", "3-4", "5-6", "7+")
    return buckets[bisect_right((1, 3, 5, 7), turns)]


def _by(tally: Tally) -> Literal["none", "keys", "voice", "both"]:
    if tally.keys and tally.voice:
        return "both"
    if tally.keys or tally.voice:
        return "keys" if tally.keys else "voice"
    return "none"

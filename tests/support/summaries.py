"""Summaries of calls for tests of the counters."""

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from ivr.call.ports import Summary

PLAIN = Summary(
    language="ko",
    topic="lawyer",
    outcome="answered",
    first_information="30-60s",
    turns="3-4",
    by="voice",
    no_match=0,
    no_input=0,
    turns_asked=3,
    ladder_end=False,
)

SUMMARIES = st.builds(
    Summary,
    language=st.sampled_from(["ko", "en", "fr", "es", "ar", "unknown", "none"]),
    topic=st.sampled_from(["health", "lawyer", "shelter", "work", "none"]),
    outcome=st.sampled_from(["answered", "person", "nobody_free", "left", "quiet", "failed"]),
    first_information=st.sampled_from(["none", "0-30s", "30-60s", "60-120s", "120s+"]),
    turns=st.sampled_from(["0", "1-2", "3-4", "5-6", "7+"]),
    by=st.sampled_from(["none", "keys", "voice", "both"]),
    no_match=st.integers(0, 5),
    no_input=st.integers(0, 5),
    turns_asked=st.integers(0, 20),
    ladder_end=st.booleans(),
)


def summary(**changes: Any) -> Summary:
    """A plain call, with changes."""
    return replace(PLAIN, **changes)

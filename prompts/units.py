"""The closed list of spoken units: what hours, days, numbers and directions are put together from. Pure.

Every unit is a prompt; `prompts.values` says which of them make a value.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from flows.hours import DAYS
from flows.messages import later

HOURS = range(24)
MINUTES = range(5, 60, 5)
MONTHS = range(1, 13)
MONTHDAYS = range(1, 32)
DAYS_SPOKEN = (*DAYS, "today", "tomorrow")
BANDS = ("now", "5", "10", "20", "30", "60", "long")
"""Waiting bands: less than a minute, about so many minutes, more than an hour (rule V27)."""
COUNTS = range(100)
WHOLE_COUNTS = tuple(number for number in COUNTS if number <= 20 or number % 10 == 0)
"""Numbers every language has a unit for; another one is a unit too, or tens and ones: French has units for 71 to 79."""
TENS = range(20, 100, 10)
DIRECTIONS = (
    "left",
    "right",
    "straight_on",
    "behind",
    "in_front_of",
    "opposite",
    "next_to",
    "near",
    "upstairs",
    "downstairs",
    "inside",
    "at_the_corner",
    "at_the_stop",
    "at_the_station",
)


def _named(kind: str, values: Iterable[object]) -> tuple[str, ...]:
    return tuple(f"{kind}.{value}" for value in values)


@dataclass(frozen=True, slots=True)
class Group:
    """What belongs together when it is recorded."""

    title: str
    """English, translated where it is shown."""
    names: tuple[str, ...]


GROUPS = (
    Group(later("Digits"), _named("digit", range(10))),
    Group(later("Full hours"), _named("hour", HOURS)),
    Group(later("Minutes after an hour"), _named("minute", MINUTES)),
    Group(later("Hours that have minutes"), _named("past", HOURS)),
    Group(later("Days"), _named("day", DAYS_SPOKEN)),
    Group(later("Months"), _named("month", MONTHS)),
    Group(later("Days of the month"), (*_named("monthday", MONTHDAYS), "date")),
    Group(later("Waiting times"), (*_named("band", BANDS), "wait.band")),
    Group(later("Numbers"), (*_named("count", COUNTS), *_named("tens", TENS), "count.joined", "count.people")),
    Group(later("Directions"), _named("direction", DIRECTIONS)),
    Group(later("Opening hours"), ("hours.from_to", "hours.until", "hours.opens", "hours.opens_date", "hours.closed")),
)
"""The closed list, in the order it is recorded. What a language needs of it depends on how it puts values together."""

JOINS: Mapping[str, frozenset[str]] = {
    "date": frozenset({"month", "monthday"}),
    "count.joined": frozenset({"tens", "ones"}),
    **{name: frozenset({"minute"}) for name in _named("past", HOURS)},
}
"""Units that put others together, with what has to be in their braces."""
NAMES = frozenset(name for group in GROUPS for name in group.names)
PHRASES = frozenset(name for name in NAMES if name.startswith(("hours.", "wait.", "count.people")))
"""Sentences around values; prompts like any other, listed here because their pieces are recorded with the units."""
PARTS = NAMES - PHRASES
"""Units in the narrow sense: said inside of something else, and only some of them needed by a language."""

"""Values in prompts: which units say a time, a date, a number. Pure.

A flow gives names and numbers only; the order of words is that of the language's templates.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from flows.limits import GROUP_GAP_MS
from prompts import spoken, units

Values = tuple[tuple[str, str], ...]
"""What is put into a prompt: (variable, value)."""
Has = Callable[[str], bool]
"""Whether a language has a unit."""
LEAP_YEAR = 2000
_CLOCK = re.compile(r"([01]\d|2[0-3]):([0-5][05])|(24):(00)", re.ASCII)
_DATE = re.compile(r"(\d\d)-(\d\d)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Said:
    """One unit of a value, and what is put into it."""

    name: str
    values: Values = ()
    pause_ms: int = 0
    """Silence before it, where something of the same value stands before it."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What may be put into a prompt."""

    every: tuple[str, ...]
    """Values that together need every unit that any value may need."""
    said: Callable[[str, Has], tuple[Said, ...]]
    """Raises ValueError where the value is none of this kind."""


def said(kind: str, value: str, has: Has) -> tuple[Said, ...]:
    """The units of a value, in order, as a language with these units says it. Raises ValueError."""
    if kind not in KINDS:
        raise ValueError(f"nothing is known about the variable '{kind}'; there are {', '.join(SPOKEN)}")
    return KINDS[kind].said(value, has)


def names(kind: str, value: str, has: Has) -> Iterator[str]:
    """All units in a value, also those inside of others. Raises ValueError."""
    for unit in said(kind, value, has):
        yield unit.name
        for inner, part in unit.values:
            yield from names(inner, part, has)


def needed(kinds: Iterable[str], has: Has) -> frozenset[str]:
    """Every unit that some value of these kinds needs in a language that has these units."""
    return frozenset(name for kind in kinds for value in KINDS[kind].every for name in names(kind, value, has))


def allowed(prompt: str) -> frozenset[str]:
    """The variables a prompt may have."""
    if prompt in units.PARTS:
        return units.JOINS.get(prompt, frozenset())
    return frozenset(SPOKEN)


# -- each kind ------------------------------------------------------------------------------------------


def _listed(kind: str, values: Iterable[object], prefix: str = "") -> Kind:
    """One unit each, of a closed list."""
    known = tuple(str(value) for value in values)

    def say(value: str, _: Has) -> tuple[Said, ...]:
        if value not in known:
            raise ValueError(f"'{value}' is no {kind}; it is one of {', '.join(known)}")
        return (Said(f"{prefix or kind}.{value}"),)

    return Kind(known, say)


def _digits(value: str, _: Has) -> tuple[Said, ...]:
    groups = spoken.prompts(value)
    return tuple(
        Said(digit, pause_ms=0 if place else GROUP_GAP_MS) for group in groups for place, digit in enumerate(group)
    )


def _time(value: str, has: Has) -> tuple[Said, ...]:
    found = _CLOCK.fullmatch(value)
    if found is None:
        raise ValueError(f"'{value}' is no time; times are 00:00 to 24:00 in steps of five minutes")
    hour, minute = int(found[1] or found[3]) % 24, int(found[2] or found[4])
    if not minute:
        return (Said(f"hour.{hour}"),)
    if has(f"past.{hour}"):
        return (Said(f"past.{hour}", (("minute", str(minute)),)),)
    return (Said(f"hour.{hour}"), Said(f"minute.{minute}", pause_ms=JOIN_MS))


def _date(value: str, _: Has) -> tuple[Said, ...]:
    found = _DATE.fullmatch(value)
    try:
        day = date(LEAP_YEAR, int(found[1]), int(found[2])) if found else None
    except ValueError:
        day = None
    if day is None:
        raise ValueError(f"'{value}' is no day of the calendar; dates are 01-01 to 12-31")
    return (Said("date", (("month", str(day.month)), ("monthday", str(day.day)))),)


def _count(value: str, has: Has) -> tuple[Said, ...]:
    if value not in _COUNTS:
        raise ValueError(f"'{value}' is no number from {units.COUNTS[0]} to {units.COUNTS[-1]}")
    number = int(value)
    if number in units.WHOLE_COUNTS or has(f"count.{number}"):
        return (Said(f"count.{number}"),)
    tens = number // 10 * 10
    return (Said("count.joined", (("tens", str(tens)), ("ones", str(number - tens)))),)


JOIN_MS = 20
"""Between two units of one value; each has some silence of its own at its edges."""
_COUNTS = tuple(str(number) for number in units.COUNTS)
_CLOCKS = tuple(f"{hour:02}:{minute:02}" for hour in units.HOURS for minute in range(0, 60, 5))
_DATES = (*(f"{1 + day % 12:02}-{day + 1:02}" for day in range(29)), "01-30", "01-31")
_TIME = Kind(_CLOCKS, _time)
KINDS: Mapping[str, Kind] = {
    "digits": Kind(("0123456789",), _digits),
    "time": _TIME,
    "from": _TIME,
    "to": _TIME,
    "day": _listed("day", units.DAYS_SPOKEN),
    "date": Kind(_DATES, _date),
    "band": _listed("band", units.BANDS),
    "count": Kind(_COUNTS, _count),
    "direction": _listed("direction", units.DIRECTIONS),
    "minute": _listed("minute", units.MINUTES),
    "month": _listed("month", units.MONTHS),
    "monthday": _listed("monthday", units.MONTHDAYS),
    "tens": _listed("tens", units.TENS),
    "ones": _listed("ones", range(1, 10), "count"),
}
"""By the name of the variable."""
SPOKEN = ("digits", "time", "from", "to", "day", "date", "band", "count", "direction")
"""What a flow may put into a prompt; the other kinds are parts of these."""

"""Opening hours: a table of times, and an oracle that looks at every five minutes."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.hours import DAYS, Day, Holiday, Schedule, Times, spoken

WORK: tuple[Day, ...] = ("monday", "tuesday", "wednesday", "thursday", "friday")
MORNING = Times.model_validate({"days": WORK, "from": "09:00", "to": "12:30"})
AFTERNOON = Times.model_validate({"days": WORK, "from": "14:00", "to": "17:00"})
FIRST_SATURDAY = Times.model_validate({"rule": "FREQ=MONTHLY;BYDAY=1SA", "from": "10:00", "to": "13:00"})
NIGHT = Times.model_validate({"days": ["friday"], "from": "22:00", "to": "02:00"})
CHRISTMAS = Holiday(date="2026-12-25", name="Christmas")
NEW_YEAR = Holiday(rule="FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=1")
OFFICE = Schedule((MORNING, AFTERNOON, FIRST_SATURDAY), (CHRISTMAS, NEW_YEAR))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("now", "is_open"),
    [
        ("2026-11-24T08:55", False),
        ("2026-11-24T09:00", True),
        ("2026-11-24T12:29", True),
        ("2026-11-24T12:30", False),
        ("2026-11-24T16:59", True),
        ("2026-11-28T11:00", False),  # the fourth Saturday
        ("2026-12-05T11:00", True),  # the first
        ("2026-12-25T10:00", False),
        ("2027-01-01T10:00", False),
        ("2027-01-04T10:00", True),
    ],
)
def test_open_or_not(now: str, is_open: bool) -> None:
    assert OFFICE.is_open(at(now)) == is_open
    assert (OFFICE.closing(at(now)) is not None) == is_open


@pytest.mark.parametrize(
    ("now", "opens"),
    [
        ("2026-11-24T08:00", "2026-11-24T09:00"),
        ("2026-11-24T09:00", "2026-11-24T14:00"),
        ("2026-11-24T17:00", "2026-11-25T09:00"),
        ("2026-11-27T18:00", "2026-11-30T09:00"),
        ("2026-12-04T18:00", "2026-12-05T10:00"),
        ("2026-12-24T18:00", "2026-12-28T09:00"),
        ("2026-12-31T18:00", "2027-01-02T10:00"),
    ],
)
def test_when_it_opens_next(now: str, opens: str) -> None:
    assert OFFICE.next_opening(at(now)) == at(opens)


def test_over_midnight_it_belongs_to_the_day_it_began() -> None:
    bar = Schedule((NIGHT,))
    assert bar.is_open(at("2026-11-27T23:00"))
    assert bar.is_open(at("2026-11-28T01:59"))
    assert not bar.is_open(at("2026-11-28T02:00"))
    assert bar.closing(at("2026-11-28T01:00")) == at("2026-11-28T02:00")
    holiday = Schedule((NIGHT,), (Holiday(date="2026-11-27"),))
    assert not holiday.is_open(at("2026-11-28T01:00"))


def test_always_is_never_closed() -> None:
    always = Schedule((Times.model_validate({"days": ["every_day"], "from": "00:00", "to": "24:00"}),))
    assert all(always.is_open(at("2026-11-24T00:00") + timedelta(minutes=7 * n)) for n in range(2_000))


def test_what_never_opens_has_no_next_opening() -> None:
    assert Schedule((MORNING,), (Holiday(rule="FREQ=DAILY"),)).next_opening(at("2026-11-24T08:00")) is None


@pytest.mark.parametrize(
    ("now", "then", "values"),
    [
        ("2026-11-24T08:00", "2026-11-24T09:00", (("day", "today"), ("time", "09:00"))),
        ("2026-11-24T18:00", "2026-11-25T09:00", (("day", "tomorrow"), ("time", "09:00"))),
        ("2026-11-24T18:00", "2026-11-30T14:30", (("day", "monday"), ("time", "14:30"))),
        ("2026-11-24T18:00", "2026-12-01T09:00", (("date", "12-01"), ("time", "09:00"))),
    ],
)
def test_a_coming_time_is_said_by_its_day_or_its_date(now: str, then: str, values: tuple[tuple[str, str], ...]) -> None:
    assert spoken(at(now), at(then)) == values


CLOCKS = st.integers(0, 287).map(lambda step: f"{step // 12:02d}:{step % 12 * 5:02d}")
TIMES = st.tuples(st.sets(st.sampled_from(DAYS), min_size=1), CLOCKS, CLOCKS).filter(lambda t: t[1] != t[2])
HOLIDAYS = st.sets(st.integers(0, 13), max_size=3)
START = at("2026-11-23T00:00")


@given(times=st.lists(TIMES, min_size=1, max_size=3), off=HOLIDAYS, minute=st.integers(0, 10 * 24 * 60))
@settings(max_examples=150, deadline=None)
def test_the_next_opening_is_the_first_moment_that_becomes_open(
    times: list[tuple[set[Day], str, str]], off: set[int], minute: int
) -> None:
    schedule = Schedule(
        tuple(
            Times.model_validate({"days": sorted(days), "from": opens, "to": closes}) for days, opens, closes in times
        ),
        tuple(Holiday(date=(START + timedelta(days=day)).date().isoformat()) for day in off),
    )
    now = START + timedelta(minutes=minute)
    found = schedule.next_opening(now)
    if found is None or found > now + timedelta(days=3):
        return
    assert schedule.is_open(found)
    if not schedule.is_open(now):
        between = now + timedelta(minutes=5 - now.minute % 5)
        while between < found:
            assert not schedule.is_open(between)
            between += timedelta(minutes=5)

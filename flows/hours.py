"""Opening hours and holidays: the only code that knows whether something is open. Local times without a zone.

Rules are RFC 5545 recurrences, evaluated by dateutil.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Annotated, Literal, Self

from dateutil.rrule import rrule, rruleset, rrulestr  # type: ignore[import-untyped]  # it ships no types
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from flows.limits import HOURS_AHEAD_DAYS, HOURS_ENTRIES_MAX
from flows.messages import refusal, told

Day = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "every_day"]
DAYS: tuple[Day, ...] = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
CLOCK = r"^([01]\d|2[0-3]):[0-5][05]$|^24:00$"
Clock = Annotated[str, StringConstraints(pattern=CLOCK)]
"""Local time in steps of five minutes, `09:30`; 24:00 is the end of the day."""
FIRST_DAY = datetime(2000, 1, 1)  # noqa: DTZ001 - local times have no zone here
"""Where a rule that names no start begins to count."""
SPOKEN_DAYS = 7
"""An opening within so many days is said by its weekday, a later one by its date."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Times(_Part):
    """Open between two times on some days; over midnight where `to` is earlier than `from`."""

    days: tuple[Day, ...] = ()
    """Weekdays ..."""
    rule: str = Field(default="", max_length=200)
    """... or an RFC 5545 rule, `FREQ=MONTHLY;BYDAY=1SA`: the first Saturday of each month."""
    opens: Clock = Field(alias="from")
    closes: Clock = Field(alias="to")

    @model_validator(mode="after")
    def _days_or_rule(self) -> Self:
        if bool(self.days) == bool(self.rule):
            raise refusal(told("opening times need either 'days' or a 'rule', and not both."))
        if self.opens in {self.closes, "24:00"}:
            template = "'from' {opens} and 'to' {closes} leave no time in between."
            raise refusal(told(template, opens=self.opens, closes=self.closes))
        _must_recur(self.rule)
        return self


class Holiday(_Part):
    """A day that is closed."""

    date: str = Field(default="", pattern=r"^(\d{4}-\d{2}-\d{2})?$")
    """One day, `2026-12-25` ..."""
    rule: str = Field(default="", max_length=200)
    """... or days of every year, `FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=1`."""
    name: str = ""
    """For people who read the file."""

    @model_validator(mode="after")
    def _date_or_rule(self) -> Self:
        if bool(self.date) == bool(self.rule):
            raise refusal(told("a holiday needs either a 'date' or a 'rule', and not both."))
        if self.date:
            _must_be_a_day(self.date)
        _must_recur(self.rule)
        return self


@dataclass(frozen=True, slots=True)
class Schedule:
    """When something is open."""

    times: tuple[Times, ...]
    holidays: tuple[Holiday, ...] = ()

    def is_open(self, now: datetime) -> bool:
        """Whether it is open at a local time."""
        return any(opens <= now < closes for opens, closes in self._around(now))

    def next_opening(self, now: datetime) -> datetime | None:
        """The next time it opens, after now; None where it does not within HOURS_AHEAD_DAYS days."""
        for ahead in range(HOURS_AHEAD_DAYS):
            coming = [opens for opens, _ in self._of_day(now.date() + timedelta(days=ahead)) if opens > now]
            if coming:
                return min(coming)
        return None

    def closing(self, now: datetime) -> datetime | None:
        """When what is open now closes; None where it is closed."""
        ends = [closes for opens, closes in self._around(now) if opens <= now < closes]
        return max(ends, default=None)

    def is_holiday(self, day: date) -> bool:
        """Whether a day is a holiday of it."""
        return any(_falls_on(holiday, day) for holiday in self.holidays)

    def _around(self, now: datetime) -> Iterator[tuple[datetime, datetime]]:
        """Today, and yesterday for what goes on after midnight."""
        for day in (now.date() - timedelta(days=1), now.date()):
            yield from self._of_day(day)

    def _of_day(self, day: date) -> Iterator[tuple[datetime, datetime]]:
        if self.is_holiday(day):
            return
        for times in self.times:
            if _happens(times, day):
                yield _spell(times, day)


def local_time(text: str) -> datetime:
    """A local time as events carry it. Raises ValueError."""
    return datetime.fromisoformat(text)


def spoken(now: datetime, then: datetime) -> tuple[tuple[str, str], ...]:
    """A coming time as values of a prompt: (day, time) within a week, else (date, time)."""
    clock = ("time", f"{then:%H:%M}")
    away = (then.date() - now.date()).days
    if away >= SPOKEN_DAYS:
        return (("date", f"{then:%m-%d}"), clock)
    day = {0: "today", 1: "tomorrow"}.get(away, DAYS[then.weekday()])
    return (("day", day), clock)


# -- days -----------------------------------------------------------------------------------------------


def _happens(times: Times, day: date) -> bool:
    if times.days:
        return DAYS[day.weekday()] in times.days or "every_day" in times.days
    return _recurs(times.rule, day)


def _falls_on(holiday: Holiday, day: date) -> bool:
    return holiday.date == day.isoformat() if holiday.date else _recurs(holiday.rule, day)


def _spell(times: Times, day: date) -> tuple[datetime, datetime]:
    opens, closes = _at(day, times.opens), _at(day, times.closes)
    return opens, closes if closes > opens else closes + timedelta(days=1)


def _at(day: date, clock: str) -> datetime:
    hour, minute = map(int, clock.split(":"))
    return datetime.combine(day, time()) + timedelta(hours=hour, minutes=minute)


# -- rules ----------------------------------------------------------------------------------------------


@lru_cache(maxsize=256)
def _recurrence(rule: str) -> rrule | rruleset:
    return rrulestr(rule, dtstart=FIRST_DAY, cache=True)


@lru_cache(maxsize=4096)
def _recurs(rule: str, day: date) -> bool:
    start = datetime.combine(day, time())
    return bool(_recurrence(rule).between(start, start + timedelta(hours=23, minutes=59), inc=True))


DAILY_OR_RARER = ("FREQ=DAILY", "FREQ=WEEKLY", "FREQ=MONTHLY", "FREQ=YEARLY")


def _must_recur(rule: str) -> None:
    if not rule:
        return
    template = "'{rule}' is no rule of days; write one like FREQ=MONTHLY;BYDAY=1SA (RFC 5545)."
    if not rule.startswith(DAILY_OR_RARER) or any(part in rule for part in ("BYHOUR", "BYMINUTE", "BYSECOND", "\n")):
        raise refusal(told(template, rule=rule))
    try:
        _recurrence(rule)
    except (ValueError, KeyError, TypeError, AttributeError, IndexError):
        raise refusal(told(template, rule=rule)) from None


def _must_be_a_day(text: str) -> None:
    try:
        date.fromisoformat(text)
    except ValueError:
        raise refusal(told("'{date}' is no day of the calendar; write it like 2026-12-25.", date=text)) from None


def schedule(times: Iterable[Times], *holidays: Iterable[Holiday]) -> Schedule:
    """A schedule with holidays of several calendars, its own and the country's."""
    return Schedule(tuple(times), tuple(holiday for calendar in holidays for holiday in calendar))


ENTRIES = Field(max_length=HOURS_ENTRIES_MAX)
"""How many times and holidays a node may have."""

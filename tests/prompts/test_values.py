"""From values to units: order, pauses, what a language has, and what is refused."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.limits import GROUP_GAP_MS
from prompts import units
from prompts.catalogue import UNITS, load
from prompts.values import JOIN_MS, KINDS, SPOKEN, Said, allowed, names, needed, said


def parts(kind: str, value: str, *known: str) -> tuple[Said, ...]:
    return said(kind, value, set(known).__contains__)


def test_a_time_is_an_hour_and_then_minutes() -> None:
    assert parts("time", "09:00") == (Said("hour.9"),)
    assert parts("to", "09:30") == (Said("hour.9"), Said("minute.30", pause_ms=JOIN_MS))
    assert parts("from", "00:05") == (Said("hour.0"), Said("minute.5", pause_ms=JOIN_MS))
    assert parts("time", "24:00") == (Said("hour.0"),)


def test_minutes_may_stand_inside_an_hour() -> None:
    assert parts("time", "21:45", "past.21") == (Said("past.21", (("minute", "45"),)),)
    assert parts("time", "21:00", "past.21") == (Said("hour.21"),)


def test_a_date_leaves_the_order_to_the_language() -> None:
    assert parts("date", "02-29") == (Said("date", (("month", "2"), ("monthday", "29"))),)


@pytest.mark.parametrize(
    ("number", "known", "names"),
    [
        ("20", (), ("count.20",)),
        ("71", ("count.71",), ("count.71",)),
        ("75", ("tens.60", "count.15"), ("70", "5")),
        ("99", (), ("90", "9")),
    ],
)
def test_a_number_is_a_unit_or_tens_and_ones(number: str, known: tuple[str, ...], names: tuple[str, ...]) -> None:
    one = parts("count", number, *known)[0]
    assert names == ((one.name,) if not one.values else tuple(part for _, part in one.values))


def test_digits_rest_between_groups() -> None:
    assert [unit.pause_ms for unit in parts("digits", "12345")] == [GROUP_GAP_MS, 0, 0, GROUP_GAP_MS, 0]


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("time", "25:00"),
        ("time", "09:03"),
        ("time", "9:00"),
        ("time", "24:05"),
        ("from", "٠٩:٠٠"),
        ("to", ""),
        ("date", "02-30"),
        ("date", "32"),
        ("date", "2026-05-01"),
        ("day", "Monday"),
        ("band", "15"),
        ("count", "100"),
        ("count", "007"),
        ("count", "-1"),
        ("digits", "12a"),
        ("direction", "up"),
        ("monthday", "32"),
        ("minute", "0"),
        ("ones", "10"),
    ],
)
def test_what_is_no_value_is_refused_with_a_sentence(kind: str, value: str) -> None:
    with pytest.raises(ValueError, match=r"'.*' is no"):
        parts(kind, value)


def test_an_unknown_kind_is_refused_with_the_known_ones() -> None:
    with pytest.raises(
        ValueError, match=r"'name'; there are digits, time, from, to, day, date, band, count, direction$"
    ):
        parts("name", "x")


@given(st.sampled_from(SPOKEN), st.text(max_size=6))
def test_nothing_but_a_value_error_comes_from_any_text(kind: str, value: str) -> None:
    with suppress(ValueError):
        assert parts(kind, value)


@given(st.data())
def test_every_value_needs_only_what_is_listed_as_needed(data: st.DataObject) -> None:
    known = data.draw(st.frozensets(st.sampled_from(sorted(units.NAMES))))
    kind = data.draw(st.sampled_from(SPOKEN))
    value = data.draw(st.sampled_from(KINDS[kind].every))
    assert set(names(kind, value, known.__contains__)) <= needed([kind], known.__contains__) <= units.NAMES


def test_units_have_no_variables_but_those_they_join() -> None:
    assert allowed("date") == {"month", "monthday"}
    assert allowed("past.7") == {"minute"}
    assert allowed("hour.7") == allowed("digit.7") == frozenset()
    assert allowed("hours.opens") == allowed("anything") == set(SPOKEN)


def test_every_shipped_unit_is_of_the_closed_list() -> None:
    shipped = load(UNITS)
    assert set(shipped.names) <= units.NAMES
    assert not [name for group in units.GROUPS for name in group.names if name not in {*shipped.names, *digits()}]


def digits() -> set[str]:
    """They are with the texts."""
    return {f"digit.{digit}" for digit in range(10)}


@pytest.mark.parametrize("language", ["ar", "en", "es", "fr", "ko", "pt"])
def test_a_language_has_no_unit_that_nothing_needs(language: str) -> None:
    shipped = load(UNITS)
    own = {prompt.name for prompt in shipped.spoken(language)}
    idle = own - needed(SPOKEN, own.__contains__) - units.PHRASES
    assert idle == (english_tens() if language == "en" else set())


def english_tens() -> set[str]:
    """English has all numbers; its tens are the source of languages that put them together."""
    return {"count.joined", *(f"tens.{tens}" for tens in units.TENS)}

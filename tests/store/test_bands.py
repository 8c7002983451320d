"""Bands: four a day, none shorter than six hours on a clock without summer time."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivr.store.bands import Band, band_of

AWARE = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - hypothesis takes bounds without zone


@given(AWARE)
def test_every_moment_is_in_a_band_of_six_hours(moment: datetime) -> None:
    band = band_of(moment)
    assert band.end - timedelta(hours=6) <= moment < band.end
    assert band_of(band.end).end == band.end + timedelta(hours=6)


@given(AWARE, st.sampled_from(["America/Mexico_City", "Europe/Madrid", "Asia/Seoul", "Africa/Casablanca"]))
def test_bands_of_a_zone_follow_each_other_without_gap(moment: datetime, name: str) -> None:
    band = band_of(moment, ZoneInfo(name))
    following = band_of(band.end, ZoneInfo(name))
    assert moment < band.end < following.end
    assert following.index == (band.index + 1) % 4


def test_the_month_and_quarter_are_those_of_the_zone() -> None:
    moment = datetime(2026, 11, 30, 16, 0, tzinfo=UTC)
    seoul = Band(datetime(2026, 11, 30, 21, 0, tzinfo=UTC), "2026-12", 0)
    assert band_of(moment, ZoneInfo("Asia/Seoul")) == seoul
    assert (band_of(moment).month, band_of(moment).index) == ("2026-11", 2)


def test_a_time_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="without a zone"):
        band_of(datetime(2026, 11, 30))  # noqa: DTZ001 - the mistake under test

"""Bands of six hours: the finest time that is ever written (rule P11)."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo

BAND_HOURS = 6
"""Hours in one band (DESIGN section 2): 00-06, 06-12, 12-18, 18-24 on the clock of the zone."""


@dataclass(frozen=True, slots=True, order=True)
class Band:
    """One quarter of one day; `end` is aware and is not part of the band."""

    end: datetime
    month: str
    """Year and month, as in 2026-11."""
    index: int
    """0 to 3: which quarter of the day."""


def band_of(moment: datetime, zone: tzinfo = UTC) -> Band:
    """The band that holds an aware moment, on the wall clock of the zone."""
    if moment.tzinfo is None:
        raise ValueError("The clock of the counters gave a time without a zone; give it an aware one.")
    local = moment.astimezone(zone)
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0, fold=0)
    index = local.hour // BAND_HOURS
    # Wall clock arithmetic: where clocks change, a night band has 5 or 7 hours and still ends at 06.
    end = midnight + timedelta(hours=(index + 1) * BAND_HOURS)
    return Band(end.astimezone(UTC), f"{local:%Y-%m}", index)

"""The journal: nothing at the time of a call, everything at the end of the band."""

import asyncio
import logging
import time
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from ivr.call.ports import Journal, Summary
from ivr.store.cells import Cell
from ivr.store.counters import Counters
from ivr.store.database import open_engine
from ivr.store.tables import TABLES
from tests.support.band_clock import BandClock
from tests.support.summaries import summary

KOREAN = Cell("calls_by_language", ("2026-11", "ko", "answered"))


@pytest.fixture
async def clock() -> BandClock:
    return BandClock(datetime(2026, 11, 23, 8, 30, tzinfo=UTC))


@pytest.fixture
async def counters(url: str, clock: BandClock) -> AsyncIterator[Counters]:
    counters = Counters(url, clock.now, sleep_until=clock.sleep_until)
    await counters.start()
    yield counters
    await counters.close()


def snapshot(folder: Path) -> dict[str, tuple[int, int, bytes]]:
    """Name, modification and change time in nanoseconds, and content of everything in a folder, itself included."""
    paths = [folder, *folder.rglob("*")]
    return {
        str(path): (path.stat().st_mtime_ns, path.stat().st_ctime_ns, path.read_bytes() if path.is_file() else b"")
        for path in paths
    }


async def rows(url: str, table: str) -> list[tuple[object, ...]]:
    """Rows in the order in which they lie in the table."""
    engine = open_engine(url)
    async with engine.connect() as connection:
        return [tuple(row) for row in await connection.execute(text(f"SELECT * FROM {table}"))]  # noqa: S608 - our names


def a_journal(counters: Journal) -> Journal:
    return counters


async def test_a_call_changes_no_file(counters: Counters, clock: BandClock, state_folder: Path) -> None:
    a_journal(counters).count(summary())
    await clock.pass_by(hours=4)  # a first write, so that there is something to change
    before = snapshot(state_folder)
    a_journal(counters).count(summary(language="fr"))
    await counters.totals()
    await clock.pass_by(minutes=17)
    assert snapshot(state_folder) == before
    await clock.pass_by(hours=6)
    if any(path.endswith("counters.db") for path in before):
        assert snapshot(state_folder) != before  # the comparison can tell


async def test_a_band_is_written_at_its_end_and_added_up(counters: Counters, clock: BandClock) -> None:
    counters.count(summary())
    await clock.pass_by(hours=3, minutes=29)
    assert await counters.totals() == {}
    await clock.pass_by(minutes=1)
    assert (await counters.totals())[KOREAN] == 1
    counters.count(summary())
    await clock.pass_by(hours=6)
    totals = await counters.totals()
    assert totals[KOREAN] == 2
    assert totals[Cell("calls_by_band", ("2026-11", "1"))] == totals[Cell("calls_by_band", ("2026-11", "2"))] == 1


async def test_a_new_month_gets_its_own_cells(counters: Counters, clock: BandClock) -> None:
    counters.count(summary())
    await clock.pass_by(days=8)
    counters.count(summary())
    await clock.pass_by(hours=6)
    by_month = {key[0]: count for (table, key), count in (await counters.totals()).items() if table == "calls_by_topic"}
    assert by_month == {"2026-11": 1, "2026-12": 1}


async def test_a_band_without_calls_is_written_too(counters: Counters, clock: BandClock, state_folder: Path) -> None:
    counters.count(summary())
    await clock.pass_by(hours=4)
    before = snapshot(state_folder)
    totals = await counters.totals()
    await clock.pass_by(hours=6)
    assert await counters.totals() == totals
    if file := next((path for path in before if path.endswith("counters.db")), None):
        assert snapshot(state_folder)[file][0] > before[file][0]


async def test_nothing_lies_beside_the_file_between_writes(
    counters: Counters, clock: BandClock, state_folder: Path
) -> None:
    counters.count(summary())
    await clock.pass_by(hours=4)
    assert set(snapshot(state_folder)) <= {str(state_folder), f"{state_folder}/counters.db"}


async def test_rows_lie_in_a_shuffled_order(url: str, clock: BandClock) -> None:
    """With the shuffle turned into "backwards", the table is backwards: no order of calls is left in it."""
    calls: list[Summary] = [summary(language=language) for language in ("ko", "en", "fr", "es", "ar")]
    counters = Counters(url, clock.now, sleep_until=clock.sleep_until, shuffle=list.reverse)
    await counters.start()
    for call in calls:
        counters.count(call)
        await clock.pass_by(hours=6)
    await counters.close()
    languages = [row[1] for row in await rows(url, "calls_by_language")]
    assert sorted(map(str, languages)) == ["ar", "en", "es", "fr", "ko"]
    assert languages != ["ko", "en", "fr", "es", "ar"]
    assert languages[0] == "ar"


async def test_the_default_shuffle_gives_other_orders(url: str, clock: BandClock) -> None:
    """Twelve rows written six times: the chance of one and the same order throughout is 12! to the power of -5."""
    counters = Counters(url, clock.now, sleep_until=clock.sleep_until)
    await counters.start()
    for number in range(12):
        counters.count(summary(topic=f"topic{number}"))
    seen = set()
    for _ in range(6):
        await clock.pass_by(hours=6)
        seen.add(tuple(row[1] for row in await rows(url, "calls_by_topic")))
    await counters.close()
    assert len(seen) > 1


async def test_a_stop_writes_no_running_band(url: str, clock: BandClock, state_folder: Path) -> None:
    counters = Counters(url, clock.now, sleep_until=clock.sleep_until)
    await counters.start()
    counters.count(summary())
    before = snapshot(state_folder)
    await counters.close()
    await counters.close()
    assert snapshot(state_folder) == before
    assert [await rows(url, table) for table in TABLES] == [[]] * len(TABLES)


async def test_counts_survive_a_restart(url: str, clock: BandClock) -> None:
    for _ in range(2):
        counters = Counters(url, clock.now, sleep_until=clock.sleep_until)
        await counters.start()
        counters.count(summary())
        await clock.pass_by(hours=6)
        totals = await counters.totals()
        await counters.close()
    assert totals[KOREAN] == 2


async def test_an_unreachable_database_costs_no_counts(
    url: str, clock: BandClock, caplog: pytest.LogCaptureFixture
) -> None:
    """The tables are hidden during one end of a band and are back at the next."""
    counters = Counters(url, clock.now, sleep_until=clock.sleep_until)
    await counters.start()
    counters.count(summary())
    await _execute(url, "ALTER TABLE calls_by_topic RENAME TO hidden")
    with caplog.at_level(logging.DEBUG, logger="ivr"):
        await clock.pass_by(hours=4)
    await _execute(url, "ALTER TABLE hidden RENAME TO calls_by_topic")
    assert "tried again" in caplog.text
    assert not [word for word in ("ko", "lawyer", "answered") if f"'{word}'" in caplog.text]
    assert await counters.totals() == {}
    counters.count(summary())
    await clock.pass_by(hours=6)
    assert (await counters.totals())[KOREAN] == 2
    await counters.close()


async def test_a_stop_still_writes_bands_that_are_over(url: str, clock: BandClock) -> None:
    counters = Counters(url, clock.now, sleep_until=clock.sleep_until)
    await counters.start()
    counters.count(summary())
    await _execute(url, "ALTER TABLE calls_by_topic RENAME TO hidden")
    await clock.pass_by(hours=4)
    await _execute(url, "ALTER TABLE hidden RENAME TO calls_by_topic")
    counters.count(summary(language="fr"))
    await counters.close()
    assert [row[1] for row in await rows(url, "calls_by_language")] == ["ko"]


async def test_nothing_is_logged_about_calls(
    counters: Counters, clock: BandClock, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG, logger="ivr"):
        counters.count(summary())
        await clock.pass_by(hours=6)
    assert [record for record in caplog.records if record.name.startswith("ivr")] == []


async def test_three_lines_may_share_a_database(url: str, clock: BandClock) -> None:
    lines = [Counters(url, clock.now, sleep_until=clock.sleep_until) for _ in range(3)]
    for line in lines:
        await line.start()
        line.count(summary())
    await clock.pass_by(hours=4)  # all wake at the same moment; a stop waits for a write under way
    for line in lines:
        await line.close()
    assert (await rows(url, "calls_by_band"))[0][2] == 3


async def _execute(url: str, sql: str) -> None:
    engine = open_engine(url)
    async with engine.begin() as connection:
        await connection.execute(text(sql))


async def test_without_a_clock_of_its_own_it_sleeps_until_the_end(url: str) -> None:
    """The real sleeper, on a clock that stands a tenth of a second before the end of a band until the line is up."""
    begun: list[float] = []

    def now() -> datetime:
        passed = time.monotonic() - begun[0] if begun else 0
        return datetime(2026, 11, 23, 11, 59, 59, 900_000, UTC) + timedelta(seconds=passed)

    counters = Counters(url, now)
    await counters.start()
    counters.count(summary())
    begun.append(time.monotonic())
    async with asyncio.timeout(60):
        while not await counters.totals():  # noqa: ASYNC110 - a database sets no event
            await asyncio.sleep(0.02)
    assert (await counters.totals())[KOREAN] == 1
    await counters.close()

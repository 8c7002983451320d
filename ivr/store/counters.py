"""The line's journal: counts in memory, written once at the end of each band and at no other time."""

import asyncio
import logging
from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import UTC, datetime, tzinfo
from secrets import SystemRandom

from ivr.call.ports import Summary
from ivr.store.bands import Band, band_of
from ivr.store.cells import Cell, cells_of
from ivr.store.database import migrate, open_engine, place
from ivr.store.writing import Shuffle, add_cells, read_cells

Now = Callable[[], datetime]
SleepUntil = Callable[[datetime], Awaitable[None]]

LONGEST_NAP_S = 60.0
"""Seconds between looks at the clock, so that a changed clock or a machine that slept is noticed."""

UNWRITTEN = (
    "The counters' database %s could not be written at the end of the band (%s). The counts stay in memory and are "
    "tried again at the end of the next band. Check that the database is reachable and has room."
)

_log = logging.getLogger(__name__)


class Counters:
    """Journal over a database; `count` only adds in memory. One instance per process, on one event loop."""

    def __init__(
        self,
        url: str,
        now: Now,
        *,
        zone: tzinfo = UTC,
        sleep_until: SleepUntil | None = None,
        shuffle: Shuffle | None = None,
    ) -> None:
        """`url` as in sqlite:///FOLDER/counters.db or postgresql://...; `now` gives aware times. Raises StoreError."""
        self._engine = open_engine(url)
        self._now = now
        self._zone = zone
        self._sleep_until = sleep_until or self._nap_until
        self._shuffle: Shuffle = shuffle or SystemRandom().shuffle
        self._bands: defaultdict[Band, Counter[Cell]] = defaultdict(Counter)
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Prepare the database and begin to write at ends of bands. Raises StoreError."""
        await migrate(self._engine)
        self._task = asyncio.create_task(self._write_at_band_ends(), name="counters")

    async def close(self) -> None:
        """Stop; bands that are over are still written, the running one is forgotten (README). Idempotent."""
        task, self._task = self._task, None
        if task is not None:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
        if any(band.end <= self._now() for band in self._bands):
            await self._write_ended()
        self._bands.clear()
        await self._engine.dispose()

    def count(self, summary: Summary) -> None:
        """Add one finished call to the counters in memory."""
        band = band_of(self._now(), self._zone)
        self._bands[band].update(cells_of(summary, band))

    async def totals(self) -> dict[Cell, int]:
        """The cells that were written; what is still in memory is not told. Small cells are in it (rule P20)."""
        return dict(await read_cells(self._engine))

    async def _write_at_band_ends(self) -> None:
        while True:
            end = band_of(self._now(), self._zone).end
            await self._sleep_until(end)
            writing = asyncio.ensure_future(self._write_ended())
            try:
                await asyncio.shield(writing)
            except asyncio.CancelledError:
                await writing
                raise

    async def _write_ended(self) -> None:
        """Write the bands that are over, none as well as many: a missing write would tell that nobody called."""
        moment = self._now()
        ended = {band: self._bands.pop(band) for band in list(self._bands) if band.end <= moment}
        try:
            await add_cells(self._engine, sum(ended.values(), Counter()), self._shuffle)
        except Exception as error:  # noqa: BLE001 - whatever it is, counting goes on and the band is tried again
            for band, cells in ended.items():
                self._bands[band].update(cells)
            # Only the kind of error: its text could repeat what was being written.
            _log.warning(UNWRITTEN, place(self._engine), type(error).__name__)

    async def _nap_until(self, end: datetime) -> None:
        while (left := (end - self._now()).total_seconds()) > 0:  # noqa: ASYNC110 - a wall clock sets no event
            await asyncio.sleep(min(left, LONGEST_NAP_S))

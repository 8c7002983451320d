"""A clock that moves only when told, for code that sleeps until a moment."""

import asyncio
from datetime import datetime, timedelta


class BandClock:
    """`now` and `sleep_until` of one invented time line; `pass_by` lets it go on and sleepers finish their work."""

    def __init__(self, start: datetime) -> None:
        self._now = start
        self._sleepers: list[tuple[datetime, asyncio.Future[None]]] = []
        self._asleep = asyncio.Event()

    def now(self) -> datetime:
        return self._now

    async def sleep_until(self, end: datetime) -> None:
        waiting: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        sleeper = (end, waiting)
        self._sleepers.append(sleeper)
        self._asleep.set()
        try:
            await waiting
        finally:
            self._sleepers.remove(sleeper)
            if not self._sleepers:
                self._asleep.clear()

    async def pass_by(self, **time: float) -> None:
        """Go on by this time (words of timedelta); returns when whoever was woken sleeps again."""
        await self._asleep.wait()
        goal = self._now + timedelta(**time)
        while due := [sleeper for sleeper in self._sleepers if sleeper[0] <= goal]:
            self._now = min(end for end, _ in due)
            self._asleep.clear()
            self._wake()
            await self._asleep.wait()
        self._now = goal

    def _wake(self) -> None:
        for end, waiting in self._sleepers:
            if end <= self._now:
                waiting.set_result(None)

"""Guessing codes by phone gets nobody anywhere (rule C5): few tries a call, and all wait when many were wrong."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable

TRIES = 3
"""Codes in one call."""
WRONG_PER_HOUR = 10
"""Over the whole line; after so many every try waits."""
HOUR_S = 3600.0
DELAY_S = 20.0


class Guard:
    """Counts wrong codes of the last hour, in memory and without any caller; one for all calls."""

    def __init__(self, now: Callable[[], float], sleep: Callable[[float], Awaitable[None]] = asyncio.sleep) -> None:
        self._now, self._sleep = now, sleep
        self._wrong: deque[float] = deque(maxlen=WRONG_PER_HOUR)

    async def before(self) -> None:
        """Wait, where many codes were wrong lately. Right and wrong ones wait the same."""
        if len(self._wrong) == WRONG_PER_HOUR and self._now() - self._wrong[0] < HOUR_S:
            await self._sleep(DELAY_S)

    def wrong(self) -> None:
        """A code was wrong."""
        self._wrong.append(self._now())

"""Notices that no sound packet comes any more."""

import asyncio
from collections.abc import Callable

QUIET_S = 60
"""DESIGN section 4, "The ladder ends"."""


class QuietClock:
    """While it watches, tells after each `seconds` without sound. One timer, no task."""

    def __init__(self, tell: Callable[[int], None], seconds: int = QUIET_S) -> None:
        self._tell, self._seconds = tell, seconds
        self._heard_at = 0.0
        self._timer: asyncio.TimerHandle | None = None

    def watch(self, on: bool) -> None:
        """Begin anew, or stop. Idempotent."""
        if self._timer:
            self._timer.cancel()
            self._timer = None
        if on:
            self.heard()
            self._set(self._seconds)

    def heard(self) -> None:
        """A packet came."""
        self._heard_at = asyncio.get_running_loop().time()

    def _set(self, seconds: float) -> None:
        self._timer = asyncio.get_running_loop().call_later(seconds, self._due)

    def _due(self) -> None:
        rest = self._heard_at + self._seconds - asyncio.get_running_loop().time()
        if rest > 0:
            self._set(rest)
            return
        self.heard()
        self._set(self._seconds)
        self._tell(self._seconds)

"""How late the event loop is: a timer every 10 ms, and a histogram of how late it came."""

import asyncio
import math
from array import array
from dataclasses import dataclass

PERIOD_S = 0.01
"""Seconds between two looks: twice the 5 ms that nothing on the loop may take (DESIGN.md section 5a)."""
STEP_MS = 0.25
STEPS = 4000
"""Buckets of STEP_MS; the last one holds everything from 1 s on."""


@dataclass(frozen=True, slots=True)
class LagReport:
    """Milliseconds by which timers were late, since the start or the last reset."""

    n: int
    p50: float
    p95: float
    max: float


class LoopLag:
    """Counts in memory only, knows no call, costs a hundred short wake-ups a second. All methods on the loop."""

    def __init__(self) -> None:
        self._counts = array("Q", [0]) * STEPS
        self._longest = 0.0
        self._timer: asyncio.TimerHandle | None = None
        self._due = 0.0

    def start(self) -> None:
        """Begin to look at the running loop. Idempotent."""
        if self._timer is None:
            self._plan(asyncio.get_running_loop())

    def stop(self) -> None:
        """Leave the loop alone; what was counted stays. Idempotent."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def reset(self) -> None:
        """Forget what was counted."""
        self._counts = array("Q", [0]) * STEPS
        self._longest = 0.0

    def count(self, late_ms: float) -> None:
        """Add one look; a timer that came early counts as in time."""
        late = max(0.0, late_ms)
        self._counts[min(STEPS - 1, int(late / STEP_MS))] += 1
        self._longest = max(self._longest, late)

    def report(self) -> LagReport:
        """What was counted; percentiles are the upper ends of their buckets, never above the longest."""
        n = sum(self._counts)
        return LagReport(n, self._percentile(n, 50), self._percentile(n, 95), self._longest)

    def _percentile(self, n: int, percent: float) -> float:
        wanted = math.ceil(n * percent / 100)
        seen = 0
        for bucket, count in enumerate(self._counts):
            seen += count
            if wanted and seen >= wanted:
                return min(self._longest, (bucket + 1) * STEP_MS)
        return 0.0

    def _plan(self, loop: asyncio.AbstractEventLoop) -> None:
        self._due = loop.time() + PERIOD_S
        self._timer = loop.call_at(self._due, self._look, loop)

    def _look(self, loop: asyncio.AbstractEventLoop) -> None:
        self.count((loop.time() - self._due) * 1000)
        self._plan(loop)

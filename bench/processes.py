"""What processes cost: CPU seconds and memory, from /proc."""

import asyncio
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")
PIDS = Mapping[str, tuple[int, ...]]


def cpu_seconds(pid: int) -> float:
    """User and system seconds of a process and all its threads so far; 0 where it is gone."""
    try:
        after_name = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(after_name[11]) + int(after_name[12])) / _TICKS  # utime and stime, proc(5)


def memory_mb(pid: int) -> float:
    """Proportional set size: shared pages count in part, so parts can be added up; 0 where it is gone."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="utf-8").splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


@dataclass(slots=True)
class Cost:
    """What each part used while it was watched."""

    cpu_s: dict[str, float] = field(default_factory=dict)
    memory_mb: dict[str, float] = field(default_factory=dict)
    """The most at any look."""


class Watch:
    """Looks at the parts of a line once in a while, until stopped."""

    def __init__(self, pids: PIDS, every_s: float = 2.0) -> None:
        self._pids, self._every = pids, every_s
        self._begin = self._cpu()
        self._most: dict[str, float] = {}
        self._task = asyncio.create_task(self._look())

    async def stop(self) -> Cost:
        """Stop looking; what was used since the start."""
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)
        now = self._cpu()
        return Cost({part: now[part] - self._begin[part] for part in now}, self._most)

    def _cpu(self) -> dict[str, float]:
        return {part: sum(cpu_seconds(pid) for pid in pids) for part, pids in self._pids.items()}

    async def _look(self) -> None:
        while True:
            for part, pids in self._pids.items():
                used = await asyncio.to_thread(_memory_of, pids)
                self._most[part] = max(used, self._most.get(part, 0.0))
            await asyncio.sleep(self._every)


def _memory_of(pids: tuple[int, ...]) -> float:
    return sum(memory_mb(pid) for pid in pids)

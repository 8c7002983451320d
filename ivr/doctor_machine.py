"""Checks of the machine: clock and zone, disk, memory."""

import ctypes
import shutil
import time
from datetime import UTC, datetime
from pathlib import Path

from ivr.doctor_report import Check, Level
from ivr.settings import Settings

TIME_ERROR = 5
"""What adjtimex(2) returns where nothing has set the clock."""
TIMEX_BYTES = 512
"""Room for struct timex of <sys/timex.h>, which is 208 bytes on 64-bit Linux; modes = 0 only reads."""
OLDEST_TIME = datetime(2026, 11, 1, tzinfo=UTC).timestamp()
"""This program is younger than that."""
LEAST_DISK_MB = 50
MB = 1024 * 1024


def clock() -> Check:
    """Whether the clock is right, as far as the kernel knows; counters are kept by month and quarter of the day."""
    return judged_clock(time.time(), _clock_state())


def judged_clock(now: float, state: int) -> Check:
    """`now` in seconds since 1970, `state` as adjtimex(2) returns it."""
    if now < OLDEST_TIME:
        return Check("clock", Level.FAIL, "The clock is years behind: set it (apt install chrony).")
    if state in (-1, TIME_ERROR):
        return Check("clock", Level.WARN, "Nothing keeps the clock right: install a time service (apt install chrony).")
    return Check("clock", Level.OK, "The clock is kept right by a time service.")


def zone(settings: Settings) -> Check:
    """Whether somebody said where the line is: opening hours on the wrong clocks are untrue to every caller."""
    if settings.zone_is_set:
        name = settings.line.zone
        return Check("zone", Level.OK, f"Opening hours, and the end of a message, are meant on the clocks of {name}.")
    told = 'Clocks are UTC. If the line is elsewhere: zone = "Europe/Lisbon" under [line] in amparo.toml;'
    return Check("zone", Level.WARN, f'{told} opening hours are meant on those clocks. If it is not: zone = "UTC".')


def _clock_state() -> int:
    state: int = ctypes.CDLL(None, use_errno=True).adjtimex(ctypes.create_string_buffer(TIMEX_BYTES))
    return state


def disk(settings: Settings) -> Check:
    """Free space where the state folder is or will be."""
    folder = next(path for path in (settings.state, *settings.state.parents) if path.exists())
    free = shutil.disk_usage(folder).free // MB
    where = f"{free} MB are free where {settings.state} is"
    if free < LEAST_DISK_MB:
        return Check("disk", Level.FAIL, f"Only {where}: make room, or set line.state to another disk.")
    if free < settings.limits.disk_free_mb:
        return Check("disk", Level.WARN, f"{where}, less than limits.disk_free_mb: make room soon.")
    return Check("disk", Level.OK, f"{where}.")


def memory(settings: Settings, meminfo: str | None = None, swaps: str | None = None) -> list[Check]:
    """Available memory, and whether memory of calls could reach a disk; texts as in /proc."""
    free = _available_mb(Path("/proc/meminfo").read_text() if meminfo is None else meminfo)
    return [_free_memory(settings, free), _swap(Path("/proc/swaps").read_text() if swaps is None else swaps)]


def _available_mb(meminfo: str) -> int:
    available = next(line for line in meminfo.splitlines() if line.startswith("MemAvailable:"))
    return int(available.split()[1]) // 1024


def _free_memory(settings: Settings, free: int) -> Check:
    if free < settings.limits.memory_free_mb:
        return Check(
            "memory", Level.WARN, f"{free} MB are available, less than limits.memory_free_mb: speech may not be heard."
        )
    return Check("memory", Level.OK, f"{free} MB are available.")


def _swap(swaps: str) -> Check:
    disks = [name for name in (line.split()[0] for line in swaps.splitlines()[1:]) if "zram" not in name]
    if disks:
        what = ", ".join(disks)
        return Check("swap", Level.WARN, f"Memory of calls may be written to {what}: swapoff -a, or encrypt it (P5).")
    return Check("swap", Level.OK, "Memory of calls is never written to a disk.")

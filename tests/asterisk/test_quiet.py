"""The clock that notices that no sound comes, on virtual time."""

import asyncio

from ivr.asterisk.quiet import QuietClock
from tests.support.virtual_time import run_virtual


def told_after(*steps: tuple[float, str]) -> list[int]:
    """What is told while `steps` happen: wait so many seconds, then heard, on, off or nothing."""
    told: list[int] = []

    async def play() -> None:
        clock = QuietClock(told.append)
        clock.watch(True)
        for seconds, what in steps:
            await asyncio.sleep(seconds)
            if what == "heard":
                clock.heard()
            elif what:
                clock.watch(what == "on")
        clock.watch(False)

    run_virtual(play())
    return told


def test_sixty_seconds_without_sound_are_told_and_told_again() -> None:
    assert told_after((59.9, "")) == []
    assert told_after((60.1, "")) == [60]
    assert told_after((121, "")) == [60, 60]


def test_every_packet_begins_the_minute_anew() -> None:
    assert told_after((50, "heard"), (50, "heard"), (59, "")) == []
    assert told_after((50, "heard"), (61, "")) == [60]


def test_nothing_is_told_where_nobody_watches() -> None:
    assert told_after((30, "off"), (1000, "")) == []
    assert told_after((30, "off"), (1000, "on"), (59, "")) == []
    assert told_after((30, "off"), (1000, "on"), (61, "")) == [60]

"""Real callers who talk while the line talks, and telephones that echo it (rule V17)."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import pytest

from bench.caller.caller import Caller
from bench.caller.echo import echo
from tests.support.guest import Guest

pytestmark = [
    pytest.mark.calls,
    pytest.mark.asterisk,
    pytest.mark.vosk,
    pytest.mark.espeak,
    pytest.mark.asyncio(loop_scope="session"),
]


async def test_a_hot_word_stops_the_menu(guest: Guest) -> None:
    await guest.arrives()
    await guest.hears("menu.intro")
    await guest.says("@person")
    await guest.hears("person.looking", within=4)


async def test_an_option_is_taken_before_the_menu_is_over(guest: Guest) -> None:
    await guest.arrives()
    await guest.hears("menu.intro")
    await guest.says("menu.work", which=3)
    await guest.hears("work.choose", within=6)


async def test_a_word_begun_over_the_last_option_is_heard(guest: Guest) -> None:
    """It ends after the menu did."""
    await guest.arrives()
    await guest.hears("menu.work", within=40)
    await guest.says("menu.work", which=3)
    await guest.hears("work.choose", within=6)


async def test_the_lines_own_echo_chooses_nothing(guest: Guest) -> None:
    """The menu is read to its end, and nobody is taken to have spoken: silence is what the line says it heard."""
    await guest.arrives()
    async with _echoing(guest.caller, -10):
        await guest.hears("menu.intro")
        await guest.hears("menu.work", within=40, whole=True)
        await guest.hears("error.no_input", within=12)


@asynccontextmanager
async def _echoing(caller: Caller, decibels: float) -> AsyncIterator[None]:
    echoing = asyncio.create_task(echo(caller, decibels))
    try:
        yield
    finally:
        echoing.cancel()
        with suppress(asyncio.CancelledError):
            await echoing

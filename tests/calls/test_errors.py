"""Silence, nonsense and a language that is not there: nobody is dropped, everybody hears what to do."""

import asyncio

import pytest
import pytest_asyncio

from bench.caller.caller import Caller
from bench.caller.stack import Stack
from tests.support.call_line import CallLine
from tests.support.guest import KEY, Guest

pytestmark = [
    pytest.mark.calls,
    pytest.mark.asterisk,
    pytest.mark.vosk,
    pytest.mark.slow,
    pytest.mark.asyncio(loop_scope="session"),
]

NONSENSE = "텔레비전"
"""Television: on no list of words. (Banana sounds like the word for a person, and is asked back.)"""


async def silent(guest: Guest) -> None:
    """Three silences at the main menu: a reprompt, any sound or a key, a person (rule V16)."""
    await guest.comes_to_needs()
    await guest.hears("error.no_input")
    await guest.hears("menu.intro")
    await guest.hears("error.no_input", within=40)
    await guest.hears("menu.intro_keys")
    await guest.hears("sound.how")
    await guest.hears("person.looking", within=80)
    await guest.hears("person.nobody")


async def nonsensical(guest: Guest) -> None:
    """A word that is on no list is not taken for one; a key works after it."""
    await guest.comes_to_needs()
    await guest.caller.say(NONSENSE, guest.language)
    await guest.hears("error.no_match", within=8)
    await guest.hears("menu.intro")
    await guest.presses("2")
    await guest.hears("law.choose", within=5)


async def without_a_language(guest: Guest) -> None:
    """Key 8 is none of these: one sentence in each offered language, then the languages again."""
    await guest.caller.call(guest.line.uri)
    await guest.hears("greeting")
    await guest.presses("8")
    for language in KEY:
        await guest.hears("person.unknown_language", language=language)
    await guest.hears("language.offer")


async def with_a_key_nobody_has(guest: Guest) -> None:
    """An unassigned key at the main menu is said to be one, and the menu is said again."""
    await guest.comes_to_needs()
    await guest.presses("7")
    await guest.hears("error.unknown_key", within=5)
    await guest.hears("menu.intro")


async def in_danger(guest: Guest) -> None:
    """9 before a language is chosen: the danger sentence in every language."""
    await guest.caller.call(guest.line.uri)
    await guest.hears("greeting")
    await guest.presses("9")
    for language in KEY:
        await guest.hears("danger.short", language=language)


TALKS = {talk.__name__: talk for talk in (silent, nonsensical, without_a_language, with_a_key_nobody_has, in_danger)}


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def outcomes(line: CallLine, stack: Stack) -> dict[str, BaseException | None]:
    """All of them at once: each takes minutes of waiting."""

    async def talk(name: str) -> None:
        async with Caller(stack) as caller:
            await TALKS[name](Guest(line, caller))

    ended = await asyncio.gather(*(talk(name) for name in TALKS), return_exceptions=True)
    return dict(zip(TALKS, ended, strict=True))


@pytest.mark.parametrize("name", TALKS)
async def test_nobody_is_dropped(outcomes: dict[str, BaseException | None], name: str) -> None:
    ended = outcomes[name]
    if ended is not None:
        raise ended

"""Every need is reached by speaking and by keys; what is heard is the prompt that should be playing."""

import asyncio
import contextlib
from collections.abc import Callable, Coroutine
from typing import Any

import pytest
import pytest_asyncio

from bench.caller.caller import Caller
from bench.caller.match import NotHeard
from bench.caller.stack import Stack
from tests.support.call_line import CallLine
from tests.support.guest import KEY, Guest

pytestmark = [pytest.mark.calls, pytest.mark.asterisk, pytest.mark.vosk, pytest.mark.asyncio(loop_scope="session")]

NEEDS = {"health": "1", "law": "2", "shelter": "3", "work": "4"}
FIRST = {"health": "info.doctor", "law": "info.lawyer", "shelter": "info.sleep", "work": "info.wages"}
"""What key 1 tells in each need's menu."""
Conversation = Callable[[Guest], Coroutine[Any, Any, None]]


async def by_voice(guest: Guest, need: str) -> None:
    await guest.comes_to_needs()
    await guest.says(f"menu.{need}")
    await guest.hears(f"{need}.choose")
    await guest.presses("1")
    await guest.hears(FIRST[need], whole=True)


async def by_keys(guest: Guest, need: str) -> None:
    await guest.arrives()
    await guest.presses(NEEDS[need])
    await guest.hears(f"{need}.choose", within=5)
    await guest.presses("1")
    await guest.hears(FIRST[need], whole=True, within=5)


async def in_another_language(guest: Guest) -> None:
    await guest.comes_to_needs()
    await guest.presses("2")
    await guest.hears("law.choose", within=5)
    await guest.presses("1")
    await guest.hears("info.lawyer", within=5)


async def by_speaking_the_language(guest: Guest) -> None:
    """Up to three tries: this model hears the words for its own language two times in three (prompts/README.md)."""
    await guest.caller.call(guest.line.uri)
    await guest.hears("greeting")
    for phrase in (1, 2, 1):
        await guest.hears("language.none", within=90)
        await guest.question_over()
        await guest.says("language.ko", which=phrase)
        with contextlib.suppress(NotHeard):
            await guest.hears("language.confirm", within=3)
            break
    else:
        pytest.fail("the language was said three times, and never understood")
    await guest.question_over()
    await guest.presses("1")
    await guest.hears("promise", within=5)


def _told(talk: Callable[[Guest, str], Coroutine[Any, Any, None]], need: str) -> Conversation:
    return lambda guest: talk(guest, need)


CONVERSATIONS: dict[tuple[str, str], tuple[str, Conversation]] = {
    **{(need, "voice"): ("ko", _told(by_voice, need)) for need in NEEDS},
    **{(need, "keys"): ("ko", _told(by_keys, need)) for need in NEEDS},
    **{("law", language): (language, in_another_language) for language in KEY if language != "ko"},
    ("language", "voice"): ("ko", by_speaking_the_language),
}

Outcomes = dict[tuple[str, str], BaseException | None]


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def outcomes(line: CallLine, stack: Stack) -> Outcomes:
    """All conversations at once: thirteen calls on one line."""

    async def talk(language: str, conversation: Conversation) -> None:
        async with Caller(stack) as caller:
            await conversation(Guest(line, caller, language))

    ended = await asyncio.gather(*(talk(*told) for told in CONVERSATIONS.values()), return_exceptions=True)
    return dict(zip(CONVERSATIONS, ended, strict=True))


@pytest.mark.parametrize("need", NEEDS)
@pytest.mark.parametrize("how", ["voice", "keys"])
async def test_each_need_is_reached(outcomes: Outcomes, need: str, how: str) -> None:
    _as_it_was(outcomes[need, how])


@pytest.mark.parametrize("language", [language for language in KEY if language != "ko"])
async def test_other_languages_get_there_by_keys(outcomes: Outcomes, language: str) -> None:
    _as_it_was(outcomes["law", language])


async def test_the_language_can_be_chosen_by_speaking(outcomes: Outcomes) -> None:
    _as_it_was(outcomes["language", "voice"])


def _as_it_was(outcome: BaseException | None) -> None:
    if outcome is not None:
        raise outcome

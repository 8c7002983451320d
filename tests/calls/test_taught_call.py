"""A real call in a language that was taught from a few voices: by speaking, from the main menu to the lawyer."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bench.caller.caller import Caller
from bench.caller.stack import Stack
from ivr.settings import Settings, changed
from prompts.words import load
from tests.support.call_line import CallLine, call_line, settings_for_calls
from tests.support.guest import Guest
from tests.support.leftovers import Leftovers
from tests.support.voices import taught

pytestmark = [
    pytest.mark.calls,
    pytest.mark.asterisk,
    pytest.mark.vosk,
    pytest.mark.espeak,
    pytest.mark.asyncio(loop_scope="session"),
]

TAUGHT = "fr"
"""It has no model here."""
MENUS = ("health", "law", "shelter", "work")
OPTIONS = (
    *(f"menu.{menu}" for menu in MENUS),
    *(f"need.{need}" for need in ("lawyer", "papers", "arrest", "line")),
    *("@person", "@again", "yes", "no"),
)
"""Two menus whole."""


def settings_in_french(state: Path) -> Settings:
    """The first phrase of each option is what the voices said."""
    settings = settings_for_calls(state)
    models = state / "models"
    words = load()
    taught([words.phrases(option, TAUGHT)[0] for option in OPTIONS], TAUGHT, models / TAUGHT)
    return changed(settings, {"speech": {"models": models}})


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def french_line(
    tmp_path_factory: pytest.TempPathFactory, leftovers: Leftovers, stack: Stack
) -> AsyncIterator[CallLine]:
    async with call_line(settings_in_french(tmp_path_factory.mktemp("french_line")), leftovers) as running:
        yield running


async def test_two_menus_by_speaking(french_line: CallLine, stack: Stack) -> None:
    async with Caller(stack) as caller:
        guest = Guest(french_line, caller, TAUGHT)
        await guest.arrives()
        await guest.hears("menu.intro")
        await guest.question_over()
        await guest.says("menu.law")
        await guest.hears("law.choose", within=5)
        await guest.question_over()
        await guest.says("need.lawyer")
        await guest.hears("info.lawyer", within=5, whole=True)


async def test_a_word_nobody_asked_for_is_asked_again(french_line: CallLine, stack: Stack) -> None:
    async with Caller(stack) as caller:
        guest = Guest(french_line, caller, TAUGHT)
        await guest.arrives()
        await guest.hears("menu.intro")
        await guest.question_over()
        await caller.say("ordinateur", TAUGHT)
        await guest.hears("error.no_match", within=8)

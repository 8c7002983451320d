"""Real calls in a language with no model and no examples, by sound alone: no key is pressed, no word understood."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import pytest_asyncio

from bench.caller.caller import Caller
from bench.caller.stack import Stack
from bench.hearing.wordless import sound
from tests.support.call_line import LANGUAGE, CallLine, call_line
from tests.support.guest import Guest
from tests.support.leftovers import Leftovers
from tests.support.qaa import QAA
from tests.support.qaa_line import settings_in_qaa

pytestmark = [
    pytest.mark.calls,
    pytest.mark.asterisk,
    pytest.mark.vosk,
    pytest.mark.espeak,
    pytest.mark.asyncio(loop_scope="session"),
]

NEEDS = {
    "health": ("need.doctor", "info.doctor"),
    "law": ("need.lawyer", "info.lawyer"),
    "shelter": ("need.sleep", "info.sleep"),
    "work": ("need.wages", "info.wages"),
}
"""In the order they are read: the first option there, and what it tells."""
KINDS = ("hum", "ah", "ahem", "ah")
"""What each of the callers does for a voice."""


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def qaa_line(
    qaa_recordings: Path, tmp_path_factory: pytest.TempPathFactory, leftovers: Leftovers, stack: Stack
) -> AsyncIterator[CallLine]:
    async with call_line(settings_in_qaa(tmp_path_factory.mktemp("sound_line"), qaa_recordings), leftovers) as running:
        yield running


class Humming:
    """A guest who only makes sounds."""

    def __init__(self, guest: Guest, kind: str) -> None:
        self.guest = guest
        self._sound = sound(kind, np.random.default_rng(7))

    async def chooses(self, prompt: str, key: str) -> None:
        """A sound after the option and its key, and one when it is said back."""
        await self.guest.hears(prompt, within=40)
        await self.guest.hears(key, within=10, whole=True)
        await self.guest.caller.say(self._sound)
        await self.guest.hears(prompt, within=15, whole=True)
        await self.guest.caller.say(self._sound)

    async def arrives(self) -> None:
        """Through the list of languages, whose second reading has a pause after each."""
        await self.guest.caller.call(self.guest.line.uri)
        await self.guest.hears("greeting", language=LANGUAGE)
        await self.guest.hears("language.offer")
        await self.guest.hears("language.offer", language=LANGUAGE, within=40)
        await self.guest.hears("language.offer", within=15)
        await self.guest.hears("key.2", within=10, whole=True)
        await self.guest.caller.say(self._sound)
        await self.guest.hears("sound.how", within=10)
        await self.guest.hears("language.offer", within=15, whole=True)
        await self.guest.caller.say(self._sound)
        await self.guest.hears("promise", within=10)


async def a_need(guest: Guest, need: str, kind: str) -> None:
    option, told = NEEDS[need]
    humming = Humming(guest, kind)
    await humming.arrives()
    await guest.hears("menu.intro_keys")
    await humming.chooses(f"menu.{need}", f"key.{[*NEEDS].index(need) + 1}")
    await guest.hears(f"{need}.choose", within=10)
    await humming.chooses(option, "key.1")
    await guest.hears(told, within=10, whole=True)


async def silence(guest: Guest) -> None:
    """Nothing is picked, three readings, a person; nobody is free, and it goes on."""
    await Humming(guest, "ah").arrives()
    for _ in range(3):
        for option in ("menu.health", "menu.law", "menu.shelter", "menu.work", "offer.danger"):
            await guest.hears(option, within=40)
    await guest.hears("person.looking", within=20)
    await guest.hears("person.nobody", whole=True)
    await guest.hears("menu.intro_keys")


Outcomes = dict[str, BaseException | None]


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def files(qaa_line: CallLine) -> frozenset[Path]:
    """What the line has on disk before anybody calls."""
    return on_disk(qaa_line)


def on_disk(line: CallLine) -> frozenset[Path]:
    return frozenset(file for file in line.child.settings.state.rglob("*") if file.is_file())


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def outcomes(qaa_line: CallLine, stack: Stack, files: frozenset[Path]) -> Outcomes:
    """All calls at once on one line."""
    assert files

    async def talk(conversation: Callable[[Guest], Coroutine[Any, Any, None]]) -> None:
        async with Caller(stack) as caller:
            await conversation(Guest(qaa_line, caller, QAA))

    def to(need: str, kind: str) -> Callable[[Guest], Coroutine[Any, Any, None]]:
        return lambda guest: a_need(guest, need, kind)

    conversations = {need: to(need, kind) for need, kind in zip(NEEDS, KINDS, strict=True)} | {"silence": silence}
    ended = await asyncio.gather(*map(talk, conversations.values()), return_exceptions=True)
    return dict(zip(conversations, ended, strict=True))


@pytest.mark.parametrize("call", [*NEEDS, "silence"])
async def test_a_call_by_sound_alone(outcomes: Outcomes, call: str) -> None:
    outcome = outcomes[call]
    if outcome is not None:
        raise outcome


async def test_no_key_was_pressed_and_no_word_was_heard(qaa_line: CallLine, outcomes: Outcomes) -> None:
    assert outcomes
    events = {what.partition(":")[0]: what for _, what in qaa_line.child.events}
    assert "pressed" not in events
    assert events["heard"] == "heard: a sound"


async def test_nothing_was_recorded(qaa_line: CallLine, files: frozenset[Path], outcomes: Outcomes) -> None:
    assert outcomes
    sounds = {file for file in on_disk(qaa_line) - files if file.stat().st_size > 8_000}
    assert sounds == set()

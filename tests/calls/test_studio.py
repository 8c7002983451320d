"""An invited speaker dials in and records three prompts; the next caller hears them."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import pytest_asyncio

from bench.caller.caller import Caller
from bench.caller.stack import Stack
from ivr.publishing.invites import Invites
from ivr.store.configuration.store import configuration
from prompts import manifest, recordings
from prompts.recordings import Recording
from prompts.render import finish
from tests.support.call_line import LANGUAGE, CallLine, call_line, settings_for_calls
from tests.support.guest import Guest
from tests.support.leftovers import Leftovers

pytestmark = [pytest.mark.calls, pytest.mark.asterisk, pytest.mark.espeak, pytest.mark.asyncio(loop_scope="session")]

LANGUAGE_RECORDED = "en"
VOICE = "voice A"
TEXTS = {
    "health.choose": "Resono pri sano, unu demando por vi",
    "need.doctor": "Kuracisto bonvolu",
    "info.doctor": "Vi povas iri al kuracisto, kaj vi povas peti interpretiston, kiam vi bezonas tion",
}
"""Esperanto stands for a language no voice of ours speaks: nothing rendered can be taken for it."""
LIVE_S = 15.0
"""A running line looks for new sounds every two to three seconds and reads them anew."""


def today() -> date:
    return datetime.now(UTC).date()


@dataclass
class Speaker:
    """Somebody who was invited."""

    guest: Guest
    caller: Caller
    line: CallLine

    async def dials(self, code: str) -> None:
        await self.caller.call(self.line.uri.replace("amparo@", "record@"))
        await self.guest.hears("studio.code")
        await self.caller.press(code)
        await self.guest.hears("studio.welcome", within=8)

    async def records(self, prompt: str, *, first_wrongly: bool) -> None:
        """Hears the sentence in Korean, says it, hears it back, and keeps it; once says it again."""
        for attempt in range(2 if first_wrongly else 1):
            await self.guest.hears(prompt)
            await self.guest.hears("studio.speak")
            await self.caller.silence(500)
            await self.caller.say(TEXTS[prompt], "eo")
            await self.guest.hears("studio.keep", within=25)
            await self.caller.press("2" if first_wrongly and attempt == 0 else "1")
        await self.guest.hears("studio.kept", within=8)


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def studio_line(
    tmp_path_factory: pytest.TempPathFactory, leftovers: Leftovers, stack: Stack
) -> AsyncIterator[CallLine]:
    """A line of its own: its recordings change."""
    async with call_line(settings_for_calls(tmp_path_factory.mktemp("studio")), leftovers) as running:
        yield running


async def invited(line: CallLine) -> str:
    """A code for the three prompts, read in Korean."""
    async with configuration(line.child.settings.configuration_url) as kept:
        _, code = await Invites(kept.invitations, today).create(LANGUAGE_RECORDED, LANGUAGE, tuple(TEXTS), VOICE)
    return code


async def open_invites(line: CallLine) -> int:
    async with configuration(line.child.settings.configuration_url) as kept:
        invites = Invites(kept.invitations, today)
        return sum(invites.is_open(each) for each in await invites.list())


def recorded(line: CallLine, prompt: str) -> bytes:
    """What new calls should hear."""
    file = line.child.settings.prompts.recordings / LANGUAGE_RECORDED / f"{prompt}.wav"
    return finish(recordings.read(Recording(prompt, LANGUAGE_RECORDED, file))).normal


async def test_three_prompts_are_recorded_by_phone_and_heard_live_afterwards(
    studio_line: CallLine, stack: Stack
) -> None:
    line = studio_line
    code = await invited(line)
    async with Caller(stack) as caller:
        speaker = Speaker(Guest(line, caller), caller, line)
        await speaker.dials(code)
        for number, prompt in enumerate(TEXTS):
            await speaker.records(prompt, first_wrongly=number == 0)
        await speaker.guest.hears("studio.thanks", within=8)
        await caller.ended()
    folder: Path = line.child.settings.prompts.recordings
    entries = manifest.load(folder, LANGUAGE_RECORDED).entries
    assert set(entries) == set(TEXTS)
    assert {(entry.voice, entry.review, entry.source) for entry in entries.values()} == {(VOICE, "none", "phone")}
    assert await open_invites(line) == 0
    await asyncio.sleep(LIVE_S)
    async with Caller(stack) as caller:
        guest = Guest(line, caller, LANGUAGE_RECORDED)
        await guest.arrives()
        await caller.press("1")
        await caller.hears(recorded(line, "health.choose"), within=8)
        await caller.hears(recorded(line, "need.doctor"), within=15)
        await caller.press("1")
        await caller.hears(recorded(line, "info.doctor"), within=8, whole=True)


async def test_a_code_that_is_used_up_is_not_known(studio_line: CallLine, stack: Stack) -> None:
    async with Caller(stack) as caller:
        guest = Guest(studio_line, caller)
        await caller.call(studio_line.uri.replace("amparo@", "record@"))
        for sentence in ("studio.code", "studio.code_wrong", "studio.code_wrong"):
            await guest.hears(sentence, within=15)
            await caller.press("12345678")
        await guest.hears("studio.code_end", within=15)
        await caller.ended()


async def test_whoever_does_not_dial_the_studio_is_a_caller(studio_line: CallLine, stack: Stack) -> None:
    async with Caller(stack) as caller:
        await caller.call(studio_line.uri.replace("amparo@", "recording@"))
        await Guest(studio_line, caller).hears("greeting")

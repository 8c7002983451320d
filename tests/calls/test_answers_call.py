"""Real calls that give a number by voice, and a consent in a language that was taught from a few voices."""

from collections.abc import AsyncIterator
from pathlib import Path

import numpy as np
import pytest
import pytest_asyncio

from bench.caller.caller import Caller
from bench.caller.stack import Stack
from ivr.settings import Settings, changed
from prompts.words import load
from speech.convert import mulaw_samples
from tests.support.call_line import LANGUAGE, CallLine, call_line, settings_for_calls
from tests.support.guest import KEY, Guest
from tests.support.korean import spoken_number
from tests.support.leftovers import Leftovers
from tests.support.published import published
from tests.support.voices import said as said_by
from tests.support.voices import taught

pytestmark = [
    pytest.mark.calls,
    pytest.mark.asterisk,
    pytest.mark.vosk,
    pytest.mark.espeak,
    pytest.mark.asyncio(loop_scope="session"),
]

TAUGHT = "fr"
FLOW = """
flow: welcome
start: languages
nodes:
  languages: {kind: language, next: which, unknown: languages}
  which: {kind: branch, on: language, cases: {fr: agree}, otherwise: number}
  number: {kind: ask, prompts: [need.codes], store: number, digits: {min: 4, max: 6}, next: told}
  told: {kind: menu, topic: law, prompts: [info.lawyer], offers: [person, again]}
  agree: {kind: consent, what: message, prompts: [need.keep], "yes": told, "no": refused}
  refused: {kind: menu, topic: law, prompts: [info.papers], offers: [person, again]}
"""
"""With prompts that are there already."""
WORDS = ("yes", "no", "@person", "@again")


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def line(tmp_path_factory: pytest.TempPathFactory, leftovers: Leftovers, stack: Stack) -> AsyncIterator[CallLine]:
    state = tmp_path_factory.mktemp("answers_line")
    settings = with_french(settings_for_calls(state), state / "models")
    await published(settings, FLOW)
    async with call_line(settings, leftovers) as running:
        yield running


def with_french(settings: Settings, models: Path) -> Settings:
    words = load()
    taught([words.phrases(option, TAUGHT)[0] for option in WORDS], TAUGHT, models / TAUGHT)
    return changed(settings, {"speech": {"models": models}})


async def arrives(guest: Guest) -> None:
    await guest.caller.call(guest.line.uri)
    await guest.hears("language.offer", language=LANGUAGE, within=5)
    await guest.presses(KEY[guest.language])


async def test_a_number_is_spoken_keyed_taken_back_and_confirmed(line: CallLine, stack: Stack) -> None:
    """`2 4`, a rest of 0.9 s, `2`; 7 and 9 by key; the keys are taken back and pressed anew; the rest is silence."""
    async with Caller(stack) as caller:
        guest = Guest(line, caller)
        await arrives(guest)
        await guest.hears("need.codes", within=5)
        await guest.question_over()
        await caller.say(mulaw_samples(spoken_number()))
        await guest.presses("79*")
        await guest.hears_number("242")
        await guest.presses("7")
        await guest.hears_number("2427")
        await guest.hears("yes_no.no")
        await guest.question_over()
        await guest.says("yes")
        await guest.hears("info.lawyer", within=5)


async def test_a_consent_takes_two_yeses_where_a_few_voices_taught_the_language(line: CallLine, stack: Stack) -> None:
    async with Caller(stack) as caller:
        guest = await says_one_yes(line, caller)
        await guest.hears("yes_no.no")
        await guest.question_over()
        await caller.say(by_a_stranger("yes", line))
        await guest.hears("info.lawyer", within=8)


async def test_one_yes_and_silence_are_no_consent(line: CallLine, stack: Stack) -> None:
    async with Caller(stack) as caller:
        guest = await says_one_yes(line, caller)
        await guest.hears("error.no_input", within=25)
        await guest.hears("need.keep")
        await guest.hears("yes_no.no")
        await guest.presses("2")
        await guest.hears("info.papers", within=5)


def by_a_stranger(option: str, line: CallLine) -> "np.ndarray[tuple[int], np.dtype[np.int16]]":
    """In a voice that taught nothing."""
    return mulaw_samples(said_by(line.words.phrases(option, TAUGHT)[0], TAUGHT))


async def says_one_yes(line: CallLine, caller: Caller) -> Guest:
    """And is asked again, in other words."""
    guest = Guest(line, caller, TAUGHT)
    await arrives(guest)
    await guest.hears("need.keep", within=5)
    await guest.hears("yes_no.no")
    await guest.question_over()
    await caller.say(by_a_stranger("yes", line))
    await guest.hears("consent.sure", within=8)
    return guest

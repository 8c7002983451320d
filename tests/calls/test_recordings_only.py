"""Real calls in a language with recordings only: every need, a person, danger and slower speech, all by keys."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from bench.caller.caller import Caller
from bench.caller.stack import Stack
from bench.line import LineFailed, line_process
from prompts import recordings
from prompts.recordings import Recording
from prompts.render import finish
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

KEY_OF_QAA = "2"
NEEDS = {
    "health": ("1", "need.doctor", "info.doctor"),
    "law": ("2", "need.lawyer", "info.lawyer"),
    "shelter": ("3", "need.sleep", "info.sleep"),
    "work": ("4", "need.wages", "info.wages"),
}
"""Key, the first option there, and what key 1 tells."""


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def qaa_line(
    qaa_recordings: Path, tmp_path_factory: pytest.TempPathFactory, leftovers: Leftovers, stack: Stack
) -> AsyncIterator[CallLine]:
    """A line of its own, for other languages."""
    async with call_line(settings_in_qaa(tmp_path_factory.mktemp("qaa_line"), qaa_recordings), leftovers) as running:
        yield running


async def arrives(guest: Guest) -> None:
    """The language names itself in its own voice; the promise is in it."""
    await guest.caller.call(guest.line.uri)
    await guest.hears("greeting", language=LANGUAGE)
    await guest.hears("language.offer")
    await guest.presses(KEY_OF_QAA)
    await guest.hears("promise", within=5)


async def a_need(guest: Guest, need: str) -> None:
    key, option, first = NEEDS[need]
    await arrives(guest)
    await guest.hears("menu.intro_keys")
    await guest.presses(key)
    await guest.hears(f"{need}.choose", within=5)
    await guest.hears(option)
    await guest.presses("1")
    await guest.hears(first, within=5, whole=True)


async def a_person(guest: Guest) -> None:
    await arrives(guest)
    await guest.presses("0")
    await guest.hears("person.looking", within=5, whole=True)
    await guest.hears("person.nobody", whole=True)
    await guest.hears("menu.intro_keys")


async def danger(guest: Guest) -> None:
    await arrives(guest)
    await guest.presses("9")
    await guest.hears("danger.text", within=5, whole=True)
    await guest.hears("fact.emergency_number")
    await guest.presses("1")
    await guest.hears("info.violence", within=5)


async def danger_before_a_language(guest: Guest) -> None:
    await guest.caller.call(guest.line.uri)
    await guest.hears("greeting", language=LANGUAGE)
    await guest.presses("9")
    await guest.hears("danger.short", language=LANGUAGE, within=5, whole=True)
    await guest.hears("danger.short", whole=True)
    await guest.hears("language.offer", within=30)


async def slower(guest: Guest) -> None:
    await arrives(guest)
    await guest.presses("1")
    await guest.hears("health.choose", within=5)
    await guest.presses("*")
    await guest.hears("health.choose", within=5)
    await guest.presses("*")
    await guest.hears("slower.on", within=5, slow=True, whole=True)
    await guest.hears("health.choose", slow=True, whole=True)
    await guest.presses("#")
    await guest.hears("menu.intro_keys", within=5, slow=True)
    await guest.hears("menu.health", slow=True)


Outcomes = dict[str, BaseException | None]
CALLS: dict[str, Callable[[Guest], Coroutine[Any, Any, None]]] = {
    "a person": a_person,
    "danger": danger,
    "danger before a language": danger_before_a_language,
    "slower": slower,
}


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def outcomes(qaa_line: CallLine, stack: Stack) -> Outcomes:
    """All calls at once on one line."""

    async def talk(conversation: Callable[[Guest], Coroutine[Any, Any, None]]) -> None:
        async with Caller(stack) as caller:
            await conversation(Guest(qaa_line, caller, QAA))

    def to(need: str) -> Callable[[Guest], Coroutine[Any, Any, None]]:
        return lambda guest: a_need(guest, need)

    conversations = {**{need: to(need) for need in NEEDS}, **CALLS}
    ended = await asyncio.gather(*map(talk, conversations.values()), return_exceptions=True)
    return dict(zip(conversations, ended, strict=True))


@pytest.mark.parametrize("call", [*NEEDS, *CALLS])
async def test_a_call_by_keys_hears_the_recorded_prompts(outcomes: Outcomes, call: str) -> None:
    outcome = outcomes[call]
    if outcome is not None:
        raise outcome


async def test_what_was_heard_are_the_files_of_the_speaker(qaa_line: CallLine, qaa_recordings: Path) -> None:
    """Not merely the same as what the line keeps: as what lies in the folder of recordings."""
    for name in ("promise", "danger.text", *(first for _, _, first in NEEDS.values())):
        sound = recordings.read(Recording(name, QAA, qaa_recordings / QAA / f"{name}.wav"))
        assert qaa_line.sounds.sound(name, QAA, (), slow=False) == finish(sound).normal


async def test_the_line_does_not_start_with_a_hole(qaa_recordings: Path, tmp_path: Path, leftovers: Leftovers) -> None:
    folder = tmp_path / "recordings"
    shutil.copytree(qaa_recordings, folder)
    (folder / QAA / "info.wages.wav").unlink()
    settings = settings_in_qaa(tmp_path / "state", folder)
    leftovers.lines.append(settings)
    with pytest.raises(LineFailed, match=r"^ContentError: The prompt 'info\.wages' is missing in 'qaa'"):
        async with line_process(settings):
            pass

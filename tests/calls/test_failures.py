"""Parts of the line fail in the middle of a call, and the caller gets through all the same."""

import asyncio
import os
import signal

import pytest

from tests.support.call_line import CallLine
from tests.support.guest import Guest

pytestmark = [pytest.mark.calls, pytest.mark.asterisk, pytest.mark.vosk, pytest.mark.asyncio(loop_scope="session")]

STANDBY_S = 30.0


async def until_two_workers(line: CallLine) -> tuple[int, ...]:
    """The recogniser's worker and its standby, both loaded."""
    async with asyncio.timeout(STANDBY_S):
        while True:
            pids = (await line.child.pids())["recogniser"]
            if len(pids) == 2:
                return pids
            await asyncio.sleep(0.3)


async def sessions(line: CallLine) -> set[str]:
    """The ids of the ARI sockets Asterisk has open."""
    said = await line.child.console("ari show websocket sessions")
    return {words[0] for row in said.splitlines() if "amparo" in (words := row.split())}


async def cut(line: CallLine) -> None:
    """Asterisk drops every ARI socket."""
    await line.child.console("ari shutdown websocket sessions")


async def test_a_killed_recogniser_costs_one_reprompt(line: CallLine, guest: Guest) -> None:
    before = await until_two_workers(line)
    await guest.comes_to_needs()
    os.kill(before[0], signal.SIGKILL)
    await guest.hears("error.ears_lost", within=8)
    await guest.question_over()
    await guest.says("menu.law")
    await guest.hears("law.choose", within=8)
    after = await until_two_workers(line)
    assert before[0] not in after
    assert after[0] == before[1]


async def test_a_recogniser_killed_while_the_caller_speaks_hears_the_same_word_again(
    line: CallLine, guest: Guest
) -> None:
    active, _ = await until_two_workers(line)
    await guest.comes_to_needs()
    speaking = asyncio.create_task(guest.says("menu.shelter"))
    await asyncio.sleep(0.3)
    os.kill(active, signal.SIGKILL)
    await speaking
    await guest.hears("error.ears_lost", within=8)
    await guest.question_over()
    await guest.says("menu.shelter")
    await guest.hears("shelter.choose", within=8)
    await until_two_workers(line)


async def test_the_call_goes_on_after_the_ari_socket_was_cut(line: CallLine, guest: Guest) -> None:
    await guest.arrives()
    before = await sessions(line)
    await cut(line)
    await guest.hears("menu.intro")
    assert before
    assert not before & await sessions(line)
    await guest.question_over()
    await guest.presses("4")
    await guest.hears("work.choose", within=10)


async def test_after_a_cut_the_next_call_is_answered(line: CallLine, guest: Guest) -> None:
    await cut(line)
    await asyncio.sleep(2)
    await guest.arrives()

"""Callers hang up whenever they like, and come ten at a time; the line forgets each of them at once."""

import asyncio

import pytest

from bench.caller.caller import Caller
from bench.caller.stack import Stack
from ivr.under_way import NAME, calls_under_way
from tests.support.call_line import CallLine, nothing_is_up
from tests.support.guest import Guest

pytestmark = [pytest.mark.calls, pytest.mark.asterisk, pytest.mark.vosk, pytest.mark.asyncio(loop_scope="session")]

TEN = 10


async def test_hanging_up_in_the_middle_of_a_prompt_leaves_nothing(line: CallLine, guest: Guest) -> None:
    await guest.caller.call(line.uri)
    await guest.hears("greeting")
    assert await line.child.calls() == 1
    await guest.caller.hang_up()
    await nothing_is_up(line)


async def test_that_a_call_is_under_way_is_known_while_it_is_and_leaves_no_time(line: CallLine, guest: Guest) -> None:
    state = line.child.settings.state
    before = (state / NAME).stat()
    assert not calls_under_way(state)
    await guest.caller.call(line.uri)
    await guest.hears("greeting")
    assert calls_under_way(state)
    await guest.caller.hang_up()
    await nothing_is_up(line)
    assert not calls_under_way(state)
    assert (state / NAME).stat() == before


async def test_hanging_up_while_the_line_listens_and_while_speaking_leaves_nothing(
    line: CallLine, stack: Stack
) -> None:
    async with Caller(stack) as silent, Caller(stack) as speaking:
        guests = [Guest(line, silent), Guest(line, speaking)]
        await asyncio.gather(*(guest.comes_to_needs() for guest in guests))
        word = asyncio.create_task(guests[1].says("menu.law"))
        await asyncio.sleep(0.2)
        await asyncio.gather(silent.hang_up(), speaking.hang_up())
        await asyncio.gather(word, return_exceptions=True)
        await nothing_is_up(line)


async def test_hanging_up_in_the_moment_of_the_answer_leaves_nothing(line: CallLine, stack: Stack) -> None:
    for _ in range(5):
        async with Caller(stack) as caller:
            await caller.call(line.uri)
    await nothing_is_up(line)


async def test_ten_callers_at_once_are_each_heard(line: CallLine, stack: Stack) -> None:
    async def one(key: str, need: str) -> str:
        async with Caller(stack) as caller:
            guest = Guest(line, caller)
            await guest.arrives()
            await guest.presses(key)
            await guest.hears(f"{need}.choose", within=8)
            return need

    wanted = [("1", "health"), ("2", "law"), ("3", "shelter"), ("4", "work")] * 3
    reached = await asyncio.gather(*(one(*want) for want in wanted[:TEN]))
    assert reached == [need for _, need in wanted[:TEN]]
    await nothing_is_up(line)

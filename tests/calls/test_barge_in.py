"""A key stops whatever is being said; the next prompt follows."""

import pytest

from bench.caller.match import follows_until
from bench.caller.sound import RATE, samples
from tests.support.guest import Guest

pytestmark = [pytest.mark.calls, pytest.mark.asterisk, pytest.mark.vosk, pytest.mark.asyncio(loop_scope="session")]


async def test_a_key_cuts_the_prompt_and_the_next_one_follows(guest: Guest) -> None:
    await guest.arrives()
    await guest.presses("21")
    before = await guest.hears("info.lawyer", within=8)
    await guest.caller.wait(0.5)
    pressed = len(guest.caller.heard)
    await guest.presses("#")
    await guest.hears("law.choose", within=8)
    said = samples(guest.line.sounds.sound("info.lawyer", guest.language, (), slow=False))
    left = follows_until(said, guest.caller.heard.samples(), before.start, pressed)
    assert left < before.start + len(said) - RATE, "the prompt went on to its last second"


async def test_the_star_says_it_again_and_then_slower(guest: Guest) -> None:
    await guest.arrives()
    await guest.presses("11")
    await guest.hears("info.doctor", within=8)
    await guest.presses("*")
    await guest.hears("info.doctor", within=5)
    await guest.presses("*")
    await guest.hears("slower.on", within=5, slow=True)
    await guest.hears("info.doctor", within=8, slow=True)


async def test_keys_pressed_ahead_are_taken_in_their_order(guest: Guest) -> None:
    await guest.caller.call(guest.line.uri)
    await guest.hears("greeting")
    await guest.presses("132")
    await guest.hears("info.food", within=8)

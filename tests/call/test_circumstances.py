"""A session at some hour, with something switched on, and with somebody beside the caller."""

from ivr.call.world import Circumstances
from speech.convert import quieter
from tests.support.call_world import sound_named, talk
from tests.support.virtual_time import run_virtual

NIGHT = Circumstances("2026-01-01T03:00", ("notice.emergency",), closed=True)


def test_a_message_that_is_switched_on_is_said_at_the_beginning() -> None:
    async def call() -> None:
        async with talk(hour=NIGHT) as spoken:
            await spoken.press("2")
            await spoken.listen_to_all()
            assert "<promise/en><notice.emergency/en><menu.intro" in spoken.said

    run_virtual(call())


def test_outside_opening_hours_nobody_is_looked_for_and_the_line_goes_on() -> None:
    async def call() -> None:
        async with talk(hour=NIGHT) as spoken:
            await spoken.press("2")
            await spoken.listen_to_all()
            await spoken.press("0")
            await spoken.listen_to_all()
            assert "<person.closed/en><menu.intro" in spoken.said
            assert "<person.looking/en>" not in spoken.said

    run_virtual(call())


def test_quiet_mode_is_less_loud_and_listens_to_nobody() -> None:
    async def call() -> None:
        async with talk() as spoken:
            await spoken.press("1")
            await spoken.listen_to_all()
            await spoken.press("9")
            opened = len(spoken.ears.streams)
            await spoken.press("3")
            await spoken.listen_to_all()
            heard = bytes(spoken.line.heard)
            assert quieter(sound_named("<discreet.on/ko>")) in heard
            assert quieter(sound_named("<danger.text/ko>")) in heard
            assert len(spoken.ears.streams) == opened

    run_virtual(call())


def test_a_second_hash_leaves_quiet_mode_at_once_after_a_sentence_that_says_nothing() -> None:
    async def call() -> None:
        async with talk() as spoken:
            await spoken.press("1")
            await spoken.press("93")
            await spoken.listen_to_all()
            before = len(spoken.line.heard)
            await spoken.press("##")
            await spoken.listen_to_all()
            await spoken.task
            assert bytes(spoken.line.heard)[before:] == quieter(sound_named("<discreet.goodbye/ko>"))
            assert spoken.line.hung_up
            assert spoken.journal.summaries[0].outcome == "answered"

    run_virtual(call())

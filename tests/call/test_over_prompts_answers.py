"""Which of the things that were said over a prompt counts, and what is left of them (rule V17)."""

import asyncio

from ivr.call.ear import Ear
from speech.ports import Heard, Lost, SpeechStarted, Unclear, Zone
from tests.support.call_world import FRAME, talk
from tests.support.over_prompts import both_listen, menu_is_read
from tests.support.virtual_time import run_virtual


def test_sound_that_comes_in_a_burst_after_a_stall_is_put_where_it_belongs() -> None:
    async def call() -> None:
        async with talk() as spoken:
            await menu_is_read(spoken)
            ear = spoken.ears.open_streams[-1]
            spoken.line.sends_sound = False
            await spoken.wait(0.5)
            spoken.line.sends_sound = True
            spoken.line.say(b"\xff" * FRAME * 25)
            await spoken.wait(1.4)
            ages = [(len(sound) - sound.index(b"<menu.health")) // FRAME for sound in (ear.said, spoken.line.heard)]
            assert abs(ages[0] - ages[1]) <= 6, "frames; five wait to be given"

    run_virtual(call())


def test_nothing_of_a_caller_stays_in_ears_that_are_closed() -> None:
    async def call() -> None:
        async with talk() as spoken:
            await menu_is_read(spoken)
            await spoken.hear("menu.law", Zone.CONFIRM)
            spoken.line.leave()
            await spoken.turn()
            assert not spoken.ears.open_streams
            for stream in spoken.ears.streams:
                ear = getattr(stream._tell, "__self__", None)
                assert isinstance(ear, Ear)
                assert getattr(ear.take, "__self__", None) is None
                assert ear.take.__qualname__ == "_nobody"

    run_virtual(call())


def test_what_is_not_understood_over_a_sentence_is_no_error() -> None:
    async def call() -> None:
        async with talk() as spoken:
            await menu_is_read(spoken)
            spoken.ears.mumble()
            await spoken.turn()
            await spoken.listen_to_all()
            assert "error" not in spoken.said
            await spoken.hear("menu.law")
            await spoken.listen_to_all()
            assert "<law.choose/ko>" in spoken.said

    run_virtual(call())


def test_a_word_begun_over_the_end_of_a_question_is_heard_whole() -> None:
    async def call() -> None:
        async with talk() as spoken:
            await menu_is_read(spoken)
            ear = spoken.ears.open_streams[-1]
            ear.tell(SpeechStarted())
            await spoken.listen_to_all()
            assert spoken.ears.open_streams == [ear], "the same goes on"
            await asyncio.sleep(8)  # longer than silence would be waited for
            assert "error" not in spoken.said
            fed = ear.fed
            spoken.line.say(b"\xff" * FRAME * 10)
            assert ear.fed == fed + 10 * FRAME
            ear.tell(Heard("menu.law", "law", Zone.ACCEPT))
            await spoken.turn()
            await spoken.listen_to_all()
            assert "<law.choose/ko>" in spoken.said

    run_virtual(call())


def test_ears_that_die_after_something_unsure_are_opened_again_for_the_question() -> None:
    async def call() -> None:
        async with talk() as spoken:
            await menu_is_read(spoken)
            await spoken.hear("menu.law", Zone.CONFIRM)
            spoken.ears.open_streams[-1].tell(Lost())
            await spoken.listen_to_all()
            await spoken.hear("menu.work")
            await spoken.listen_to_all()
            assert "<work.choose/ko>" in spoken.said

    run_virtual(call())


def test_ears_that_die_over_a_sentence_are_opened_again_for_the_question() -> None:
    async def call() -> None:
        async with talk() as spoken:
            await menu_is_read(spoken)
            spoken.ears.open_streams[-1].tell(Lost())
            await spoken.turn()
            assert not spoken.ears.open_streams
            await spoken.listen_to_all()
            assert "error" not in spoken.said
            await spoken.hear("menu.law")
            await spoken.listen_to_all()
            assert "<law.choose/ko>" in spoken.said

    run_virtual(call())


def test_the_ears_are_told_what_the_line_says_meanwhile() -> None:
    async def call() -> None:
        async with talk() as spoken:
            await spoken.press("1")
            await spoken.turn()
            assert spoken.ears.open_streams
            ear = spoken.ears.open_streams[-1]
            began = len(spoken.line.heard)
            await spoken.wait(1.2)
            assert len(ear.said) >= 50 * FRAME
            assert len(ear.said) == ear.fed
            assert bytes(spoken.line.heard[began:]).startswith(ear.said)
            assert b"<promise/ko>" in ear.said

    run_virtual(call())


def test_missing_sound_moves_what_the_line_says_on() -> None:
    async def call() -> None:
        async with talk() as spoken:
            await menu_is_read(spoken)
            ear = spoken.ears.open_streams[-1]
            spoken.line.sends_sound = False
            await spoken.wait(1)
            spoken.line.sends_sound = True
            before = len(ear.said)
            await spoken.wait(0.2)
            said = ear.said[before:]
            assert said
            assert said in bytes(spoken.line.heard[-60 * FRAME :]), "it is what was said a second before"

    run_virtual(call())


def test_two_languages_are_weighed_before_one_is_taken() -> None:
    async def call() -> None:
        async with talk(hears=("ko", "en")) as spoken:
            await both_listen(spoken)
            korean, english = spoken.ears.open_streams[-2:]
            korean.tell(Heard("language.ko", "x", Zone.ACCEPT, 0.9))
            await spoken.turn()
            english.tell(Heard("language.en", "y", Zone.ACCEPT, 0.85))
            await spoken.turn()
            await spoken.wait(5)
            assert "<language.confirm" not in spoken.said, "neither is sure: the offer is read on"

    run_virtual(call())


def test_a_line_that_was_told_not_to_hears_nothing_while_it_speaks() -> None:
    async def call() -> None:
        async with talk(over_prompts=False) as spoken:
            await menu_is_read(spoken)
            assert not spoken.ears.open_streams
            await spoken.listen_to_all()
            assert spoken.ears.open_streams

    run_virtual(call())


def test_mumbling_at_the_end_of_a_question_is_asked_about_once() -> None:
    async def call() -> None:
        async with talk() as spoken:
            await menu_is_read(spoken)
            ear = spoken.ears.open_streams[-1]
            ear.tell(SpeechStarted())
            await spoken.listen_to_all()
            ear.tell(Unclear())
            await spoken.turn()
            await spoken.listen_to_all()
            assert spoken.said.count("<error.no_match/ko>") == 1

    run_virtual(call())

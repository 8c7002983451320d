"""What callers say while the line speaks: hot words at once, answers at the next gap, nothing lost (rule V17)."""

import asyncio

import pytest

from ivr.call.asked import LIKELY
from ivr.call.listening import EARLY_S
from speech.ports import DIGITS, Heard, SpeechStarted, Zone
from tests.support.call_world import talk
from tests.support.flow_books import beside_universal
from tests.support.over_prompts import NUMBER, both_listen, menu_is_read, stream_of, until
from tests.support.virtual_time import run_virtual


def test_an_answer_is_taken_at_the_next_gap_between_options() -> None:
    async def call() -> None:
        async with talk() as spoken:
            await menu_is_read(spoken)
            await spoken.hear("menu.law")
            before = spoken.said
            await spoken.wait(0.3)
            assert "<law.choose" not in spoken.said, "it was cut in the middle of an option"
            await spoken.wait(4)
            assert "<law.choose/ko>" in spoken.said
            assert "<menu.work" not in spoken.said.removeprefix(before)

    run_virtual(call())


def test_a_hot_word_stops_the_sentence_at_once() -> None:
    async def call() -> None:
        async with talk() as spoken:
            await menu_is_read(spoken)
            await spoken.hear("@person")
            await spoken.wait(0.1)
            assert "<person.looking" in spoken.said
            assert "<menu.health" not in spoken.said.partition("<menu.intro")[2]

    run_virtual(call())


def test_what_was_heard_unsurely_is_asked_back_when_the_question_is_over() -> None:
    async def call() -> None:
        async with talk() as spoken:
            await menu_is_read(spoken)
            await spoken.hear("menu.law", Zone.CONFIRM)
            await spoken.wait(3)
            assert "<confirm.heard" not in spoken.said
            await spoken.listen_to_all()
            await asyncio.sleep(EARLY_S - 0.1)
            assert "<confirm.heard" not in spoken.said, "something better may come"
            await asyncio.sleep(0.2)
            await spoken.turn()
            assert "<menu.work/ko><key.4/ko>" in spoken.said
            await spoken.listen_to_all()
            assert spoken.said.partition("<key.4/ko>")[2].startswith("<confirm.heard/ko><menu.law/ko>")

    run_virtual(call())


def test_what_may_well_be_a_crowd_is_not_asked_back() -> None:
    async def call() -> None:
        async with talk() as spoken:
            await menu_is_read(spoken)
            spoken.ears.open_streams[-1].tell(Heard("menu.law", "x", Zone.CONFIRM, LIKELY - 0.01))
            await spoken.turn()
            await spoken.listen_to_all()
            await asyncio.sleep(EARLY_S + 0.1)
            assert "<confirm.heard" not in spoken.said
            await spoken.hear("menu.work")
            await spoken.listen_to_all()
            assert "<work.choose/ko>" in spoken.said

    run_virtual(call())


def test_what_is_unsure_does_not_undo_what_was_sure() -> None:
    async def call() -> None:
        async with talk() as spoken:
            await menu_is_read(spoken)
            await spoken.hear("menu.law")
            await spoken.hear("menu.work", Zone.CONFIRM)
            await spoken.wait(4)
            assert "<law.choose/ko>" in spoken.said

    run_virtual(call())


def test_who_speaks_at_the_end_of_a_question_is_heard_before_what_was_unsure() -> None:
    async def call() -> None:
        async with talk() as spoken:
            await menu_is_read(spoken)
            await spoken.hear("menu.law", Zone.CONFIRM)
            await spoken.listen_to_all()
            ear = spoken.ears.open_streams[-1]
            ear.tell(SpeechStarted())  # as the ears do when the line is silent
            await asyncio.sleep(3)
            assert "<confirm.heard" not in spoken.said
            ear.tell(Heard("menu.work", "work", Zone.ACCEPT))
            await spoken.turn()
            await spoken.listen_to_all()
            assert "<work.choose/ko>" in spoken.said

    run_virtual(call())


def test_mumbling_after_something_unsure_leaves_that() -> None:
    async def call() -> None:
        async with talk() as spoken:
            await menu_is_read(spoken)
            await spoken.hear("menu.law", Zone.CONFIRM)
            await spoken.listen_to_all()
            spoken.ears.open_streams[-1].tell(SpeechStarted())
            spoken.ears.mumble()
            await spoken.turn()
            await spoken.listen_to_all()
            assert "<confirm.heard/ko><menu.law/ko>" in spoken.said
            assert "error" not in spoken.said

    run_virtual(call())


def test_an_answer_in_the_middle_of_a_gap_is_taken_there() -> None:
    async def call() -> None:
        async with talk() as spoken:
            await menu_is_read(spoken)
            await until(spoken, "<key.1/ko>")
            await spoken.wait(1.2)  # the key is said to its end, a second, and the gap has begun
            before = spoken.said
            await spoken.hear("menu.law")
            await spoken.wait(0.5)
            assert spoken.said.removeprefix(before).startswith("<law.choose/ko>")

    run_virtual(call())


def test_a_yes_before_it_was_said_what_it_is_about_confirms_nothing() -> None:
    async def call() -> None:
        async with talk() as spoken:
            await menu_is_read(spoken)
            await spoken.hear("@person", Zone.CONFIRM)
            await until(spoken, "<confirm.heard")
            await spoken.hear("yes")
            await spoken.wait(1.5)
            assert "<person.looking" not in spoken.said
            await until(spoken, "<yes_no.yes")
            await spoken.hear("yes")
            await spoken.wait(5)
            assert "<person.looking" in spoken.said

    run_virtual(call())


@pytest.mark.parametrize("first", Zone)
@pytest.mark.parametrize("second", Zone)
def test_digits_in_two_groups_over_the_question_are_one_number(first: Zone, second: Zone) -> None:
    async def call() -> None:
        async with talk(book=beside_universal({"welcome.yaml": NUMBER}, "ko")) as spoken:
            await spoken.wait(0.5)
            for phrase, zone in (("3 1 4", first), ("1 5 9", second)):
                spoken.ears.open_streams[-1].tell(Heard(DIGITS, phrase, zone))
                await spoken.wait(0.1)
                await asyncio.sleep(2.5)
            await spoken.listen_to_all()
            await asyncio.sleep(EARLY_S + 0.1)
            await spoken.turn()
            await spoken.listen_to_all()
            assert "<digits/ko314159>" in spoken.said

    run_virtual(call())


def test_what_was_said_long_ago_is_no_rival_in_another_language() -> None:
    async def call() -> None:
        async with talk(hears=("ko", "en")) as spoken:
            await both_listen(spoken)
            stream_of(spoken, "ko").tell(Heard("language.ko", "x", Zone.CONFIRM, 0.72))
            await spoken.wait(2)
            stream_of(spoken, "en").tell(Heard("language.en", "y", Zone.ACCEPT, 0.9))
            await spoken.wait(5)
            assert "<language.confirm/en>" in spoken.said

    run_virtual(call())

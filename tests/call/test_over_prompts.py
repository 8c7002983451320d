"""What callers say while the line speaks: hot words at once, answers at the next gap, nothing lost (rule V17)."""

import asyncio

from ivr.call.ear import Ear
from ivr.call.listening import EARLY_S
from speech.ports import DIGITS, Heard, Lost, SpeechStarted, Unclear, Zone
from tests.support.call_world import FRAME, Talk, TestStream, talk
from tests.support.flow_books import beside_universal
from tests.support.virtual_time import run_virtual

NUMBER = """
flow: welcome
start: number
nodes:
  number: {kind: ask, prompts: [need.codes], store: number, digits: {min: 4, max: 6}, next: told}
  told: {kind: menu, topic: law, prompts: [info.lawyer], offers: [person, again]}
"""


LONG_S = 60
"""Longer than anything here is waited for."""


async def _until(spoken: Talk, said: str) -> None:
    """This begins to be said."""
    before = spoken.said.count(said)
    for _ in range(LONG_S * 50):
        if spoken.said.count(said) > before:
            return
        await spoken.wait(0.02)
    raise AssertionError(f"{said} was not said: {spoken.said}")


async def _both_listen(spoken: Talk) -> None:
    for _ in range(LONG_S * 10):
        if len(spoken.ears.open_streams) == 2:
            return
        await spoken.wait(0.1)
    raise AssertionError("two languages were not listened to")


async def _menu_is_read(spoken: Talk) -> None:
    """The first menu has just begun."""
    await spoken.press("1")
    await _until(spoken, "<menu.intro")


def test_an_answer_is_taken_at_the_next_gap_between_options() -> None:
    async def call() -> None:
        async with talk() as spoken:
            await _menu_is_read(spoken)
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
            await _menu_is_read(spoken)
            await spoken.hear("@person")
            await spoken.wait(0.1)
            assert "<handover.looking" in spoken.said or "<person." in spoken.said
            assert "<menu.health" not in spoken.said.partition("<menu.intro")[2]

    run_virtual(call())


def test_what_was_heard_unsurely_is_asked_back_when_the_question_is_over() -> None:
    async def call() -> None:
        async with talk() as spoken:
            await _menu_is_read(spoken)
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


def test_what_is_unsure_does_not_undo_what_was_sure() -> None:
    async def call() -> None:
        async with talk() as spoken:
            await _menu_is_read(spoken)
            await spoken.hear("menu.law")
            await spoken.hear("menu.work", Zone.CONFIRM)
            await spoken.wait(4)
            assert "<law.choose/ko>" in spoken.said

    run_virtual(call())


def test_who_speaks_at_the_end_of_a_question_is_heard_before_what_was_unsure() -> None:
    async def call() -> None:
        async with talk() as spoken:
            await _menu_is_read(spoken)
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
            await _menu_is_read(spoken)
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
            await _menu_is_read(spoken)
            await _until(spoken, "<key.1/ko>")
            await spoken.wait(1.2)  # the key is said to its end, a second, and the gap has begun
            before = spoken.said
            await spoken.hear("menu.law")
            await spoken.wait(0.5)
            assert spoken.said.removeprefix(before).startswith("<law.choose/ko>")

    run_virtual(call())


def test_a_yes_before_it_was_said_what_it_is_about_confirms_nothing() -> None:
    async def call() -> None:
        async with talk() as spoken:
            await _menu_is_read(spoken)
            await spoken.hear("@person", Zone.CONFIRM)
            await _until(spoken, "<confirm.heard")
            await spoken.hear("yes")
            await spoken.wait(1.5)
            assert "<person.looking" not in spoken.said
            await _until(spoken, "<yes_no.yes")
            await spoken.hear("yes")
            await spoken.wait(5)
            assert "<person.looking" in spoken.said

    run_virtual(call())


def test_digits_in_two_groups_over_the_question_are_one_number() -> None:
    async def call() -> None:
        async with talk(book=beside_universal({"welcome.yaml": NUMBER}, "ko")) as spoken:
            await spoken.wait(0.5)
            for phrase in ("3 1 4", "1 5 9"):
                spoken.ears.open_streams[-1].tell(Heard(DIGITS, phrase, Zone.CONFIRM))
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
            await _both_listen(spoken)
            _stream(spoken, "ko").tell(Heard("language.ko", "x", Zone.CONFIRM, 0.72))
            await spoken.wait(2)
            _stream(spoken, "en").tell(Heard("language.en", "y", Zone.ACCEPT, 0.9))
            await spoken.wait(5)
            assert "<language.confirm/en>" in spoken.said

    run_virtual(call())


def test_sound_that_comes_in_a_burst_after_a_stall_is_put_where_it_belongs() -> None:
    async def call() -> None:
        async with talk() as spoken:
            await _menu_is_read(spoken)
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
            await _menu_is_read(spoken)
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


def _stream(spoken: Talk, language: str) -> TestStream:
    return next(stream for stream in spoken.ears.open_streams if stream.grammar.language == language)


def test_what_is_not_understood_over_a_sentence_is_no_error() -> None:
    async def call() -> None:
        async with talk() as spoken:
            await _menu_is_read(spoken)
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
            await _menu_is_read(spoken)
            ear = spoken.ears.open_streams[-1]
            ear.tell(SpeechStarted())
            await spoken.listen_to_all()
            opened = len(spoken.ears.streams)
            await asyncio.sleep(8)  # longer than silence would be waited for
            assert "error" not in spoken.said
            fed = ear.fed
            spoken.line.say(b"\xff" * FRAME * 10)
            assert ear.fed == fed + 10 * FRAME
            ear.tell(Heard("menu.law", "law", Zone.ACCEPT))
            await spoken.turn()
            await spoken.listen_to_all()
            assert len(spoken.ears.streams) >= opened
            assert "<law.choose/ko>" in spoken.said

    run_virtual(call())


def test_ears_that_die_over_a_sentence_are_opened_again_for_the_question() -> None:
    async def call() -> None:
        async with talk() as spoken:
            await _menu_is_read(spoken)
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
            await _menu_is_read(spoken)
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
            await _both_listen(spoken)
            korean, english = spoken.ears.open_streams[-2:]
            korean.tell(Heard("language.ko", "x", Zone.ACCEPT, 0.9))
            await spoken.turn()
            english.tell(Heard("language.en", "y", Zone.ACCEPT, 0.85))
            await spoken.turn()
            await spoken.wait(3)
            assert "<language.confirm" not in spoken.said, "neither is sure: the offer is read on"

    run_virtual(call())


def test_a_line_that_was_told_not_to_hears_nothing_while_it_speaks() -> None:
    async def call() -> None:
        async with talk(over_prompts=False) as spoken:
            await _menu_is_read(spoken)
            assert not spoken.ears.open_streams
            await spoken.listen_to_all()
            assert spoken.ears.open_streams

    run_virtual(call())


def test_mumbling_at_the_end_of_a_question_is_asked_about_once() -> None:
    async def call() -> None:
        async with talk() as spoken:
            await _menu_is_read(spoken)
            ear = spoken.ears.open_streams[-1]
            ear.tell(SpeechStarted())
            await spoken.listen_to_all()
            ear.tell(Unclear())
            await spoken.turn()
            await spoken.listen_to_all()
            assert spoken.said.count("<error.no_match/ko>") == 1

    run_virtual(call())

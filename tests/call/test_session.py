"""A session on an exact clock, against the fake line and fake ears: every way through, every way out."""

import asyncio

from speech.ports import Deaf, SpeechStarted, Zone
from tests.support.call_world import NamedSounds, Talk, talk
from tests.support.virtual_time import run_virtual


async def _to_menu(spoken: Talk) -> None:
    await spoken.press("1")
    await spoken.listen_to_all()
    assert spoken.said.endswith("<menu.work/ko><key.4/ko>")


def test_a_key_during_the_greeting_chooses_the_language() -> None:
    async def call() -> None:
        async with talk() as spoken:
            spoken.line.advance(0.2)
            await spoken.press("2")
            await spoken.listen_to_all()
            assert "<promise/en>" in spoken.said
            assert "<language.offer" not in spoken.said

    run_virtual(call())


def test_a_word_and_a_key_reach_the_same_sentence() -> None:
    async def call(*, by_word: bool) -> str:
        async with talk() as spoken:
            await _to_menu(spoken)
            if by_word:
                await spoken.hear("menu.law")
            else:
                await spoken.press("2")
            await spoken.listen_to_all()
            return spoken.said.partition("<key.4/ko>")[2]

    by_word = run_virtual(call(by_word=True))
    assert by_word.startswith("<law.choose/ko>")
    assert run_virtual(call(by_word=False)) == by_word


def test_a_key_stops_the_prompt_within_a_frame_and_is_followed_by_half_a_second_of_silence() -> None:
    async def call() -> None:
        async with talk() as spoken:
            await _to_menu(spoken)
            await spoken.press("3")
            spoken.line.advance(1.2)
            heard = len(spoken.line.heard)
            await spoken.press("#")
            spoken.line.advance(0.46)
            assert bytes(spoken.line.heard[heard:]).strip(b"\xff") == b""
            spoken.line.advance(0.06)
            assert bytes(spoken.line.heard[heard:]).strip(b"\xff") == b"<menu.intro/ko>"

    run_virtual(call())


def test_a_key_going_down_silences_the_prompt_before_it_is_let_go() -> None:
    async def call() -> None:
        async with talk() as spoken:
            await _to_menu(spoken)
            await spoken.press("3")
            spoken.line.advance(1.2)
            spoken.line.press_down("#")
            await spoken.turn()
            assert spoken.line.playing is None
            await spoken.press("#")
            await spoken.listen_to_all()
            assert spoken.said.endswith("<menu.work/ko><key.4/ko>")

    run_virtual(call())


def test_seven_seconds_of_silence_bring_a_reprompt_and_speech_stops_that_clock() -> None:
    async def call() -> None:
        async with talk() as spoken:
            await _to_menu(spoken)
            await asyncio.sleep(6.9)
            spoken.ears.open_streams[-1].tell(SpeechStarted())
            await asyncio.sleep(5)
            assert "error" not in spoken.said
            spoken.ears.mumble()
            await spoken.listen_to_all()
            assert "<error.no_match/ko>" in spoken.said
            await asyncio.sleep(6.9)
            await spoken.listen_to_all()
            assert "<error.no_input/ko>" not in spoken.said
            await asyncio.sleep(0.2)
            await spoken.listen_to_all()
            assert "<error.no_input/ko>" in spoken.said

    run_virtual(call())


def test_a_lost_recogniser_costs_one_reprompt_and_no_error() -> None:
    async def call() -> None:
        async with talk() as spoken:
            await _to_menu(spoken)
            spoken.ears.die()
            await spoken.listen_to_all()
            assert spoken.said.endswith("<error.ears_lost/ko>")
            await spoken.hear("menu.shelter")
            await spoken.listen_to_all()
            assert "<shelter.choose/ko>" in spoken.said
        assert spoken.journal.summaries[0].no_match == 0

    run_virtual(call())


def test_full_ears_are_told_and_the_question_is_one_for_keys_and_the_next_is_heard_again() -> None:
    async def call() -> None:
        async with talk() as spoken:
            spoken.ears.deaf = True
            await _to_menu(spoken)
            assert spoken.said.count("<error.keys_only/ko>") == 1
            assert spoken.said.rpartition("<error.keys_only/ko>")[2].startswith("<menu.intro_keys/ko>")
            spoken.ears.deaf = False
            await asyncio.sleep(7.1)
            await spoken.listen_to_all()
            assert spoken.said.rpartition("<error.no_input/ko>")[2].startswith("<menu.intro_keys/ko>")
            assert not spoken.ears.streams
            await spoken.press("2")
            await spoken.listen_to_all()
            assert spoken.ears.open_streams
            assert spoken.said.count("<error.keys_only/ko>") == 1
        assert spoken.journal.summaries[0].no_match == 0

    run_virtual(call())


def test_ears_that_fill_up_while_somebody_waits_are_told() -> None:
    async def call() -> None:
        async with talk() as spoken:
            await _to_menu(spoken)
            spoken.ears.open_streams[-1].tell(SpeechStarted())
            spoken.ears.open_streams[-1].tell(Deaf())
            await spoken.listen_to_all()
            assert "<error.keys_only/ko><menu.intro_keys/ko>" in spoken.said
            assert not spoken.ears.open_streams

    run_virtual(call())


def test_where_nothing_can_be_heard_the_keys_go_on_working() -> None:
    async def call() -> None:
        async with talk() as spoken:
            spoken.ears.deaf = True
            await _to_menu(spoken)
            await spoken.press("4")
            await spoken.listen_to_all()
            assert "<work.choose/ko>" in spoken.said

    run_virtual(call())


def test_an_unsure_word_is_confirmed() -> None:
    async def call() -> None:
        async with talk() as spoken:
            await _to_menu(spoken)
            await spoken.hear("menu.health", Zone.CONFIRM)
            await spoken.listen_to_all()
            assert "<confirm.heard/ko><menu.health/ko><yes_no.yes/ko>" in spoken.said
            await spoken.hear("yes")
            await spoken.listen_to_all()
            assert "<health.choose/ko>" in spoken.said

    run_virtual(call())


def test_pure_silence_ends_with_a_sentence_after_two_minutes() -> None:
    async def call() -> float:
        async with talk() as spoken:
            while not spoken.task.done():
                await spoken.listen_to_all()
                await asyncio.sleep(0.5)
            assert spoken.said.endswith("<quiet.goodbye/ko>")
            assert spoken.line.hung_up
            assert spoken.journal.summaries[0].outcome == "nobody_free"
            return asyncio.get_running_loop().time()

    assert 100 < run_virtual(call()) < 200


def test_hanging_up_at_any_moment_leaves_nothing_and_is_counted_once() -> None:
    async def call(after: int) -> None:
        async with talk() as spoken:
            for _ in range(after):
                spoken.line.advance(0.3)
                await spoken.turn()
            spoken.line.leave()
            await asyncio.wait_for(spoken.task, 1)
            assert len(spoken.journal.summaries) == 1
            assert spoken.journal.summaries[0].outcome == "left"
            assert not spoken.ears.open_streams

    for after in range(0, 80, 7):
        run_virtual(call(after))


def test_what_a_call_leaves_is_coarse() -> None:
    async def call() -> None:
        async with talk() as spoken:
            await _to_menu(spoken)
            await spoken.hear("menu.law")
            await spoken.listen_to_all()
            await spoken.press("1")
            spoken.line.leave()
            await spoken.task
            summary = spoken.journal.summaries[0]
            assert (summary.language, summary.topic, summary.outcome) == ("ko", "law", "answered")
            assert (summary.turns, summary.by, summary.first_information) == ("1-2", "both", "0-30s")

    run_virtual(call())


def test_no_language_leads_to_a_sentence_in_each_and_back() -> None:
    async def call() -> None:
        async with talk() as spoken:
            await spoken.press("8")
            await spoken.listen_to_all()
            each = "".join(f"<person.unknown_language/{language}>" for language in ("ko", "en", "fr"))
            assert each in spoken.said
            assert spoken.said.endswith("<language.none/ko><key.8/ko>")
            spoken.line.leave()
            await spoken.task
            assert spoken.journal.summaries[0].language == "unknown"

    run_virtual(call())


def test_a_fault_of_ours_ends_with_an_apology_and_is_counted_as_failed() -> None:
    class Broken(NamedSounds):
        def sound(self, prompt: str, language: str, values: tuple[tuple[str, str], ...], slow: bool) -> bytes:
            if prompt == "law.choose":
                raise RuntimeError("a fault")
            return super().sound(prompt, language, values, slow)

    async def call() -> None:
        async with talk(sounds=Broken()) as spoken:
            await _to_menu(spoken)
            await spoken.press("2")
            await spoken.listen_to_all()
            await asyncio.wait_for(spoken.task, 1)
            assert spoken.said.endswith("<apology/ko>")
            assert spoken.line.hung_up
            assert spoken.journal.summaries[0].outcome == "failed"
            assert [str(fault) for fault in spoken.faults] == ["a fault"]

    run_virtual(call())


def test_a_missing_sound_leads_to_a_person_and_the_second_time_to_an_apology() -> None:
    async def call() -> None:
        async with talk(sounds=NamedSounds(frozenset({"law.choose"}))) as spoken:
            await _to_menu(spoken)
            before = len(spoken.said)
            await spoken.press("2")
            await spoken.listen_to_all()
            assert spoken.said[before:].startswith("<person.looking/ko><person.nobody/ko><menu.intro/ko>")
            assert not spoken.task.done()
            await spoken.press("2")
            await spoken.listen_to_all()
            await asyncio.wait_for(spoken.task, 1)
            assert spoken.said.endswith("<apology/ko>")
            assert spoken.journal.summaries[0].outcome == "failed"

    run_virtual(call())


def test_a_caller_whose_sound_stopped_is_let_go() -> None:
    async def call() -> None:
        async with talk() as spoken:
            spoken.line.sends_sound = False
            await _to_menu(spoken)
            assert spoken.line.watching
            spoken.line.advance(61)
            await spoken.listen_to_all()
            await asyncio.wait_for(spoken.task, 1)
            assert spoken.said.endswith("<quiet.goodbye/ko>")
            assert spoken.line.hung_up

    run_virtual(call())

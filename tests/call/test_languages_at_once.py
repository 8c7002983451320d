"""Several languages are listened for at once: the surest wins, with a margin, and is always asked back (rule V4)."""

import asyncio

import pytest

from flows.load import book
from flows.model import FlowBook
from flows.nodes.base import Offer
from ivr.call.asked import MARGIN, MOST_AT_ONCE, OTHERS_S, NotSaid, Said, surest
from speech.ports import Heard, Lost, SpeechStarted, Unclear, Zone
from tests.support.call_world import Talk, TestStream, talk
from tests.support.flow_books import TEXTS
from tests.support.virtual_time import run_virtual

TONGUES = ("ko", "en", "fr", "es", "ar")
FLOW = """
flow: welcome
start: languages
nodes:
  languages: {kind: language, next: last, unknown: nobody}
  nobody: {kind: handover, next: languages, nobody: languages}
  last: {kind: menu, topic: law, prompts: [info.law], offers: [person, again]}
"""


def flows() -> FlowBook:
    return book({"universal": TEXTS["universal.yaml"], "welcome": FLOW}, Offer(TONGUES, "ko", frozenset(TONGUES)))


def heard(option: str, confidence: float, zone: Zone = Zone.ACCEPT) -> Heard:
    return Heard(option, option, zone, confidence)


async def at_the_page(spoken: Talk) -> dict[str, TestStream]:
    """The ears that are open, by language."""
    await spoken.listen_to_all()
    for stream in spoken.ears.open_streams:
        stream.tell(SpeechStarted())
    return {stream.grammar.language: stream for stream in spoken.ears.open_streams}


@pytest.mark.parametrize(
    ("others", "verdict"),
    [
        ((), Said("language.fr", sure=True, phrase="language.fr")),
        ((heard("language.ko", 0.9 - MARGIN - 0.01),), Said("language.fr", sure=True, phrase="language.fr")),
        ((heard("language.ko", 0.9 - MARGIN + 0.01),), NotSaid("unclear")),
        ((heard("language.ko", 0.2), heard("language.es", 0.95)), NotSaid("unclear")),
    ],
)
def test_the_surest_wins_with_a_margin_over_every_other(others: tuple[Heard, ...], verdict: Said | NotSaid) -> None:
    answers = [heard("language.fr", 0.9), *others]
    assert surest(answers) == surest(answers[::-1]) == verdict


def test_one_thing_heard_in_two_languages_is_no_rival_of_itself() -> None:
    assert surest([heard("@person", 0.8), heard("@person", 0.75)]) == Said("@person", sure=True, phrase="@person")


def test_four_languages_are_heard_at_once_and_each_has_its_own_names_and_calls_for_help() -> None:
    async def call() -> None:
        async with talk(book=flows(), hears=TONGUES) as spoken:
            ears = await at_the_page(spoken)
            assert tuple(ears) == TONGUES[:MOST_AT_ONCE]
            for language, stream in ears.items():
                names = [name for name, _ in stream.grammar.options]
                assert [name for name in names if name.startswith("language.")] == [f"language.{language}"]
                assert "@person" in names

    run_virtual(call())


@pytest.mark.parametrize("answer", ["key", "word"])
def test_a_language_is_asked_back_in_itself_and_then_spoken(answer: str) -> None:
    async def call() -> None:
        async with talk(book=flows(), hears=TONGUES) as spoken:
            ears = await at_the_page(spoken)
            ears["fr"].tell(heard("language.fr", 0.99))
            for language in ("ko", "en", "es"):
                ears[language].tell(Unclear())
            await spoken.listen_to_all()
            assert "<language.confirm/fr>" in spoken.said
            assert "<info.law" not in spoken.said
            assert [stream.grammar.language for stream in spoken.ears.open_streams] == ["fr"]
            await (spoken.press("1") if answer == "key" else spoken.hear("yes"))
            await spoken.listen_to_all()
            assert "<info.law/fr>" in spoken.said

    run_virtual(call())


def test_the_language_that_is_surest_wins_though_another_was_first() -> None:
    async def call() -> None:
        async with talk(book=flows(), hears=TONGUES) as spoken:
            ears = await at_the_page(spoken)
            ears["ko"].tell(heard("language.ko", 0.6, Zone.CONFIRM))
            ears["fr"].tell(heard("language.fr", 0.9))
            await spoken.listen_to_all()
            assert "<language.confirm" not in spoken.said
            for language in ("en", "es"):
                ears[language].tell(Unclear())
            await spoken.listen_to_all()
            assert "<language.confirm/fr>" in spoken.said

    run_virtual(call())


def test_two_that_are_nearly_as_sure_are_none() -> None:
    async def call() -> None:
        async with talk(book=flows(), hears=TONGUES) as spoken:
            ears = await at_the_page(spoken)
            ears["ko"].tell(heard("language.ko", 0.85))
            ears["fr"].tell(heard("language.fr", 0.9))
            ears["en"].tell(Unclear())
            ears["es"].tell(Lost())
            before = spoken.said
            await spoken.listen_to_all()
            assert "<language.confirm" not in spoken.said
            assert spoken.said.count("<language.offer/ko>") > before.count("<language.offer/ko>")

    run_virtual(call())


def test_a_language_whose_ears_say_nothing_is_not_waited_for_longer_than_it_takes_to_refuse() -> None:
    async def call() -> None:
        async with talk(book=flows(), hears=TONGUES) as spoken:
            ears = await at_the_page(spoken)
            ears["fr"].tell(heard("language.fr", 0.9))
            await spoken.turn()
            await _pass(OTHERS_S - 0.1)
            await spoken.listen_to_all()
            assert "<language.confirm" not in spoken.said
            await _pass(0.2)
            await spoken.listen_to_all()
            assert "<language.confirm/fr>" in spoken.said

    run_virtual(call())


@pytest.mark.parametrize("answer", ["no", "silence"])
def test_no_and_silence_lead_back_to_the_page(answer: str) -> None:
    async def call() -> None:
        async with talk(book=flows(), hears=TONGUES) as spoken:
            ears = await at_the_page(spoken)
            for language in ("ko", "en", "es"):
                ears[language].tell(Unclear())
            ears["fr"].tell(heard("language.fr", 0.99))
            await spoken.listen_to_all()
            pages = spoken.said.count("<language.offer/ko>")
            await (spoken.hear("no") if answer == "no" else _pass(8))
            await spoken.listen_to_all()
            assert spoken.said.count("<language.offer/ko>") == pages + 1
            assert "<info.law" not in spoken.said

    run_virtual(call())


async def _pass(seconds: float) -> None:
    await asyncio.sleep(seconds)

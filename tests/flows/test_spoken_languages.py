"""A language by saying it (rule V4): never without its own yes, and "wrong language" wherever words are heard."""

from functools import cache

import pytest

from flows.effects import Listen
from flows.model import LANGUAGE, FlowBook
from flows.proofs.explore import Map, explore
from flows.state import Listening
from flows.walk import Walk
from tests.support.flow_books import library

HEARD = ("ko", "en", "fr")


@cache
def book() -> FlowBook:
    return library(*HEARD)


@cache
def found() -> Map:
    return explore(book(), "welcome")


def called(*actions: str) -> Walk:
    walked = Walk(book(), "welcome")
    for action in actions:
        walked.do(action)
    walked.settle()
    return walked


def test_wrong_language_can_be_said_wherever_a_word_can() -> None:
    pauses = [moment for moment in found().pauses.values() if isinstance(moment.state.mode, Listening)]
    spoken = [moment for moment in pauses if moment.state.language in HEARD and not moment.state.discreet]
    assert len({moment.state.place for moment in spoken}) > 40
    for moment in spoken:
        tongue = {moment.state.language, moment.state.confirming} & set(HEARD)
        assert any(("@language", one) in moment.options for one in tongue), moment.state.place


def test_it_leads_to_the_languages_from_everywhere() -> None:
    ways = [way for way in found().all_ways() if way.act.label == "say @language"]
    assert len(ways) > 40
    places = {found().pauses[way.target].state.place for way in ways if way.target in found().pauses}
    assert places == {LANGUAGE}


@pytest.mark.parametrize("language", HEARD)
@pytest.mark.parametrize("verb", ["say", "mumble"])
def test_no_language_is_spoken_before_its_own_yes(language: str, verb: str) -> None:
    walked = called(f"{verb} language.{language}")
    assert walked.state.language is None
    assert walked.state.confirming == language
    listens = [effect for effect in walked.step.effects if isinstance(effect, Listen)]
    assert {tongue for _, tongue in listens[-1].options} == {language}
    walked.do("say yes")
    assert walked.state.language == language


@pytest.mark.parametrize("answer", ["say no", "silence", "nonsense", "mumble yes", "key 2"])
def test_everything_else_leads_back_to_the_page(answer: str) -> None:
    walked = called("say language.fr")
    walked.do(answer)
    assert (str(walked.state.place), walked.state.language, walked.state.confirming) == ("welcome.languages", None, "")


def test_no_way_from_a_spoken_language_leads_past_the_question_back() -> None:
    """Every way there is, of every caller."""
    said = [way for way in found().all_ways() if way.act.label.partition(" ")[2].startswith("language.")]
    assert said
    for way in said:
        assert way.target in found().pauses
        assert found().pauses[way.target].state.confirming == way.act.label.partition("language.")[2]

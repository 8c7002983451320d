"""Errors lead to a person and never to a drop: all questions, all sequences (rule V16; DESIGN 4, The ladder ends)."""

from collections.abc import Iterator

import pytest

from flows.effects import FindPerson, HangUp
from flows.events import Heard, KeyPressed, NobodyFree, NotUnderstood, PlayedToEnd, Silence
from flows.limits import ERRORS_BEFORE_PERSON, LANGUAGE_ERRORS
from flows.proofs.explore import Key, Map, explore
from flows.proofs.paths import by_keys, shortest
from flows.state import Finding, Listening, Sounding, Speaking
from flows.step import Step
from tests.support.flow_books import library
from tests.support.random_calls import Driver

NOT_BY_KEYS = frozenset({"universal.language"})
"""Only the words for `wrong language` lead there."""


def _keys_to() -> dict[str, str]:
    found = explore(library(), "welcome")
    ways = {
        found.pauses[key].state.place: way for key, way in shortest(found, by_keys).items() if not discreet(found, key)
    }
    return {str(place): "".join(way.act.label[-1] for way in there) for place, there in ways.items()}


def discreet(found: Map, key: Key) -> bool:
    return found.pauses[key].state.discreet


KEYS_TO = _keys_to()
"""Every question of the library and the keys that lead there; the test below says that none is left out."""
LONGEST = 6
"""Errors in a row."""


def call(keys: str, *hears: str) -> Driver:
    """A call at its last question. Time stands still, so that no clock ends it."""
    driver = Driver(library(*hears), "welcome")
    settle(driver)
    for key in keys:
        driver.post(KeyPressed(0, key))
        settle(driver)
    return driver


def settle(driver: Driver) -> None:
    while not isinstance(mode := driver.state.mode, Listening):
        match mode:
            case Speaking(play):
                driver.post(PlayedToEnd(0, play))
            case Sounding(listen):
                driver.post(Silence(0, listen))
            case Finding(find):
                driver.post(NobodyFree(0, find))
            case _:
                raise AssertionError(mode)


def err(driver: Driver, why: str) -> list[Step]:
    mode = driver.state.mode
    assert isinstance(mode, Listening)
    before = len(driver.steps)
    driver.post(Silence(0, mode.listen) if why == "no_input" else NotUnderstood(0, mode.listen))
    settle(driver)
    return driver.steps[before:]


def test_the_table_names_every_question_of_the_library() -> None:
    flows = library().flows
    questions = {f"{name}.{node}" for name, flow in flows.items() for node, body in flow.nodes.items() if body.asks}
    assert questions == set(KEYS_TO) | NOT_BY_KEYS
    assert (KEYS_TO["welcome.languages"], KEYS_TO["welcome.needs"], KEYS_TO["law.papers"]) == ("", "1", "122")


@pytest.mark.parametrize("hears", [(), ("ko",)], ids=["deaf", "hearing"])
@pytest.mark.parametrize("question", KEYS_TO)
def test_errors_end_with_a_person_and_never_with_a_drop(question: str, hears: tuple[str, ...]) -> None:
    most = LANGUAGE_ERRORS if question == "welcome.languages" else ERRORS_BEFORE_PERSON
    start = call(KEYS_TO[question], *hears)
    assert str(start.state.place) == question
    assert sum(1 for _ in err_on(start, 0, 0, most)) == 2 ** (LONGEST + 1) - 2


def err_on(driver: Driver, count: int, searches: int, most: int) -> Iterator[None]:
    """Every sequence of errors from here, one after the other, as a tree."""
    if count == LONGEST:
        return
    state, busy = driver.state, driver.busy
    for why in ("no_input", "no_match"):
        driver.state, driver.busy = state, busy
        steps = err(driver, why)
        assert HangUp() not in [effect for step in steps for effect in step.effects]
        assert isinstance(driver.state.mode, Listening)
        found = searches + sum(isinstance(effect, FindPerson) for step in steps for effect in step.effects)
        assert found == (count + 1) // most, "one search for a person at the end of each ladder"
        yield
        yield from err_on(driver, count + 1, found, most)


def test_a_good_answer_makes_patience_whole_again() -> None:
    driver = call("1")
    err(driver, "no_input")
    err(driver, "no_match")
    driver.post(KeyPressed(0, "2"))
    settle(driver)
    assert driver.state.errors_here == 0
    err(driver, "no_input")
    assert driver.state.errors_here == 1


def test_five_errors_anywhere_lead_to_a_person() -> None:
    driver = call("1")
    for key in "12":
        err(driver, "no_input")
        err(driver, "no_match")
        driver.post(KeyPressed(0, key))
        settle(driver)
        driver.post(KeyPressed(0, "#"))
        settle(driver)
    assert driver.state.errors_total == 4
    steps = err(driver, "no_input")
    assert any(isinstance(effect, FindPerson) for step in steps for effect in step.effects)
    assert driver.state.tally.ladder_end


def test_an_unsure_word_is_no_answer_without_a_yes() -> None:
    """Silence, noise and another word are never a yes (rule V22)."""
    for why in ("no_input", "no_match"):
        driver = call("1", "ko")
        mode = driver.state.mode
        assert isinstance(mode, Listening)
        driver.post(Heard(0, mode.listen, "menu.law", sure=False))
        settle(driver)
        assert driver.state.confirming == "law"
        err(driver, why)
        assert str(driver.state.place) == "welcome.needs"
        assert not driver.state.confirming

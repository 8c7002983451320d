"""A key going down silences what it will interrupt, and nothing else; a key that never comes strands nobody."""

import pytest

from flows.effects import StopPlaying
from flows.events import DeadlinePassed, KeyDown, KeyPressed
from flows.limits import KEY_HELD_MS
from flows.state import Listening, Speaking
from flows.walk import Walk
from tests.support.call_world import library


def _at_menu() -> Walk:
    walked = Walk(library(frozenset({"ko"})), "welcome")
    walked.do("early 1")
    walked.settle()
    walked.do("key 2")
    return walked


@pytest.mark.parametrize("key", list("0123456789*#"))
def test_every_key_silences_a_question(key: str) -> None:
    walked = _at_menu()
    assert isinstance(walked.state.mode, Speaking)
    step = walked.post(KeyDown(walked.at, key))
    assert step.effects == (StopPlaying(),)
    assert walked.post(KeyDown(walked.at, key)).effects == ()


def test_what_the_key_does_comes_when_it_is_let_go() -> None:
    down, up = _at_menu(), _at_menu()
    down.post(KeyDown(down.at, "#"))
    for walked in (down, up):
        walked.at += 200
        walked.post(KeyPressed(walked.at, "#"))
    assert down.state.place == up.state.place
    assert down.step.effects[-1] == up.step.effects[-1]


def test_a_key_that_never_comes_is_waited_for_three_seconds() -> None:
    walked = _at_menu()
    step = walked.post(KeyDown(walked.at, "5"))
    (clock,) = step.deadlines
    assert (clock.name, clock.at) == ("key", walked.at + KEY_HELD_MS)
    walked.at = clock.at - 1
    assert walked.post(DeadlinePassed(walked.at, "key")).effects == ()
    walked.at = clock.at
    walked.post(DeadlinePassed(walked.at, "key"))
    assert isinstance(walked.state.mode, Listening)


def test_a_key_while_nothing_is_said_changes_nothing() -> None:
    walked = _at_menu()
    walked.settle()
    before = walked.state
    assert walked.post(KeyDown(walked.at, "5")).effects == ()
    assert walked.state == before

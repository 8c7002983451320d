"""Rule V22: silence, noise, haste and a voice that is not known are never a consent."""

from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flows.events import Event, Heard, KeyPressed
from flows.load import book
from flows.model import FlowBook
from flows.nodes.base import Offer
from flows.proofs import prove
from flows.proofs.explore import explore
from flows.proofs.paths import by_keys, by_voice, reached
from flows.state import CallState, Listening, Place, Speaking
from flows.step import Answered
from flows.walk import Walk
from tests.support.flow_books import TEXTS
from tests.support.random_calls import WHIMS, Driver, Whim

FLOW = """
flow: asks
start: first
nodes:
  first: {kind: consent, what: message, prompts: [consent.message], yes: given, no: refused}
  given: {kind: menu, topic: law, prompts: [info.given], offers: [person, again, back]}
  refused: {kind: menu, topic: law, prompts: [info.refused], offers: [person, again, back]}
"""
FIRST, GIVEN, REFUSED = (Place("asks", node) for node in ("first", "given", "refused"))
KINDS = pytest.mark.parametrize("by_example", [False, True], ids=["model", "example"])


@cache
def flows(*, by_example: bool) -> FlowBook:
    hearing = frozenset({"ko"})
    offer = Offer(("ko", "en"), "ko", hearing, by_example=hearing if by_example else frozenset())
    return book({"universal": TEXTS["universal.yaml"], "asks": FLOW}, offer)


def called(*actions: str, by_example: bool = True) -> Walk:
    walked = Walk(flows(by_example=by_example), "asks", language="ko")
    for action in actions:
        walked.do(action)
    walked.settle()
    return walked


@pytest.mark.parametrize("first", ["say yes", "mumble yes"])
@pytest.mark.parametrize("second", ["say yes", "mumble yes", "key 1"])
def test_two_yeses_to_two_questions_are_a_consent(first: str, second: str) -> None:
    walked = called(first)
    assert walked.state.place == FIRST
    assert "consent.sure/ko" in walked.lines[-2]
    walked.do(second)
    assert walked.state.place == GIVEN
    assert dict(walked.state.answers) == {"message": "yes"}


@pytest.mark.parametrize(
    "second", ["nonsense", "silence", "ears lost", "say @again", "key #", "key 0", "key 3", "early 9"]
)
def test_anything_else_than_a_second_yes_is_none(second: str) -> None:
    walked = called("mumble yes", second)
    assert not walked.state.answers
    assert GIVEN not in {moment.what.place for moment in walked.moments if isinstance(moment.what, Answered)}


@pytest.mark.parametrize("second", ["say no", "mumble no", "key 2"])
def test_a_no_to_the_second_question_is_a_no(second: str) -> None:
    walked = called("mumble yes", second)
    assert walked.state.place == REFUSED
    assert dict(walked.state.answers) == {"message": "no"}


@pytest.mark.parametrize("between", ["nonsense", "silence", "key #"])
def test_a_yes_from_before_does_not_count(between: str) -> None:
    walked = called("mumble yes", between, "mumble yes")
    assert (walked.state.place, walked.state.answers) == (FIRST, ())


def test_the_key_alone_is_a_consent_and_one_sure_yes_where_a_model_hears() -> None:
    assert called("key 1").state.place == GIVEN
    assert called("say yes", by_example=False).state.place == GIVEN
    assert called("mumble yes", by_example=False).state.place == FIRST


@KINDS
def test_it_is_given_by_voice_alone_and_by_keys_alone(*, by_example: bool) -> None:
    found = explore(flows(by_example=by_example), "asks", "ko")
    assert {GIVEN, REFUSED} <= reached(found, by_voice) & reached(found, by_keys)
    assert prove(flows(by_example=by_example), lambda _: 2_000).unproved == ()


class Witness:
    """What speaks for a consent at each moment, told apart from the engine by events and modes alone."""

    def __init__(self, *, by_example: bool) -> None:
        self._by_example = by_example
        self.yeses = 0

    def entitled(self, before: CallState, event: Event) -> bool:
        """Whether this event may be the one that gives it."""
        if before.place != FIRST or before.ended:
            self.yeses = 0
            return False
        match event:
            case KeyPressed(key="1"):
                return True
            case Heard(_, listen, "yes", sure) if before.mode == Listening(listen):
                self.yeses += 1
                return self.yeses >= 2 if self._by_example else sure
        if self._undoes(before, event):
            self.yeses = 0
        return False

    def _undoes(self, before: CallState, event: Event) -> bool:
        answers = isinstance(before.mode, Listening) and getattr(event, "listen", None) == before.mode.listen
        return answers and type(event).__name__ in {"NotUnderstood", "Silence"}


@KINDS
@given(whims=st.lists(WHIMS, max_size=60))
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
def test_never_without_the_key_or_what_was_said_surely_enough(whims: list[Whim], *, by_example: bool) -> None:
    driver, witness = Driver(flows(by_example=by_example), "asks"), Witness(by_example=by_example)
    for event in driver.events(whims):
        before = driver.state
        entitled = witness.entitled(before, event)
        step = driver.post(event)
        given_now = dict(step.state.answers).get("message") == "yes" and dict(before.answers).get("message") != "yes"
        assert entitled or not given_now
        if given_now:
            assert not (isinstance(before.mode, Speaking) and not before.mode.skippable), "it was still being explained"

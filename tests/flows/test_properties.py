"""What holds for every call, whatever happens in it."""

from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flows.effects import HangUp, Play, Spoken
from flows.events import Event, HungUp, KeyPressed
from flows.limits import TRAIL_MAX
from flows.model import FlowBook
from flows.nodes.ask import Ask
from flows.nodes.handover import Handover
from flows.state import CallState, Listening, Recording
from flows.walk import Walk
from tests.support.flow_books import everything, library
from tests.support.random_calls import WHIMS, Driver, Whim, settle

QUICK = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
FLOWS = pytest.mark.parametrize("flow", ["welcome", "everything"])
ACTIONS = st.sampled_from([*(f"early {key}" for key in "0123456789*#"), "wait 3", "wait 12"])
CALLS = st.lists(WHIMS, max_size=40)


@cache
def book(flow: str) -> FlowBook:
    return library("ko", "en") if flow == "welcome" else everything("ko", "en")


def driven(flow: str, whims: list[Whim]) -> Driver:
    driver = Driver(book(flow), flow)
    for event in driver.events(whims):
        driver.post(event)
    return driver


def collects_digits(state: CallState, flow: str) -> bool:
    node = book(flow).node(state.place)
    return isinstance(node, Ask) and node.digits is not None and not state.confirming


@FLOWS
@given(whims=CALLS)
@QUICK
def test_no_order_of_events_is_too_strange(flow: str, whims: list[Whim]) -> None:
    """The driver asserts: no exception, the same twice, JSON and back, effects that can be done."""
    driver = driven(flow, whims)
    ended = [step.state.ended for step in driver.steps]
    assert ended == sorted(ended), "a call that is over stays over"
    after = [step for step in driver.steps if step.state.ended]
    assert all(step.effects[-1:] in {(), (HangUp(),)} and not step.deadlines for step in after)
    assert all(not step.effects for step in after[1:])
    assert len(driver.state.trail) <= TRAIL_MAX
    assert len(driver.state.stack) <= 4


@FLOWS
@given(whims=CALLS)
@QUICK
def test_time_only_grows(flow: str, whims: list[Whim]) -> None:
    driver = driven(flow, whims)
    held = [step.state.held_ms for step in driver.steps]
    serials = [step.state.serial for step in driver.steps]
    assert held == sorted(held)
    assert serials == sorted(serials)
    assert all(step.state.last_input_at <= driver.at for step in driver.steps)


@FLOWS
@given(whims=CALLS)
@QUICK
def test_without_the_caller_a_call_comes_to_a_stop(flow: str, whims: list[Whim]) -> None:
    driver = driven(flow, whims)
    settle(driver)
    assert isinstance(driver.state.mode, Listening | Recording) or driver.state.ended


@FLOWS
@given(whims=CALLS)
@QUICK
def test_hanging_up_ends_everything_at_once(flow: str, whims: list[Whim]) -> None:
    driver = driven(flow, whims)
    step = driver.post(HungUp(driver.at))
    assert step.state.ended
    assert not step.effects


@FLOWS
@given(whims=CALLS, key=st.sampled_from("09*#"))
@QUICK
def test_universal_keys_work_wherever_the_caller_is_asked(flow: str, whims: list[Whim], key: str) -> None:
    driver = driven(flow, whims)
    settle(driver)
    before = driver.state
    if before.ended or collects_digits(before, flow):
        return
    driver.post(KeyPressed(driver.at, key))
    assert not driver.state.ended
    place = driver.state.place
    if key == "0":
        assert isinstance(book(flow).node(place), Handover)
    elif key == "9":
        assert place.node == "danger" or _says(driver, "danger.short")
    elif key == "*":
        assert place == before.place
    else:
        assert before.confirming or place != before.place or _says(driver, "nowhere_back") or len(before.trail) > 1


def _says(driver: Driver, prompt: str) -> bool:
    effects = driver.steps[-1].effects
    items = [item for effect in effects if isinstance(effect, Play) for item in effect.items]
    return any(isinstance(item, Spoken) and item.prompt == prompt for item in items)


@FLOWS
@given(whims=CALLS)
@QUICK
def test_back_reaches_the_first_question_in_the_end(flow: str, whims: list[Whim]) -> None:
    driver = driven(flow, whims)
    settle(driver)
    for _ in range(TRAIL_MAX + 10):
        if driver.state.ended or collects_digits(driver.state, flow):
            return
        driver.post(KeyPressed(driver.at, "#"))
        if _says(driver, "nowhere_back"):
            break
        settle(driver)
    assert _says(driver, "nowhere_back")
    assert driver.state.place == driver.state.trail[0][-1]


def ended(walked: Walk) -> bool:
    return walked.state.ended


@FLOWS
@given(actions=st.lists(ACTIONS, max_size=12))
@QUICK
def test_pure_silence_ends_with_a_goodbye_within_five_minutes(flow: str, actions: list[str]) -> None:
    walked = Walk(book(flow), flow)
    for action in actions:
        walked.do(action)
    said = len(walked.lines)
    over = ended(walked)
    walked.do("wait 300")
    after = walked.lines[said:]
    assert ended(walked)
    assert over or any("goodbye" in line for line in after)
    assert sum("find a person" in line for line in after) <= 8, "silence looks for a person again and again"


@FLOWS
@given(whims=CALLS, stale=st.integers(1, 30))
@QUICK
def test_answers_to_what_is_over_change_nothing(flow: str, whims: list[Whim], stale: int) -> None:
    driver = driven(flow, whims)
    for kind in ("played", "heard", "unclear", "silence", "ears", "recorded", "nobody", "joined", "left"):
        (event,) = [*driver.events([Whim(kind, 0, stale, "1", 3, sure=True)])]
        before: tuple[CallState, Event] = (driver.state, event)
        step = driver.post(event)
        assert (step.state, event) == before
        assert not step.effects

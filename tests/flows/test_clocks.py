"""Two quiet minutes, an hour of the machine, and when neither counts (DESIGN 4, The ladder ends)."""

import pytest

from flows.engine import advance
from flows.events import (
    DeadlinePassed,
    EffectFailed,
    KeyPressed,
    MediaLost,
    NobodyFree,
    PersonLeft,
    PlayedToEnd,
    RecordingDone,
)
from flows.limits import CALL_MS, QUIET_BY_SOUND_MS, QUIET_MS, WARNING_MS
from flows.state import Finding, Listening, Recording, Speaking, WithPerson
from flows.walk import Walk
from tests.support.flow_books import everything, library


def at_needs() -> Walk:
    walked = Walk(library("ko"), "welcome")
    walked.do("key 2")
    walked.settle()
    return walked


def stay(walked: Walk, until: int) -> None:
    """The caller presses a key now and then."""
    while walked.at + 60_000 < until:
        walked.do("wait 50")
        walked.do("early *")


def clocks(walked: Walk) -> dict[str, int]:
    return {clock.name: clock.at for clock in walked.step.deadlines}


def test_the_hour_is_announced_a_minute_before_and_then_ends_the_call() -> None:
    walked = at_needs()
    assert clocks(walked)["warning"] == CALL_MS - WARNING_MS
    stay(walked, CALL_MS - 2 * WARNING_MS)
    said = len(walked.lines)
    walked.do("wait 115")
    warned = next(line for line in walked.lines[said:] if "length.warning" in line)
    assert "length.warning/en" in warned
    assert "warning" not in clocks(walked)
    walked.do("early *")
    walked.do("wait 90")
    walked.settle()
    assert walked.lines[-2:] == ["  play slowly: length.goodbye/en", "  hang up"]
    assert sum("length.warning" in line for line in walked.lines) == 1
    assert not walked.state.tally.quiet


def test_after_the_warning_the_call_goes_on_where_it_was() -> None:
    walked = at_needs()
    walked.do("key 2")
    playing = walked.state.mode
    assert isinstance(playing, Speaking)
    walked.post(KeyPressed(CALL_MS - WARNING_MS - 1_000, "*"))
    walked.post(DeadlinePassed(CALL_MS - WARNING_MS, "warning"))
    assert not walked.step.effects, "the sentence under way is not cut"
    walked.at = CALL_MS - WARNING_MS
    walked.settle()
    warned = walked.lines.index("  play: length.warning/en")
    assert walked.lines[warned + 1].startswith("  listen")
    assert walked.state.place.node == "choose"


def test_a_pressed_key_voids_the_goodbye_that_waited_for_a_sentence() -> None:
    walked = at_needs()
    walked.do("early *")
    walked.post(DeadlinePassed(walked.at + QUIET_BY_SOUND_MS, "quiet"))
    assert walked.state.due == "quiet"
    walked.post(KeyPressed(walked.at + QUIET_BY_SOUND_MS, "1"))
    assert not walked.state.due
    walked.settle()
    assert not walked.state.ended


def test_at_the_end_of_the_hour_no_key_keeps_the_call() -> None:
    walked = at_needs()
    walked.do("early *")
    walked.post(KeyPressed(CALL_MS - 1, "*"))
    walked.post(DeadlinePassed(CALL_MS, "length"))
    walked.post(KeyPressed(CALL_MS + 1, "*"))
    assert "length.goodbye/en" in walked.lines[-1]
    walked.post(KeyPressed(CALL_MS + 2, "1"))
    assert not walked.step.effects


@pytest.mark.parametrize("name", ["quiet", "length", "warning"])
def test_a_clock_that_did_not_run_out_does_nothing(name: str) -> None:
    walked = at_needs()
    before = walked.state
    assert not walked.post(DeadlinePassed(walked.at, name)).effects
    assert walked.state == before


def test_no_clock_runs_with_people() -> None:
    walked = at_needs()
    walked.do("key 0")
    looking = walked.state.mode
    assert isinstance(looking, Speaking)
    walked.post(PlayedToEnd(walked.at, looking.play))
    assert not walked.step.deadlines
    assert not walked.post(MediaLost(walked.at)).effects
    walked.do("joined 3600")
    assert isinstance(walked.state.mode, WithPerson)
    at, find = walked.at, walked.state.mode.find
    for event in (NobodyFree(at, find), MediaLost(at), EffectFailed(at, "Play"), KeyPressed(at, "0")):
        assert not walked.post(event).effects
    walked.do("left 3600")
    assert clocks(walked)["quiet"] == walked.at + QUIET_BY_SOUND_MS
    assert clocks(walked)["length"] == CALL_MS + walked.state.held_ms
    assert walked.state.held_ms >= 7_200_000


def test_lost_sound_says_goodbye_and_a_key_takes_it_back() -> None:
    walked = at_needs()
    walked.post(MediaLost(walked.at))
    assert walked.lines[-1] == "  play: quiet.goodbye/en"
    walked.do("early 1")
    assert "health.choose/en" in walked.lines[-1]
    assert not walked.state.tally.quiet


def test_a_long_message_is_not_cut_by_a_clock() -> None:
    walked = Walk(everything(), "everything")
    for action in ("key 2", "key 2", "key 2"):
        walked.do(action)
    walked.settle()
    assert isinstance(walked.state.mode, Recording)
    assert not walked.step.deadlines
    later = walked.at + QUIET_BY_SOUND_MS + 1
    assert not walked.post(DeadlinePassed(later, "quiet")).effects
    mode = walked.state.mode
    assert isinstance(mode, Recording)
    walked.post(RecordingDone(later, mode.record, 30_000))
    assert clocks(walked)["quiet"] == later + QUIET_BY_SOUND_MS


def test_two_quiet_minutes_are_four_where_any_sound_chooses() -> None:
    """Three readings, one option at a time, must come to a person first."""
    walked = Walk(library("ko"), "welcome")
    walked.do("key 1")
    walked.settle()
    assert clocks(walked)["quiet"] == walked.state.last_input_at + QUIET_MS
    walked = at_needs()
    assert clocks(walked)["quiet"] == walked.state.last_input_at + QUIET_BY_SOUND_MS


def test_what_fails_is_said_once_and_ends_the_call() -> None:
    walked = at_needs()
    walked.post(EffectFailed(walked.at, "Listen"))
    assert walked.lines[-1] == "  play: apology/en"
    assert walked.state.tally.failed
    walked.post(EffectFailed(walked.at, "Play"))
    assert walked.lines[-1] == "  hang up"


def test_people_who_cannot_be_asked_are_people_who_are_not_free() -> None:
    walked = Walk(library(), "welcome")
    walked.do("early 0")
    assert isinstance(walked.state.mode, Finding)
    walked.post(EffectFailed(walked.at, "FindPerson"))
    assert "person.unknown_language" in walked.lines[-1]
    assert not walked.state.tally.failed


def test_a_state_remembers_nothing_between_steps() -> None:
    """The same state and event give the same step, whatever happened in between."""
    walked = at_needs()
    state, event = walked.state, KeyPressed(walked.at, "1")
    first = advance(walked.book, state, event)
    walked.do("key 2")
    walked.post(PersonLeft(walked.at, 3))
    assert advance(walked.book, state, event) == first
    assert isinstance(state.mode, Listening)

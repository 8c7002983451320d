"""A language with recordings only walks every flow of the library: whatever the engine asks for, can be said."""

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import product
from pathlib import Path

import pytest

from flows.effects import Play, Spoken
from flows.engine import advance, begin
from flows.events import CallStarted, DeadlinePassed, Event, KeyPressed, PersonJoined, PlayedToEnd
from flows.model import DANGER, LANGUAGE, PERSON, UNIVERSAL, FlowBook
from flows.nodes import Offer
from flows.nodes.hours import Hours
from flows.proofs.behaviour import errors, wrong_key
from flows.proofs.explore import Map, explore
from flows.proofs.moments import AT, Hour, Moment, after, by_itself, key, places, waits
from flows.state import CallState, Finding, Place, Speaking
from ivr.content import flow_texts, prompts_needed
from prompts import packs, units, values
from prompts.shelf import Shelf
from speech.ports import FRAME_BYTES
from tests.support.qaa import QAA, book

BOOK = book()
FLOWS = tuple(name for name in BOOK.flows if name != UNIVERSAL)
"""Universal is come to from everywhere, by its keys."""
HOURS = {
    "open": Hour(),
    "at night": Hour("2026-11-25T03:00"),
    "switched off": Hour("2026-11-25T12:00", closed=True),
    "a holiday": Hour("2026-12-25T12:00"),
    "a day before two weeks of holidays": Hour("2026-12-18T23:30"),
}
CLOSED_AT_NIGHT = """times:
      - {days: [monday, tuesday, wednesday, thursday], from: "09:30", to: "12:00"}
      - {days: [tuesday, saturday], from: "14:05", to: "19:55"}
    holidays:
      - {rule: "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=19,20,21,22,23,24,25,26,27,28,29,30,31"}
"""
ALWAYS = """times:
      - {days: [every_day], from: "00:00", to: "24:00"}
"""
MISTAKES = 5


def closing_book(offer: Offer | None = None) -> FlowBook:
    """The library with people who go home."""
    text = flow_texts()["universal.yaml"]
    assert ALWAYS in text
    return book({"universal.yaml": text.replace(ALWAYS, CLOSED_AT_NIGHT)}, offer)


CLOSING = closing_book()


@cache
def explored(flow: str, hour: Hour) -> Map:
    """Every pause of a flow in `qaa`; for `welcome` those before a language is chosen, too."""
    return explore(CLOSING, flow, QAA if flow != "welcome" else "", hour)


def asked(plays: Iterable[Play]) -> frozenset[tuple[Spoken, bool]]:
    """What is to be said in `qaa`, and whether slowly."""
    said = ((item, play.slow) for play in plays for item in play.items if isinstance(item, Spoken))
    return frozenset((item, slow) for item, slow in said if item.language == QAA)


def assert_said(shelf: Shelf, wanted: Iterable[tuple[Spoken, bool]]) -> None:
    """Each has a sound of whole frames, at both speeds, whichever is asked for now."""
    for item, _ in wanted:
        normal, slow = (shelf.sound(item.prompt, QAA, item.values, slow) for slow in (False, True))
        assert normal
        assert not len(normal) % FRAME_BYTES
        assert not len(slow) % FRAME_BYTES
        assert len(slow) > len(normal)


@pytest.mark.parametrize("hour", HOURS)
@pytest.mark.parametrize("flow", FLOWS)
def test_everything_on_every_way_can_be_said(qaa_shelf: Shelf, flow: str, hour: str) -> None:
    found = explored(flow, HOURS[hour])
    assert found.complete
    assert not found.endless
    said = asked(play for way in found.all_ways() for play in way.said)
    assert said
    assert_said(qaa_shelf, said)


def test_every_question_of_the_library_is_put_in_it() -> None:
    """By keys: nothing is heard in it, and no way needs that."""
    reached: set[Place] = set()
    for flow in FLOWS:
        found = explored(flow, Hour())
        own = [moment for moment in found.pauses.values() if moment.state.language == QAA]
        assert all(not moment.options for moment in own)
        reached |= places(iter(own))
        reached |= {found.pauses[found.start].state.place}
    asking = {Place(flow, name) for flow, content in BOOK.flows.items() for name, n in content.nodes.items() if n.asks}
    assert asking - reached == {LANGUAGE}, "the words for `wrong language` have no key: hash leads to the languages"


# -- mistakes, repeats, clocks, people ----------------------------------------------------------------


def rows(moment: Moment, length: int) -> Iterator[Play]:
    """What is said in every row of mistakes and repeats from a pause."""
    if not length or not waits(moment):
        return
    again = key("*")
    for events in (*(act.events for act in (*errors(moment), *wrong_key(CLOSING, moment))), again):
        then = after(CLOSING, moment, events)
        yield from then.said
        yield from rows(then, length - 1)


@pytest.mark.parametrize("flow", FLOWS)
def test_everything_said_about_mistakes_can_be_said(qaa_shelf: Shelf, flow: str) -> None:
    found = explored(flow, Hour())
    own = [moment for moment in found.pauses.values() if moment.state.language == QAA and not moment.state.confirming]
    by_place = {(moment.state.place, moment.state.discreet): moment for moment in own}
    said = asked(play for moment in by_place.values() for play in rows(moment, MISTAKES))
    names = {item.prompt for item, _ in said}
    assert {"error.no_input", "error.unknown_key", "error.keys_only", "slower.on", "person.nobody"} <= names
    assert any(slow for _, slow in said)
    assert_said(qaa_shelf, said)


@pytest.mark.parametrize("clock", ["quiet", "warning", "length"])
def test_what_the_clocks_say_can_be_said(qaa_shelf: Shelf, clock: str) -> None:
    state = in_welcome("2")
    step = advance(BOOK, state, DeadlinePassed(100 * 60_000, clock))
    plays = [effect for effect in step.effects if isinstance(effect, Play)]
    assert {item.prompt for item, _ in asked(plays)} & {f"{clock}.goodbye", "length.warning"}
    assert_said(qaa_shelf, asked(plays))


def test_a_person_who_comes_and_goes_needs_no_other_sentences(qaa_shelf: Shelf) -> None:
    state = in_welcome("2")
    plays: list[Play] = []
    for event in (KeyPressed(AT, "0"), None, "joined", None):
        step = advance(BOOK, state, happening(state, event))
        state = step.state
        plays += (effect for effect in step.effects if isinstance(effect, Play))
    assert_said(qaa_shelf, asked(plays))


def happening(state: CallState, event: Event | str | None) -> Event:
    if event == "joined":
        assert isinstance(state.mode, Finding)
        return PersonJoined(AT, state.mode.find)
    coming = by_itself(state) if event is None else event
    assert coming is not None
    assert not isinstance(coming, str)
    return coming


def in_welcome(keys: str, hour: Hour = HOURS["open"], flows: FlowBook = BOOK) -> CallState:
    """A call that waits after these keys."""
    state = settled(flows, begin(flows, "welcome", CallStarted(0, hour.local, (), hour.closed)).state)
    for pressed in keys:
        state = settled(flows, advance(flows, state, KeyPressed(AT, pressed)).state)
    return state


def settled(flows: FlowBook, state: CallState) -> CallState:
    while isinstance(state.mode, Speaking):
        state = advance(flows, state, PlayedToEnd(AT, state.mode.play)).state
    return state


# -- hours, days, numbers ------------------------------------------------------------------------------


def test_when_people_answer_is_said_at_every_hour_of_weeks_with_holidays(qaa_shelf: Shelf) -> None:
    pack = packs.chosen("eu_example", Path())
    assert pack
    flows = closing_book(Offer(("ko", QAA), "ko", frozenset({"ko"}), (), pack.holidays))
    said: set[tuple[Spoken, bool]] = set()
    days = [f"2026-12-{day:02}" for day in range(10, 32)] + [f"2027-01-{day:02}" for day in range(1, 9)]
    for day, hour, minute in product(days, range(24), (0, 30)):
        state = in_welcome("2", Hour(f"{day}T{hour:02}:{minute:02}"), flows)
        step = advance(flows, state, KeyPressed(AT, "0"))
        said |= asked(effect for effect in step.effects if isinstance(effect, Play))
    opens = {item.values for item, _ in said if item.prompt == "person.opens"}
    assert {dict(each)["day"] for each in opens} == {"today", "tomorrow", "monday", "saturday"}
    assert {dict(each)["time"] for each in opens} == {"09:30", "14:05"}
    assert any(item.prompt == "person.opens_date" for item, _ in said)
    assert_said(qaa_shelf, said)


SENTENCES = ("hours.from_to", "hours.until", "hours.opens", "hours.opens_date", "wait.band", "count.people", "digits")


@pytest.mark.parametrize("prompt", [*SENTENCES, "person.opens", "person.opens_date"])
def test_every_value_can_be_said(qaa_shelf: Shelf, prompt: str) -> None:
    """Each value of one kind beside one of the others."""
    kinds = {
        "hours.from_to": ("from", "to"),
        "hours.until": ("time",),
        "hours.opens": ("day", "time"),
        "hours.opens_date": ("date", "time"),
        "person.opens": ("day", "time"),
        "person.opens_date": ("date", "time"),
        "wait.band": ("band",),
        "count.people": ("count",),
        "digits": ("digits",),
    }[prompt]
    first = {kind: values.KINDS[kind].every[0] for kind in kinds}
    for kind in kinds:
        for value in values.KINDS[kind].every:
            given = tuple({**first, kind: value}.items())
            assert_said(qaa_shelf, [(Spoken(prompt, QAA, given), False)])
            assert qaa_shelf.text(prompt, QAA, given).startswith("[")


def test_the_hours_node_asks_for_nothing_else() -> None:
    node = BOOK.node(PERSON)
    assert isinstance(node, Hours)
    assert {node.opens, node.opens_date} == {"person.opens", "person.opens_date"}


# -- nothing is forgotten at the start -----------------------------------------------------------------


def test_what_is_checked_at_the_start_is_what_is_asked_for() -> None:
    needed = set(prompts_needed(BOOK))
    for flow, hour in product(FLOWS, HOURS.values()):
        found = explored(flow, hour)
        names = {item.prompt for item, _ in asked(play for way in found.all_ways() for play in way.said)}
        assert names <= needed


def test_danger_before_a_language_is_chosen_is_said_in_it_too(qaa_shelf: Shelf) -> None:
    step = advance(BOOK, in_welcome(""), KeyPressed(AT, "9"))
    plays = [effect for effect in step.effects if isinstance(effect, Play)]
    assert "danger.short" in {item.prompt for item, _ in asked(plays)}
    assert_said(qaa_shelf, asked(plays))
    assert in_welcome("29").place == DANGER


def test_nothing_else_is_asked_for_by_a_name_of_a_unit() -> None:
    """A flow gives values; units are the language's own matter."""
    assert not {name for name in prompts_needed(BOOK) if name in units.PARTS} - {f"digit.{n}" for n in range(10)}

"""Calls seen from pause to pause: what a caller does at one, and the pause it leads to. Drives the real engine."""

from collections.abc import Iterator
from dataclasses import dataclass

from flows.effects import FindPerson, HangUp, Listen, Play
from flows.engine import advance, begin
from flows.errors import EngineMisuse
from flows.events import (
    CallStarted,
    Event,
    Heard,
    KeyPressed,
    NobodyFree,
    NotUnderstood,
    PersonJoined,
    PersonLeft,
    PlayedToEnd,
    RecordingDone,
    Silence,
)
from flows.model import UNIVERSAL, FlowBook
from flows.state import CallState, Finding, Listening, Place, Recording, Speaking, Tally, WithPerson, changed
from flows.step import Step

AT = 10_000
"""Milliseconds of every event: proofs know no time, clocks are proved apart."""
SENTENCES_MAX = 60
"""Sentences, searches and nodes passed without the caller before it is a loop without a choice."""
LISTEN = 1
"""Every pause has the same serial number, so that equal pauses are equal."""


class Endless(Exception):
    """The line goes on and on without asking the caller."""

    def __init__(self, place: Place) -> None:
        super().__init__(str(place))
        self.place = place


@dataclass(frozen=True, slots=True)
class Moment:
    """A pause: the line waits for the caller, or the call is over."""

    state: CallState
    options: tuple[tuple[str, str], ...] = ()
    """(option, language) that may be said."""
    said: tuple[Play, ...] = ()
    """What was said on the way here."""
    sought: bool = False
    """Whether a person was looked for on the way here."""
    passed: tuple[Place, ...] = ()
    """Nodes on the way here."""
    hung_up: bool = False

    @property
    def key(self) -> tuple[object, ...]:
        """Equal for pauses that go on equally. What lies below the universal flow only matters for coming back."""
        state = self.state
        stack = state.stack[-1:] if state.place.flow == UNIVERSAL else state.stack
        return (
            stack,
            state.confirming,
            state.discreet,
            state.language,
            state.answers,
            bool(state.digits),
            state.mode.kind,
        )


@dataclass(frozen=True, slots=True)
class Hour:
    """When the calls of a proof happen."""

    local: str = ""
    closed: bool = False


def first(book: FlowBook, flow: str, language: str = "", hour: Hour = Hour()) -> Moment:
    """A call that has just come to its first pause; with a language as if it had been chosen. Raises Endless."""
    step = begin(book, flow, CallStarted(0, hour.local, (), hour.closed))
    if language:
        start = changed(step.state, {"language": language})
        step = advance(book, changed(start, {"mode": Speaking(1, "again")}), PlayedToEnd(AT, 1))
    return _settled(book, step)


def after(book: FlowBook, moment: Moment, events: tuple[Event, ...]) -> Moment:
    """The pause that what the caller does leads to. Raises Endless."""
    state, steps = moment.state, []
    for event in events:
        steps.append(advance(book, state, event))
        state = steps[-1].state
    before = steps[:-1]
    return _settled(book, steps[-1], tuple(effect for step in before for effect in step.effects))


def fresh(moment: Moment) -> Moment:
    """The same pause without a past: no errors, no way back, nothing counted but the topic."""
    state = moment.state
    clean = {
        "mode": _renumbered(state),
        "trail": (),
        "errors_here": 0,
        "errors_total": 0,
        "repeats": 0,
        "slow": False,
        "serial": LISTEN,
        "quiet_offered": False,
        "hash_at": None,
        "unsaid": False,
        "tally": Tally(topic=state.tally.topic),
    }
    return Moment(changed(state, clean), moment.options)


def _renumbered(state: CallState) -> object:
    match state.mode:
        case Listening():
            return Listening(LISTEN)
        case Recording():
            return Recording(LISTEN)
    return state.mode


def _settled(book: FlowBook, step: Step, before: tuple[object, ...] = ()) -> Moment:
    """Let everything be said and searched for; nobody is free, which is the harder case."""
    effects = [*before, *step.effects]
    places = [note.place for note in step.notes if type(note).__name__ == "Entered"]
    for _ in range(SENTENCES_MAX):
        event = by_itself(step.state)
        if event is None:
            return _moment(step.state, effects, tuple(places))
        try:
            step = advance(book, step.state, event)
        except EngineMisuse:
            raise Endless(step.state.place) from None
        effects += step.effects
        places += [note.place for note in step.notes if type(note).__name__ == "Entered"]
    raise Endless(step.state.place)


def _moment(state: CallState, effects: list[object], places: tuple[Place, ...]) -> Moment:
    listens = [effect for effect in effects if isinstance(effect, Listen)]
    return Moment(
        state,
        listens[-1].options if listens and isinstance(state.mode, Listening) else (),
        tuple(effect for effect in effects if isinstance(effect, Play)),
        any(isinstance(effect, FindPerson) for effect in effects),
        places,
        any(isinstance(effect, HangUp) for effect in effects),
    )


def by_itself(state: CallState) -> Event | None:
    """What happens next without the caller; None where the line waits for them."""
    match state.mode:
        case Speaking(play):
            return PlayedToEnd(AT, play)
        case Finding(find):
            return NobodyFree(AT, find)
        case WithPerson(find):
            return PersonLeft(AT, find)
    return None


def joined(state: CallState) -> Event:
    """Somebody answers."""
    assert isinstance(state.mode, Finding)  # noqa: S101 - asked for only then
    return PersonJoined(AT, state.mode.find)


# -- what a caller can do ---------------------------------------------------------------------------------


def key(pressed: str) -> tuple[Event, ...]:
    """One key, or several in a row."""
    return tuple(KeyPressed(AT, one) for one in pressed)


def word(moment: Moment, option: str, *, sure: bool = True) -> tuple[Event, ...]:
    return (Heard(AT, _listen(moment), option, sure),)


def nonsense(moment: Moment) -> tuple[Event, ...]:
    return (NotUnderstood(AT, _listen(moment)),)


def silence(moment: Moment) -> tuple[Event, ...]:
    match moment.state.mode:
        case Recording(record):
            return (RecordingDone(AT, record, 0),)
    return (Silence(AT, _listen(moment)),)


def message(moment: Moment) -> tuple[Event, ...]:
    assert isinstance(moment.state.mode, Recording)  # noqa: S101 - asked for only then
    return (RecordingDone(AT, moment.state.mode.record, 5_000),)


def _listen(moment: Moment) -> int:
    assert isinstance(moment.state.mode, Listening)  # noqa: S101 - asked for only then
    return moment.state.mode.listen


def waits(moment: Moment) -> bool:
    """Whether the line waits for the caller."""
    return isinstance(moment.state.mode, Listening | Recording)


def places(moments: Iterator[Moment]) -> frozenset[Place]:
    """Where they are."""
    return frozenset(moment.state.place for moment in moments)

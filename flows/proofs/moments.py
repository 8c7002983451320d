"""Calls seen from pause to pause: what a caller does at one, and the pause it leads to. Drives the real engine."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from flows.effects import DIGITS, FindPerson, HangUp, Listen, Play
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
    SoundMade,
)
from flows.model import UNIVERSAL, FlowBook
from flows.state import (
    CallState,
    Finding,
    Listening,
    Place,
    Recording,
    Sounding,
    Speaking,
    Tally,
    WithPerson,
    changed,
)
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
    pauses: tuple[CallState, ...] = ()
    """The pauses for any sound that passed by while the question was read out, where it was."""

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
            bool(self.pauses),
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
    pauses = tuple(_clean(pause) for pause in moment.pauses)
    return Moment(_clean(moment.state), moment.options, pauses=pauses)


def _clean(state: CallState) -> CallState:
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
    return changed(state, clean)


def _renumbered(state: CallState) -> object:
    match state.mode:
        case Listening():
            return Listening(LISTEN)
        case Sounding(_, option):
            return Sounding(LISTEN, option)
        case Recording():
            return Recording(LISTEN)
    return state.mode


def _settled(book: FlowBook, step: Step, before: tuple[object, ...] = ()) -> Moment:
    """Let everything be said and searched for; nobody is free, which is the harder case."""
    effects = [*before, *step.effects]
    places = [note.place for note in step.notes if type(note).__name__ == "Entered"]
    pauses: list[CallState] = []
    for _ in range(SENTENCES_MAX):
        event = by_itself(step.state)
        if event is None:
            return replace(_moment(step.state, effects, tuple(places)), pauses=tuple(pauses))
        if isinstance(step.state.mode, Sounding):
            pauses.append(step.state)
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
        case Sounding(listen):
            return Silence(AT, listen)
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


def spoken_number(moment: Moment, digits: str) -> tuple[Event, ...]:
    """Said at once, and nothing after it."""
    listen = _listen(moment)
    return (Heard(AT, listen, DIGITS, digits=digits), Silence(AT, listen + 1))


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


def two_sounds(book: FlowBook, pause: CallState) -> tuple[Event, ...]:
    """After an option, and after it was said back."""
    assert isinstance(pause.mode, Sounding)  # noqa: S101 - asked for only then
    first = SoundMade(AT, pause.mode.listen)
    back = advance(book, pause, first).state.mode
    assert isinstance(back, Speaking)  # noqa: S101 - what was picked is said back
    said = PlayedToEnd(AT, back.play)
    return (first, said, SoundMade(AT, back.play + 1))


def _listen(moment: Moment) -> int:
    assert isinstance(moment.state.mode, Listening)  # noqa: S101 - asked for only then
    return moment.state.mode.listen


def waits(moment: Moment) -> bool:
    """Whether the line waits for the caller."""
    return isinstance(moment.state.mode, Listening | Recording)


def places(moments: Iterator[Moment]) -> frozenset[Place]:
    """Where they are."""
    return frozenset(moment.state.place for moment in moments)

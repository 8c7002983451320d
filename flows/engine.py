"""The pure engine: same inputs, same Step."""

from flows import inputs, ladder
from flows.effects import Gap, Item
from flows.errors import EngineMisuse
from flows.events import (
    CallStarted,
    DeadlinePassed,
    EarsLost,
    EffectFailed,
    Event,
    Heard,
    HungUp,
    KeyPressed,
    MediaLost,
    NobodyFree,
    NotUnderstood,
    PersonJoined,
    PersonLeft,
    PlayedToEnd,
    RecordingDone,
    Silence,
)
from flows.limits import CALL_MS, OPTION_GAP_MS, QUIET_MS, WARNING_MS
from flows.model import FlowBook
from flows.nodes.handover import Handover
from flows.nodes.record import Record
from flows.state import CallState, Ended, Finding, Listening, Recording, Speaking, WithPerson
from flows.step import Deadline, Step
from flows.turn import Turn


def begin(book: FlowBook, flow: str, event: CallStarted) -> Step:
    """A call is answered: enter a flow at its start."""
    turn = Turn(book, CallState((book.start(flow),), last_input_at=event.at), event.at)
    turn.again()
    return _step(turn)


def advance(book: FlowBook, state: CallState, event: Event) -> Step:
    """What one event leads to; events that no longer matter lead to nothing.

    Raises EngineMisuse where the flow book is broken, which the loader excludes.
    """
    turn = Turn(book, state, event.at)
    if not state.ended:
        _happen(turn, event)
    return _step(turn)


def _step(turn: Turn) -> Step:
    return Step(turn.state, tuple(turn.effects), tuple(turn.notes), _deadlines(turn.state))


def _happen(turn: Turn, event: Event) -> None:
    match event:
        case KeyPressed(_, key):
            _key(turn, key)
        case PlayedToEnd(_, play):
            _played(turn, play)
        case Heard() | NotUnderstood() | Silence() | EarsLost():
            _answered(turn, event)
        case RecordingDone(_, record, milliseconds):
            _recorded(turn, record, milliseconds)
        case NobodyFree() | PersonJoined() | PersonLeft():
            _person(turn, event)
        case DeadlinePassed(_, name):
            _deadline(turn, name)
        case EffectFailed(_, what):
            _failed(turn, what)
        case MediaLost():
            _lost(turn)
        case HungUp():
            turn.set(mode=Ended())
        case CallStarted():
            raise EngineMisuse("a call starts once")


# -- the caller -----------------------------------------------------------------------------------


def _key(turn: Turn, key: str) -> None:
    mode = turn.state.mode
    if isinstance(mode, WithPerson):
        return
    if isinstance(mode, Speaking) and mode.then == "hang_up":
        return
    if isinstance(mode, Finding):
        if key != "#":
            return
        _held(turn, mode.since)
    inputs.key(turn, key)


def _played(turn: Turn, play: int) -> None:
    mode = turn.state.mode
    if not isinstance(mode, Speaking) or mode.play != play:
        return
    due = turn.state.due
    if due:
        turn.set(due="")
        _say_due(turn, due)
    else:
        turn.follow(mode)


def _answered(turn: Turn, event: Heard | NotUnderstood | Silence | EarsLost) -> None:
    mode = turn.state.mode
    if not isinstance(mode, Listening) or mode.listen != event.listen:
        return
    turn.tally(asked=turn.state.tally.asked + 1)
    match event:
        case Heard(_, _, option, sure):
            turn.set(last_input_at=turn.at)
            inputs.word(turn, option, sure)
        case NotUnderstood():
            turn.set(last_input_at=turn.at)
            turn.tally(voice=True)
            ladder.climb(turn, "no_match")
        case Silence():
            _silent(turn)
        case EarsLost():
            turn.speak((turn.here.say("error.ears_lost"),), "listen")


def _silent(turn: Turn) -> None:
    if turn.state.digits and not turn.state.confirming:
        inputs.finish_digits(turn)
    else:
        ladder.climb(turn, "no_input")


def _recorded(turn: Turn, record: int, milliseconds: int) -> None:
    mode = turn.state.mode
    node = turn.node
    if isinstance(mode, Recording) and mode.record == record and isinstance(node, Record):
        if node.enough(milliseconds):
            turn.set(last_input_at=turn.at)
            turn.go(node.next)
        else:
            ladder.climb(turn, "no_input")


# -- people -----------------------------------------------------------------------------------------


def _person(turn: Turn, event: NobodyFree | PersonJoined | PersonLeft) -> None:
    mode = turn.state.mode
    node = turn.node
    if not isinstance(mode, Finding | WithPerson) or mode.find != event.find or not isinstance(node, Handover):
        return
    match event:
        case PersonJoined():
            turn.tally(person=True)
            _held(turn, mode.since)
            turn.set(mode=WithPerson(mode.find, turn.at))
        case NobodyFree():
            turn.tally(nobody=True)
            _held(turn, mode.since)
            turn.perform(node.nobody_free(turn.here))
        case PersonLeft():
            _held(turn, mode.since)
            turn.set(last_input_at=turn.at)
            turn.go(node.next)


def _held(turn: Turn, since: int) -> None:
    """Time with people is not the machine's: its clocks stood still."""
    held = turn.at - since
    turn.set(held_ms=turn.state.held_ms + held, last_input_at=turn.state.last_input_at + held)


# -- clocks and faults --------------------------------------------------------------------------------


def _deadlines(state: CallState) -> tuple[Deadline, ...]:
    if isinstance(state.mode, Ended | Finding | WithPerson) or state.due or _leaving(state):
        return ()
    end = CALL_MS + state.held_ms
    clocks = [Deadline("quiet", state.last_input_at + QUIET_MS), Deadline("length", end)]
    if not state.warned:
        clocks.append(Deadline("warning", end - WARNING_MS))
    return tuple(clocks)


def _leaving(state: CallState) -> bool:
    return isinstance(state.mode, Speaking) and state.mode.then == "hang_up"


def _deadline(turn: Turn, name: str) -> None:
    if name not in {clock.name for clock in _deadlines(turn.state) if clock.at <= turn.at}:
        return
    if name == "warning":
        turn.set(warned=True)
    if isinstance(turn.state.mode, Speaking):
        turn.set(due=name)
    else:
        turn.quiet()
        _say_due(turn, name)


def _say_due(turn: Turn, name: str) -> None:
    if name == "warning":
        _warn(turn)
        return
    if name == "quiet":
        turn.tally(quiet=True)
    turn.speak((turn.here.say(f"{name}.goodbye"),), "hang_up")


def _warn(turn: Turn) -> None:
    before: tuple[Item, ...] = (turn.here.say("length.warning"), Gap(OPTION_GAP_MS))
    if turn.node.asks:
        turn.ask(before)
    else:
        turn.speak(before[:1], "again")


def _failed(turn: Turn, what: str) -> None:
    """Something of ours did not work: say so and end; the caller can call again."""
    turn.tally(failed=True)
    turn.quiet()
    if what == "Play":
        turn.hang_up()
    else:
        turn.speak((turn.here.say("apology"),), "hang_up")


def _lost(turn: Turn) -> None:
    turn.quiet()
    turn.hang_up()


"""The pure engine: same inputs, same Step."""

from dataclasses import replace

from flows import inputs, keydown, ladder, number, sounds
from flows.clocks import QUIET, deadlines, leaving, passed, say_due
from flows.effects import DIGITS, Spoken
from flows.errors import EngineMisuse
from flows.events import (
    CallStarted,
    DeadlinePassed,
    EarsLost,
    EffectFailed,
    Event,
    Heard,
    HungUp,
    KeyDown,
    KeyPressed,
    MediaLost,
    NobodyFree,
    NotUnderstood,
    Overheard,
    PersonJoined,
    PersonLeft,
    PlayedToEnd,
    RecordingDone,
    Silence,
    SoundMade,
)
from flows.model import PERSON, UNIVERSAL, FlowBook
from flows.nodes.handover import Handover
from flows.nodes.hours import Hours
from flows.nodes.record import Record
from flows.overheard import overheard
from flows.state import CallState, Ended, Finding, Listening, Recording, Sounding, Speaking, WithPerson
from flows.step import Step
from flows.turn import Turn

KEYS = frozenset("0123456789*#")


def begin(book: FlowBook, flow: str, event: CallStarted, language: str | None = None) -> Step:
    """A call is answered: enter a flow at its start, in a language where it is known before."""
    state = CallState((book.start(flow),), language=language, last_input_at=event.at)
    turn = Turn(book, state, event.at)
    turn.set(local=event.local, notices=event.notices, closed=event.closed)
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
    return Step(turn.state, tuple(turn.effects), tuple(turn.notes), deadlines(turn.state))


def _happen(turn: Turn, event: Event) -> None:
    match event:
        case KeyPressed(_, key):
            _key(turn, key)
        case KeyDown() | Overheard():
            _interrupts(turn, event)
        case PlayedToEnd(_, play):
            _played(turn, play)
        case Heard() | NotUnderstood() | Silence() | SoundMade() | EarsLost():
            _listened(turn, event)
        case RecordingDone(_, record, milliseconds):
            _recorded(turn, record, milliseconds)
        case NobodyFree() | PersonJoined() | PersonLeft():
            _person(turn, event)
        case DeadlinePassed(_, "key"):
            _key_kept_down(turn)
        case DeadlinePassed(_, name):
            passed(turn, name)
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
    if key not in KEYS or isinstance(mode, WithPerson):
        return
    if isinstance(mode, Finding):
        _key_while_looking(turn, mode, key)
    elif turn.state.due == "length":
        turn.quiet()
        say_due(turn, "length")
    elif isinstance(mode, Speaking) and mode.then == "find" and key == "0":
        return  # a person is being asked for already
    elif isinstance(mode, Speaking) and mode.then == "hang_up":
        _key_at_the_end(turn, mode, key)
    else:
        inputs.key(turn, key)


def _interrupts(turn: Turn, event: KeyDown | Overheard) -> None:
    if isinstance(event, KeyDown):
        keydown.down(turn, event.key)
    else:
        overheard(turn, event)


def _key_while_looking(turn: Turn, mode: Finding, key: str) -> None:
    """0 is under way already; 9 and hash leave the search."""
    if key in {"9", "#"}:
        _held(turn, mode.since)
        inputs.key(turn, key)


def _key_at_the_end(turn: Turn, mode: Speaking, key: str) -> None:
    """A key takes a goodbye for silence back; a goodbye of the flow is left by the universal keys; others are final."""
    if mode.target == QUIET:
        turn.tally(quiet=False)
        turn.set(mode=replace(mode, then="again", target="", skippable=True))
        if turn.consenting and key not in inputs.UNIVERSAL_KEYS:
            _ask_anew(turn)  # it only says that somebody is there: no yes (V22)
        else:
            inputs.key(turn, key)
    elif not mode.target and key in inputs.UNIVERSAL_KEYS:
        inputs.key(turn, key)


def _ask_anew(turn: Turn) -> None:
    turn.used("key")
    turn.quiet()
    turn.again()


def _key_kept_down(turn: Turn) -> None:
    """A key silenced a sentence and never came: on as if it had been said."""
    if isinstance(turn.state.mode, Speaking) and keydown.overdue(turn.state.mode, turn.at):
        _played(turn, turn.state.mode.play)


def _played(turn: Turn, play: int) -> None:
    mode = turn.state.mode
    if not isinstance(mode, Speaking) or mode.play != play:
        return
    turn.over()
    if turn.state.due:
        say_due(turn, turn.state.due)
    else:
        turn.follow(mode)


def _listened(turn: Turn, event: Heard | NotUnderstood | Silence | SoundMade | EarsLost) -> None:
    if isinstance(event, SoundMade | Silence | EarsLost) and isinstance(turn.state.mode, Sounding):
        sounds.answered(turn, turn.state.mode, event)
    elif not isinstance(event, SoundMade):
        _answered(turn, event)


def _answered(turn: Turn, event: Heard | NotUnderstood | Silence | EarsLost) -> None:
    mode = turn.state.mode
    if not isinstance(mode, Listening) or mode.listen != event.listen:
        return
    turn.over()
    if isinstance(event, EarsLost):  # our fault: not counted
        if event.deaf:
            ladder.by_keys(turn)
        else:
            turn.speak((Spoken("error.ears_lost", turn.asking),), "listen")
        return
    turn.tally(asked=turn.state.tally.asked + 1)
    match event:
        case Heard(_, _, option, sure, digits):
            turn.used("voice")
            inputs.word(turn, option, sure, digits)
        case NotUnderstood():
            turn.used("voice")
            inputs.not_understood(turn)
        case Silence():
            _silent(turn)


def _silent(turn: Turn) -> None:
    if turn.state.confirming == DIGITS:
        number.misheard(turn, "no_input")
    elif turn.state.digits and not turn.state.confirming:
        number.finish(turn)
    else:
        ladder.climb(turn, "no_input")


def _recorded(turn: Turn, record: int, milliseconds: int) -> None:
    mode = turn.state.mode
    node = turn.node
    if not isinstance(mode, Recording) or mode.record != record or not isinstance(node, Record):
        return
    turn.over()
    if node.enough(milliseconds):
        turn.used("voice")
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
        case NobodyFree() if isinstance(mode, WithPerson):
            return
        case PersonJoined():
            turn.tally(person=True)
            _held(turn, mode.since)
            turn.set(mode=WithPerson(mode.find, turn.at))
        case NobodyFree():
            _held(turn, mode.since)
            _nobody(turn, node)
        case PersonLeft():
            _held(turn, mode.since)
            turn.set(last_input_at=turn.at)
            turn.go(node.next)


def _nobody(turn: Turn, node: Handover) -> None:
    turn.tally(nobody=True)
    turn.perform(node.nobody_free(turn.here))


def _held(turn: Turn, since: int) -> None:
    """Time with people is not the machine's: its clocks stood still."""
    held = turn.at - since
    turn.set(held_ms=turn.state.held_ms + held, last_input_at=turn.state.last_input_at + held)


# -- faults ------------------------------------------------------------------------------------------


def _failed(turn: Turn, what: str) -> None:
    """Something of ours did not work: nobody is free, or say so and end; the caller can call again."""
    mode = turn.state.mode
    node = turn.node
    if isinstance(mode, WithPerson):
        return
    if what == "FindPerson" and isinstance(mode, Finding) and isinstance(node, Handover):
        _held(turn, mode.since)
        _nobody(turn, node)
        return
    if what == "Play" and not (turn.state.unsaid or leaving(turn.state) or _on_the_way_to_a_person(turn)):
        _unsaid(turn)
        return
    turn.tally(failed=True)
    turn.quiet()
    if isinstance(mode, Speaking) and mode.then == "hang_up":
        turn.hang_up()
    else:
        turn.speak((turn.here.say("apology"),), "hang_up", "apology")


def _on_the_way_to_a_person(turn: Turn) -> bool:
    return turn.state.place.flow == UNIVERSAL and isinstance(turn.node, Handover | Hours)


def _unsaid(turn: Turn) -> None:
    """A sentence has a hole in this language: never half of it, a person instead; once, then the call ends.

    A question that cannot be put now cannot be put after that either: the call goes on with the one before.
    """
    state = turn.state
    turn.set(unsaid=True)
    turn.quiet()
    trail = state.trail[:-1] if state.trail and state.trail[-1] == state.stack else state.trail
    if trail and not (state.errors_here or state.repeats or state.confirming):
        turn.set(stack=trail[-1], trail=trail)
    turn.visit(PERSON)


def _lost(turn: Turn) -> None:
    """No sound from the caller: they may still hear us, and a key shows that they are there."""
    if not isinstance(turn.state.mode, Finding | WithPerson) and not leaving(turn.state):
        turn.quiet()
        say_due(turn, QUIET)

"""The clocks of a call: two quiet minutes, four by any sound, and the length of the machine's part (DESIGN 4)."""

from flows.confirm import confirm
from flows.effects import Gap, Item
from flows.limits import CALL_MS, KEY_HELD_MS, OPTION_GAP_MS, QUIET_BY_SOUND_MS, QUIET_MS, WARNING_MS
from flows.state import CallState, Ended, Finding, Recording, Speaking, WithPerson
from flows.step import Deadline
from flows.turn import Turn

QUIET = "quiet"
"""The reason of the goodbye a key takes back."""


def deadlines(state: CallState) -> tuple[Deadline, ...]:
    """The clocks that run now.

    A message is not cut short: what falls due while it is recorded is said after it, within its longest time.
    """
    if isinstance(state.mode, Speaking) and state.mode.cut_at is not None:
        return (Deadline("key", state.mode.cut_at + KEY_HELD_MS),)
    if isinstance(state.mode, Ended | Finding | WithPerson | Recording) or state.due or leaving(state):
        return ()
    end = CALL_MS + state.held_ms
    quiet = QUIET_BY_SOUND_MS if state.sound_told else QUIET_MS
    clocks = [Deadline("quiet", state.last_input_at + quiet), Deadline("length", end)]
    if not state.warned:
        clocks.append(Deadline("warning", end - WARNING_MS))
    return tuple(clocks)


def leaving(state: CallState) -> bool:
    """Whether last words are being said."""
    return isinstance(state.mode, Speaking) and state.mode.then == "hang_up"


def passed(turn: Turn, name: str) -> None:
    """A clock ran out: after the sentence being said, or at once."""
    if name not in {clock.name for clock in deadlines(turn.state) if clock.at <= turn.at}:
        return
    if name == "warning":
        turn.set(warned=True)
    if isinstance(turn.state.mode, Speaking):
        turn.set(due=name)
    else:
        turn.quiet()
        say_due(turn, name)


def say_due(turn: Turn, name: str) -> None:
    """The sentence of a clock that ran out."""
    turn.set(due="")
    if name == "warning":
        _warn(turn)
        return
    if name == QUIET:
        turn.tally(quiet=True)
    turn.speak((turn.here.say(f"{name}.goodbye"),), "hang_up", name)


def _warn(turn: Turn) -> None:
    """Announce the end, then go on where the call was."""
    mode = turn.state.mode
    warning: tuple[Item, ...] = (turn.here.say("length.warning"),)
    if isinstance(mode, Speaking):
        turn.speak(warning, mode.then, mode.target, mode.skippable)
    elif turn.state.confirming:
        confirm(turn, turn.state.confirming, (*warning, Gap(OPTION_GAP_MS)))
    elif turn.state.digits:
        turn.speak(warning, "listen")
    else:
        turn.put((*warning, Gap(OPTION_GAP_MS)))

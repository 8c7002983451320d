"""What was surely said over a sentence counts like a key (V17): the sentence stops, and the call goes on from there."""

from flows import inputs
from flows.events import Overheard
from flows.state import Speaking
from flows.turn import Turn


def overheard(turn: Turn, event: Overheard) -> None:
    """Take it, where that sentence is still said and this may be said over it."""
    mode = turn.state.mode
    if not isinstance(mode, Speaking) or mode.play != event.play or not _counts(turn, mode, event.option):
        return
    turn.quiet()
    turn.used("voice")
    if turn.node.asks:
        turn.tally(asked=turn.state.tally.asked + 1)
    inputs.word(turn, event.option, sure=True, digits=event.digits)


def _counts(turn: Turn, mode: Speaking, option: str) -> bool:
    """Not where a key is going down, or the call has lasted long enough: what they lead to comes next."""
    if mode.cut_at is not None or turn.state.due == "length":
        return False
    hears = turn.overhear(mode.then, skippable=mode.skippable)
    return hears is not None and any(name == option for name, _ in hears.options)

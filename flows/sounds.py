"""Any sound, or none, after an option was read out: the first picks it, a second one confirms it."""

from flows.events import EarsLost, Silence, SoundMade
from flows.inputs import universal
from flows.state import Sounding
from flows.turn import UNIVERSAL_WORDS, Turn


def answered(turn: Turn, mode: Sounding, event: SoundMade | Silence | EarsLost) -> None:
    """The gap after an option is over; events of other gaps lead to nothing."""
    if mode.listen != event.listen:
        return
    turn.over()
    match event:
        case Silence():
            turn.next_option(mode.option)
        case EarsLost():  # our fault: nothing is counted, and no sound is guessed
            turn.option_once_more(mode)
        case SoundMade():
            _sounded(turn, mode)


def _sounded(turn: Turn, mode: Sounding) -> None:
    turn.used("voice")
    if not mode.picked:
        turn.say_back(mode.option)
        return
    turn.tally(asked=turn.state.tally.asked + 1)
    if mode.option in UNIVERSAL_WORDS:
        universal(turn, mode.option, "voice")
    else:
        turn.take(next(choice for choice in turn.question().choices if choice.name == mode.option), "voice")

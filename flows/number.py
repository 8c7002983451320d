"""A number digit by digit: keyed, spoken, or both in turn (rules V14, V15, V23)."""

from flows import ladder
from flows.confirm import confirm
from flows.effects import DIGITS, Item
from flows.limits import DIGIT_GROUP, SPOKEN_DIGITS_MS
from flows.nodes.ask import Ask
from flows.state import Listening, Speaking
from flows.turn import Turn

ERASING = frozenset({"@back", "@again"})
"""Words that do what star does, once a digit is there."""


def collecting(turn: Turn) -> bool:
    """Whether keys are digits here."""
    if not turn.node.asks or turn.state.confirming:
        return False
    return turn.question().digits and isinstance(turn.state.mode, Speaking | Listening)


def key(turn: Turn, pressed: str) -> None:
    """0-9 are digits here, star erases the last group, hash ends (DESIGN 4, Keys)."""
    turn.quiet()
    if pressed == "*":
        erase(turn)
    elif pressed == "#":
        finish(turn)
    else:
        turn.set(digits=turn.state.digits + pressed, said_from=None, after_key=False)
        _go_on(turn)


def said(turn: Turn, digits: str) -> None:
    """Digits were heard, however unsurely: the whole number is said back before it counts."""
    before = turn.state.digits
    if not digits or not _asked(turn).fits(before + digits):
        misheard(turn, "no_match")
        return
    turn.set(digits=before + digits, said_from=len(before))
    _go_on(turn, SPOKEN_DIGITS_MS)


def concerned(turn: Turn) -> bool:
    """Whether a number is being given, or was said back."""
    return collecting(turn) or turn.state.confirming == DIGITS


def misheard(turn: Turn, why: ladder.Why) -> None:
    """What came last was not understood: the digits that are there stay, and are said."""
    before = turn.state

    def again(turn: Turn, items: tuple[Item, ...]) -> None:
        turn.set(digits=before.digits, said_from=before.said_from)
        if before.confirming:
            confirm(turn, DIGITS, items)
        elif before.digits:
            turn.speak((*items, *_there(turn)), "listen")
        else:
            turn.put(items)

    ladder.climb(turn, why, misheard=again)


def erases(turn: Turn, option: str) -> bool:
    """Whether this word takes digits back, and not the call to another question."""
    return option in ERASING and bool(turn.state.digits)


def erase(turn: Turn) -> None:
    """The last group: what was said last, or up to three of the keys."""
    digits, begin = turn.state.digits, turn.state.said_from
    if begin is None:
        begin = len(digits) - 1 - (len(digits) - 1) % DIGIT_GROUP if digits else 0
    turn.set(digits=digits[:begin], said_from=None)
    if begin and turn.state.discreet:
        turn.listen()
    elif begin:
        turn.speak(_there(turn), "listen")
    else:
        turn.ask()


def finish(turn: Turn) -> None:
    """The number is complete: say it back, or ask again where it is too short."""
    node = _asked(turn)
    if not node.valid(turn.state.digits):
        ladder.climb(turn, "no_match" if turn.state.digits else "no_input")
    elif node.read_back and not turn.state.discreet:
        confirm(turn, DIGITS)
    else:
        turn.answered(turn.state.digits)


def _go_on(turn: Turn, waited_ms: int = 0) -> None:
    if _asked(turn).enough(turn.state.digits):
        finish(turn)
    else:
        turn.listen(waited_ms)


def _there(turn: Turn) -> tuple[Item, ...]:
    digits = turn.state.digits
    return (turn.here.say("digits", ("digits", digits)),) if digits else ()


def _asked(turn: Turn) -> Ask:
    node = turn.node
    assert isinstance(node, Ask)  # noqa: S101 - only `ask` collects digits
    return node

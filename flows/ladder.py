"""What errors lead to (rule V16): a short reprompt, then keys only, then a person; never to a drop."""

from collections.abc import Callable
from typing import Literal

from flows.effects import Gap, Item
from flows.limits import DIGIT_TRIES, ERRORS_BEFORE_KEYS, ERRORS_BEFORE_PERSON, ERRORS_IN_CALL, OPTION_GAP_MS
from flows.model import PERSON
from flows.step import Erred
from flows.turn import Turn

Why = Literal["no_input", "no_match"]
QUIET_KEY = "8"
"""Discreet mode, where it was offered and the question has no such key."""


AskAgain = Callable[[Turn, tuple[Item, ...]], None]
"""Puts the question once more, after saying something."""


def climb(turn: Turn, why: Why, sentence: str = "", misheard: AskAgain | None = None) -> None:
    """Count one error of this question and say what follows; `sentence` replaces the reprompt's first prompt.

    `misheard` asks again where what the caller gave before is not wrong, only what came last was not understood.
    """
    _count(turn, why)
    turn.set(confirming="", typed="", digits="")
    own = turn.node.stuck(turn.here)
    if own is not None:
        turn.perform(own)
    elif turn.node.own_ladder:
        turn.ask()
    elif _enough(turn, wrong=why == "no_match" and misheard is None):
        _to_person(turn)
    else:
        (misheard or _ask_again)(turn, (*_reprompt(turn, sentence or f"error.{why}"), *_offer_quiet(turn, why)))


def by_keys(turn: Turn) -> None:
    """The ears hear nothing just now: said aloud, and the question again as one for keys; no error is counted."""
    turn.set(deaf=True, confirming="")
    said = (turn.here.say("error.keys_only"), Gap(OPTION_GAP_MS))
    if turn.state.digits:
        turn.speak(said, "listen")
    else:
        turn.put(said)


def _count(turn: Turn, why: Why) -> None:
    state = turn.state
    turn.set(errors_here=state.errors_here + 1, errors_total=state.errors_total + 1)
    if why == "no_input":
        turn.tally(no_input=state.tally.no_input + 1)
    else:
        turn.tally(no_match=state.tally.no_match + 1)
    turn.notes.append(Erred(state.place, why, turn.state.errors_here))


def _enough(turn: Turn, *, wrong: bool) -> bool:
    state = turn.state
    digits_wrong = wrong and turn.node.asks and turn.question().digits
    most = DIGIT_TRIES if digits_wrong else ERRORS_BEFORE_PERSON
    return state.errors_here >= most or state.errors_total >= ERRORS_IN_CALL


def _reprompt(turn: Turn, sentence: str) -> tuple[Item, ...]:
    items: tuple[Item, ...] = (turn.here.say(sentence), Gap(OPTION_GAP_MS))
    if turn.state.errors_here == ERRORS_BEFORE_KEYS and not turn.by_sound:  # what is said then names the keys too
        items = (*items, turn.here.say("error.keys_only"), Gap(OPTION_GAP_MS))
    return items


def _offer_quiet(turn: Turn, why: Why) -> tuple[Item, ...]:
    """Who stays silent may be unable to speak: discreet mode is offered once (V16)."""
    state = turn.state
    if why != "no_input" or state.errors_here != ERRORS_BEFORE_KEYS or state.discreet or state.quiet_offered:
        return ()
    if not turn.node.asks or any(choice.key == QUIET_KEY for choice in turn.question().choices):
        return ()
    turn.set(quiet_offered=True)
    return turn.here.keyed("discreet.offer", QUIET_KEY)


def _ask_again(turn: Turn, before: tuple[Item, ...]) -> None:
    if turn.node.asks:
        turn.put(before)
    else:
        errors = turn.state.errors_here
        turn.again()
        turn.set(errors_here=errors)


def _to_person(turn: Turn) -> None:
    turn.tally(ladder_end=True)
    turn.set(errors_total=0)
    turn.visit(PERSON)

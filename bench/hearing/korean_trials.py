"""One try made: what is said goes through its condition, and ours and stock Vosk hear the same bytes."""

from bench.hearing.korean_menus import confirmation
from bench.hearing.korean_work import Room
from bench.hearing.trying import Kind, Outcome, Said, Try, Turn
from bench.hearing.voices import Take, other_take

CONFIRMATION = confirmation().grammar
_ANSWERS = {option: min(phrases, key=len) for option, phrases in CONFIRMATION.options}
"""What a caller says to being asked back: the shortest way, 네 or 아뇨."""


def make(room: Room, tried: Try) -> Outcome:
    """Everything about one try."""
    mulaw = room.call(tried.text, tried.take, tried.condition)
    grammar = room.menus[tried.menu].grammar
    stock = room.stock.hear(mulaw, grammar) or ""
    free = (room.stock.hear(mulaw, grammar, free=True) or "") if tried.free else ""
    first = _turn(room, tried, tried.take, mulaw)
    second = None
    if tried.kind is Kind.LISTED and not first.enters():
        again = other_take(tried.take)
        second = _turn(room, tried, again, room.call(tried.text, again, tried.condition))
    return Outcome(tried, first, second, stock, free)


def make_stock(room: Room, tried: Try) -> Outcome:
    """Only what stock Vosk takes with the menu as its grammar."""
    mulaw = room.call(tried.text, tried.take, tried.condition)
    return Outcome(tried, Turn(Said()), stock=room.stock.hear(mulaw, room.menus[tried.menu].grammar) or "")


def _turn(room: Room, tried: Try, take: Take, mulaw: bytes) -> Turn:
    understood = room.heard(room.menus[tried.menu].grammar, mulaw)
    if understood.sure or not understood.option:
        return Turn(understood)
    answer = _ANSWERS["yes" if understood.option == tried.option else "no"]
    heard = room.heard(CONFIRMATION, room.call(answer, other_take(take), tried.condition))
    unsure_counts = not understood.option.startswith("@")  # a step in a menu, as `flows.inputs` has it
    return Turn(understood, heard.option == "yes" and (heard.sure or unsure_counts))

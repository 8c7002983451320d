"""Mistakes lead to help (rule V16): every row of silence, nonsense and wrong keys, from every pause."""

from collections.abc import Iterator
from dataclasses import dataclass

from flows.limits import ERRORS_IN_CALL
from flows.model import UNIVERSAL, FlowBook
from flows.nodes.consent import Consent
from flows.nodes.hours import Hours
from flows.proofs.behaviour import Act, errors, wrong_key
from flows.proofs.explore import Map
from flows.proofs.moments import Endless, Moment, after, waits
from flows.state import Place, Recording

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lost:
    """A row of mistakes after which nobody helps."""

    moment: Moment
    row: Row
    why: str
    """`nobody`: no person is looked for; `dropped`: the call ends; `endless`: the line goes on without asking."""


def lost(book: FlowBook, found: Map) -> Iterator[Lost]:
    """One row for each pause where there is one; nothing where every row leads to help."""
    for moment in found.pauses.values():
        yield from _first(_rows(book, moment, moment, (), {}))


def _first(rows: Iterator[Lost]) -> Iterator[Lost]:
    for row in rows:
        yield row
        return


def _rows(book: FlowBook, start: Moment, moment: Moment, row: Row, known: dict[object, bool]) -> Iterator[Lost]:
    """Depth first; a situation that comes again without help, or too many mistakes without it, are lost.

    `known` has the situations met: true while they are on the way here.
    """
    if len(row) >= ERRORS_IN_CALL:
        yield Lost(start, row, "nobody")
        return
    known[_mark(moment)] = True
    for act in _mistakes(book, moment):
        here = (*row, act.label)
        try:
            landed = after(book, moment, act.events)
        except Endless:
            yield Lost(start, here, "endless")
            continue
        if not waits(landed):
            yield Lost(start, here, "dropped")
        elif not _helped(book, start, landed):
            again = known.get(_mark(landed))
            if again:
                yield Lost(start, here, "nobody")
            elif again is None:
                yield from _rows(book, start, landed, here, known)
    known[_mark(moment)] = False


def _mistakes(book: FlowBook, moment: Moment) -> Iterator[Act]:
    yield from errors(moment)
    if not isinstance(moment.state.mode, Recording):
        yield from wrong_key(book, moment)


def _helped(book: FlowBook, start: Moment, landed: Moment) -> bool:
    """A person is looked for, or was said not to be on duty; or a consent was not given, and the call goes on."""
    refused = isinstance(book.node(start.state.place), Consent) and landed.state.stack != start.state.stack
    return landed.sought or refused or any(_off_duty(book, place) for place in landed.passed)


def _off_duty(book: FlowBook, place: Place) -> bool:
    """Whether it said when people answer; that a clinic is closed helps nobody who is lost."""
    node = book.node(place)
    return isinstance(node, Hours) and (node.whose == "line" or place.flow == UNIVERSAL)


def _mark(moment: Moment) -> object:
    state = moment.state
    return (moment.key, state.errors_here, state.errors_total, state.quiet_offered)

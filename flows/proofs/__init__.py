"""Proofs by exploration: every caller, in every flow, ends with information, a person or their own goodbye."""

from collections.abc import Iterable, Iterator

from flows.messages import told
from flows.model import UNIVERSAL, FlowBook
from flows.nodes.language import Language
from flows.nodes.subflow import Subflow
from flows.proofs.behaviour import Ears, alike, ears
from flows.proofs.checks import unproved
from flows.proofs.explore import Map, explore
from flows.proofs.figures import Lasts, figures
from flows.proofs.hours import closings
from flows.proofs.moments import Endless
from flows.proofs.result import Figures, Proofs, Unproved

__all__ = ["Figures", "Lasts", "Proofs", "Unproved", "entries", "prove"]


def prove(book: FlowBook, lasts: Lasts, flows: Iterable[str] = ()) -> Proofs:
    """Prove flows of a book (those where calls can begin, where none is named)."""
    wrong: list[Unproved] = []
    rows: list[Figures] = []
    for flow in flows or entries(book):
        for like in _languages(book, flow):
            heard_by = _ears(book, (like,) if like else book.offer.languages)
            try:
                found = explore(book, flow, like)
                by_day = tuple(unproved(book, found, heard_by))
                wrong += (*by_day, *_closed(book, flow, like, by_day, heard_by))
            except Endless as endless:
                sentence = told("the line goes on and on from here and never asks the caller anything.")
                wrong.append(Unproved("endless", endless.place, sentence))
                continue
            rows += _rows(book, found, flow, like, lasts)
    return Proofs(tuple(dict.fromkeys(wrong)), tuple(rows))


def entries(book: FlowBook) -> tuple[str, ...]:
    """Flows where a call can begin: those no other flow visits."""
    nodes = (node for flow in book.flows.values() for node in flow.nodes.values())
    visited = {node.flow for node in nodes if isinstance(node, Subflow)}
    return tuple(name for name in book.flows if name not in visited and name != UNIVERSAL)


def _languages(book: FlowBook, flow: str) -> tuple[str, ...]:
    """One language of each kind, as if it had been chosen; none where the flow asks for it itself."""
    if any(isinstance(node, Language) for node in book.flows[flow].nodes.values()):
        return ("",)
    return tuple(sorted(alike(book)))


def _ears(book: FlowBook, languages: Iterable[str]) -> frozenset[Ears]:
    return frozenset(ears(book, language) for language in languages)


def _closed(
    book: FlowBook, flow: str, like: str, by_day: tuple[Unproved, ...], heard_by: frozenset[Ears]
) -> Iterator[Unproved]:
    """The same proofs while something is closed; what is only then unproved is a matter of V29."""
    for at_night, hour in closings(book):
        for one in unproved(at_night, explore(at_night, flow, like, hour), heard_by):
            if one not in by_day:
                template = "outside opening hours: {what}"
                yield Unproved("V29", one.place, told(template, what=one.sentence))


def _rows(book: FlowBook, found: Map, flow: str, like: str, lasts: Lasts) -> Iterator[Figures]:
    """Of every language whose calls go as these do; all of them where callers choose one on the way."""
    chosen = {moment.state.language for moment in found.pauses.values() if moment.state.language}
    for language in book.offer.languages:
        kind = ears(book, language)
        if like and kind != ears(book, like):
            continue
        same = next((one for one in sorted(chosen) if ears(book, one) == kind), "")
        if same:
            yield figures(book, found, flow, same, language, lasts)

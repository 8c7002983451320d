"""The questions of the shipped flows as a call asks them, in the grammars that the line's ears are given."""

from collections.abc import Iterator
from dataclasses import dataclass

from flows import load
from flows.effects import Item, Listen, Play
from flows.model import UNIVERSAL, FlowBook
from flows.nodes import Offer
from flows.nodes.consent import Consent
from flows.nodes.language import Language
from flows.state import CallState, Place
from flows.turn import Turn
from ivr.call.asked import grammars
from ivr.content import flow_texts, offer
from ivr.settings import Settings
from prompts import words as phrases
from prompts.own import NONE
from speech.ports import Grammar

CONFIRM = "confirm"
CONSENT = """
flow: example
start: agree
nodes:
  agree: {kind: consent, what: sharing, prompts: [promise], "yes": last, "no": last}
  last: {kind: menu, prompts: [info.doctor], options: {more: {key: "1", prompt: option.more, next: last}}}
"""
"""The shipped flows ask for no consent yet; one that would is heard like this."""


@dataclass(frozen=True, slots=True)
class Menu:
    """One question. Others that are heard alike are the same menu."""

    place: str
    """The first that has it, such as welcome.needs."""
    grammar: Grammar
    items: tuple[Item, ...] = ()
    """What is said before it: the choices with their keys."""

    @property
    def own(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Its own options with their phrases, without the universal words."""
        return tuple(pair for pair in self.grammar.options if not pair[0].startswith("@"))

    @property
    def universal(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """What can be said at every question."""
        return tuple(pair for pair in self.grammar.options if pair[0].startswith("@"))


def menus(language: str = "ko") -> tuple[Menu, ...]:
    """Every distinct question of the shipped flows and words, the yes or no of a confirmation last."""
    book = _book(language)
    found = [*_asked(book, language), _confirmation(book, language)]
    distinct = {menu.grammar: menu for menu in reversed(found) if menu.grammar.options}
    return tuple(reversed(distinct.values()))


def confirmation(language: str = "ko") -> Menu:
    """What is heard after something unsure was said back."""
    return _confirmation(_book(language), language)


def consent(language: str = "ko") -> Menu:
    """What is heard where somebody has to agree (rule V22)."""
    book = load.book({**flow_texts(), "example.yaml": CONSENT}, _offer(language))
    return next(menu for menu in _asked(book, language) if menu.grammar.strict)


def _book(language: str) -> FlowBook:
    return load.book(flow_texts(), _offer(language))


def _offer(language: str) -> Offer:
    """With default settings, so that figures are the same everywhere, and without an installation's own words."""
    return offer(Settings(), frozenset({language}), NONE)


def _asked(book: FlowBook, language: str) -> Iterator[Menu]:
    for flow in book.flows.values():
        for name, node in flow.nodes.items():
            if node.asks:
                first = isinstance(node, Language) and flow.flow != UNIVERSAL
                place = Place(flow.flow, name)
                yield _menu(book, language, CallState((place,), language=None if first else language), str(place))


def _confirmation(book: FlowBook, language: str) -> Menu:
    flow, name = next(
        (flow.flow, name)
        for flow in book.flows.values()
        for name, node in flow.nodes.items()
        if node.asks and not isinstance(node, Language | Consent)
    )
    state = CallState((Place(flow, name),), language=language, confirming="@again")
    return _menu(book, language, state, CONFIRM)


def _menu(book: FlowBook, language: str, state: CallState, place: str) -> Menu:
    """By the engine's own listening and the call's own grammar."""
    asking, turn = Turn(book, state, 0), Turn(book, state, 0)
    asking.ask()
    turn.listen()
    items = next(effect.items for effect in asking.effects if isinstance(effect, Play))
    listen = next(effect for effect in turn.effects if isinstance(effect, Listen))
    found = grammars(listen, phrases.load(), frozenset({language}))
    return Menu(place, found[0] if found else Grammar(language, ()), items)

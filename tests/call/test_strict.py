"""A consent is heard more strictly than anything else (rules V21, V22)."""

from flows.effects import Listen
from flows.engine import advance, begin
from flows.events import CallStarted, Event, PlayedToEnd, Silence
from flows.model import FlowBook
from flows.state import Listening, Speaking
from flows.step import Step
from ivr.call.asked import grammars
from prompts.words import load
from tests.support.flow_books import beside_universal

CONSENT = """
flow: example
start: agree
nodes:
  agree: {kind: consent, what: sharing, prompts: [share], "yes": last, "no": last}
  last: {kind: menu, prompts: [info.health], options: {more: {key: "1", prompt: option.more, next: last}}}
"""
MENU = CONSENT.replace("start: agree", "start: last")


def first_question(book: FlowBook) -> Listen:
    """What the line listens for after it has said everything."""
    step = begin(book, "example", CallStarted(0, "2026-01-05T10:00"))
    while not (found := [effect for effect in step.effects if isinstance(effect, Listen)]):
        step = advance(book, step.state, _next(step))
    return found[0]


def _next(step: Step) -> Event:
    mode = step.state.mode
    if isinstance(mode, Speaking):
        return PlayedToEnd(1_000, mode.play)
    assert isinstance(mode, Listening)
    return Silence(1_000, mode.listen)


def strict(flow: str) -> set[bool]:
    book = beside_universal({"example.yaml": flow}, "ko")
    return {grammar.strict for grammar in grammars(first_question(book), load(), frozenset({"ko"}))}


def test_a_consent_is_strict() -> None:
    assert strict(CONSENT) == {True}


def test_a_menu_is_not() -> None:
    assert strict(MENU) == {False}

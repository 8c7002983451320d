"""Where each prompt of a flow is heard, in plain words for those who write its wording. Pure.

The words are English, like the notes of all prompts: translators work from it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from flows.effects import DIGIT_WORDS
from flows.model import Flow
from flows.nodes import AnyNode
from flows.nodes.ask import Ask
from flows.nodes.base import Node
from flows.nodes.consent import Consent
from flows.nodes.goodbye import Goodbye
from flows.nodes.handover import Handover
from flows.nodes.hours import Hours
from flows.nodes.menu import Menu
from flows.nodes.record import Record
from flows.nodes.say import Say


class Role(StrEnum):
    """What a prompt is for."""

    LABEL = "choice"
    """The name of a choice; its key is said after it."""
    QUESTION = "question"
    INFORMATION = "information"
    FIRM = "cannot be skipped"
    PLACE = "where we are"
    NOTICE = "notice"
    """Said to every caller while somebody has it switched on."""


@dataclass(frozen=True, slots=True)
class Heard:
    """One prompt at one place."""

    prompt: str
    role: Role
    where: str
    """Behind the flow and the node."""
    chosen: bool = False
    """Callers can say it, so it has words of the same name."""
    values: tuple[str, ...] = ()
    """What the line puts into it."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A prompt with all its places in some flows."""

    prompt: str
    role: Role
    """At the first place."""
    where: str
    chosen: bool
    values: tuple[str, ...]


def notice(prompt: str) -> Occurrence:
    """No flow names it: it is said where a `say` has `notices`."""
    where = "said at the beginning of every call while somebody has it switched on"
    return Occurrence(prompt, Role.NOTICE, where, chosen=False, values=())


PLACES_TOLD = 2
"""Of a prompt that is heard at many."""


def occurrences(flows: Iterable[Flow]) -> Mapping[str, Occurrence]:
    """Every prompt of these flows by name, in the order of the files."""
    found: dict[str, list[tuple[str, Heard]]] = {}
    for flow in flows:
        for name, node in flow.nodes.items():
            for heard in at(node):
                place = f"flow {flow.flow}, at '{name}': {heard.where}"
                found.setdefault(heard.prompt, []).append((place, heard))
    return {prompt: _together(prompt, places) for prompt, places in found.items()}


def _together(prompt: str, places: list[tuple[str, Heard]]) -> Occurrence:
    first = places[0][1]
    told = list(dict.fromkeys(place for place, _ in places))
    more = f"; and at {len(told) - PLACES_TOLD} more places" if len(told) > PLACES_TOLD else ""
    chosen = any(heard.chosen for _, heard in places)
    return Occurrence(prompt, first.role, "; ".join(told[:PLACES_TOLD]) + more, chosen, first.values)


def at(node: AnyNode) -> Iterator[Heard]:
    """What a node says, in the order it is said; what no rule here knows is just said there."""
    known = dict.fromkeys(KINDS[type(node)](node) if type(node) in KINDS else ())
    yield from known
    named = {heard.prompt for heard in known}
    yield from (Heard(name, Role.INFORMATION, "said there") for name in node.prompts_said() if name not in named)


# -- each kind --------------------------------------------------------------------------------------------


def _menu(menu: Menu) -> Iterator[Heard]:
    yield from _place(menu.where)
    if menu.topic:
        yield from _each(menu.prompts, Role.INFORMATION, f"the information about {menu.topic}")
    else:
        yield from _each(menu.prompts, Role.QUESTION, "before the choices")
    if menu.intro:
        yield Heard(menu.intro, Role.QUESTION, "before the choices, where callers can speak")
        yield Heard(f"{menu.intro}_keys", Role.QUESTION, "before the choices, where callers have only keys")
    yield from _labels(menu.options)
    for name, cut in menu.shortcuts.items():
        yield Heard(cut.prompt, Role.LABEL, f"name of '{name}', asked back when it was heard unsurely", chosen=True)


def _ask(ask: Ask) -> Iterator[Heard]:
    yield from _place(ask.where)
    yield from _each(
        ask.prompts, Role.QUESTION, "the question; a number follows, keyed or spoken" if ask.digits else "the question"
    )
    yield from _labels(ask.answers)
    if ask.digits:
        yield from (Heard(digit, Role.INFORMATION, "a digit of a number", chosen=True) for digit in DIGIT_WORDS)


def _labels(options: Mapping[str, Any]) -> Iterator[Heard]:
    for name, option in options.items():
        yield Heard(option.prompt, Role.LABEL, f"name of the choice '{name}', key {option.key}", chosen=True)


def _consent(consent: Consent) -> Iterator[Heard]:
    yield from _place(consent.where)
    yield from _each(consent.prompts, Role.FIRM, "what is asked for; yes and no follow; no key skips it")


def _say(say: Say) -> Iterator[Heard]:
    if say.skippable:
        return _each(say.prompts, Role.INFORMATION, "information; then the call goes on")
    return _each(say.prompts, Role.FIRM, "a sentence that no key skips; then the call goes on")


def _goodbye(goodbye: Goodbye) -> Iterator[Heard]:
    return _each(goodbye.prompts, Role.FIRM, "the last words; then the call ends")


def _hours(hours: Hours) -> Iterator[Heard]:
    yield Heard(hours.opens, Role.INFORMATION, "closed now; says when it opens", values=("day", "time"))
    later = "closed for a week or more; says when it opens"
    yield Heard(hours.opens_date, Role.INFORMATION, later, values=("date", "time"))
    yield Heard(hours.opens_unknown, Role.INFORMATION, "closed, and nobody knows until when")


def _record(record: Record) -> Iterator[Heard]:
    return _each(record.prompts, Role.QUESTION, "what to do; then the caller's message is recorded")


def _handover(handover: Handover) -> Iterator[Heard]:
    yield Heard(handover.looking, Role.FIRM, "while a person is looked for")
    yield Heard(handover.no_one, Role.FIRM, "no person is free")
    yield Heard(handover.no_one_unknown, Role.FIRM, "no person is free; said in every language")


def _place(prompt: str) -> Iterator[Heard]:
    return _each((prompt,) if prompt else (), Role.PLACE, "says where in a row of questions the caller is")


def _each(prompts: Iterable[str], role: Role, where: str) -> Iterator[Heard]:
    return (Heard(prompt, role, where) for prompt in prompts)


KINDS: Mapping[type[Node], Callable[[Any], Iterator[Heard]]] = {
    Menu: _menu,
    Ask: _ask,
    Consent: _consent,
    Say: _say,
    Goodbye: _goodbye,
    Hours: _hours,
    Record: _record,
    Handover: _handover,
}
"""Kinds that name prompts in the flow; the others say only what every flow says."""

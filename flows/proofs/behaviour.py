"""Everything a caller can do at a pause."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from flows.effects import DIGITS
from flows.events import Event
from flows.model import FlowBook
from flows.nodes import AnyNode, Here
from flows.nodes.ask import Ask
from flows.nodes.language import Language
from flows.offered import to_any_sound
from flows.proofs.moments import Moment, key, message, nonsense, silence, spoken_number, two_sounds, word
from flows.state import CallState, Recording, Sounding

Mode = Literal["key", "voice", "sound", "error"]
"""By what: keys alone, words alone, any sounds, or a mistake (silence, nonsense, a key that means nothing)."""
Ears = Literal["model", "example", "none"]
"""A recogniser, one that knows a few words from a few voices, or any sound only."""
UNIVERSAL = ("0", "9", "*", "#")


@dataclass(frozen=True, slots=True)
class Act:
    """One thing a caller does, as an author would call it."""

    label: str
    mode: Mode
    events: tuple[Event, ...]
    choice: bool = False
    """Whether it answers the question, which counts as a step on the way (rule V6)."""
    universal: bool = False
    """Whether it works everywhere, so that it says nothing about this place."""
    number: bool = False
    """Whether a whole number is keyed where callers cannot speak it."""
    firm: bool = False
    """Whether no sound may choose it (rule V22), so that a key is what there is."""
    at: CallState | None = None
    """Where it begins, if not at the pause: in a pause for any sound before it."""


def ears(book: FlowBook, language: str) -> Ears:
    """By what it is heard."""
    if language not in book.offer.hearing:
        return "none"
    return "example" if language in book.offer.by_example else "model"


def alike(book: FlowBook) -> frozenset[str]:
    """One language of each kind of ears: calls in the others go the same ways."""
    return frozenset({ears(book, language): language for language in reversed(book.offer.languages)}.values())


def acts(book: FlowBook, moment: Moment) -> Iterator[Act]:
    """What can be done here, mistakes included."""
    node = book.node(moment.state.place)
    if isinstance(moment.state.mode, Recording):
        yield from _while_recording(moment)
    elif moment.state.confirming:
        yield from _confirming(moment)
    else:
        yield from _answering(book, node, moment)
        yield from _speaking(book, node, moment)
    yield from _sounding(book, node, moment)
    yield from errors(moment)


def _sounding(book: FlowBook, node: AnyNode, moment: Moment) -> Iterator[Act]:
    some = _some(book, node)
    for pause in moment.pauses:
        option = pause.mode.option if isinstance(pause.mode, Sounding) else ""
        if some(option):
            everywhere = option.startswith("@")
            yield Act(f"sound {option}", "sound", two_sounds(book, pause), not everywhere, everywhere, at=pause)


def errors(moment: Moment) -> Iterator[Act]:
    """Silence, and where speech is heard nonsense."""
    yield Act("silence", "error", silence(moment))
    if moment.options:
        yield Act("nonsense", "error", nonsense(moment))


def wrong_key(book: FlowBook, moment: Moment) -> Iterator[Act]:
    """A key that answers nothing here; none where keys are digits."""
    question = book.node(moment.state.place).question(here(book, moment))
    if question.digits or moment.state.confirming:
        return
    taken = {choice.key for choice in question.choices}
    free = next((one for one in "76543218" if one not in taken), "")
    if free:
        yield Act(f"key {free}", "error", key(free))


def here(book: FlowBook, moment: Moment) -> Here:
    """What the node sees."""
    return Here(book.offer, moment.state, moment.state.discreet)


def _while_recording(moment: Moment) -> Iterator[Act]:
    yield Act("message", "voice", message(moment), choice=True)
    yield from (Act(f"key {one}", "key", key(one), universal=True) for one in UNIVERSAL)


def _confirming(moment: Moment) -> Iterator[Act]:
    yield Act("key 1", "key", key("1"), firm=moment.state.confirming == DIGITS)
    yield Act("key 2", "key", key("2"))
    yield Act("key #", "key", key("#"), universal=True)
    said = (option for option, _ in moment.options if option in {"yes", "no"})
    yield from (Act(f"say {option}", "voice", word(moment, option)) for option in said)


def _answering(book: FlowBook, node: AnyNode, moment: Moment) -> Iterator[Act]:
    question = node.question(here(book, moment))
    if isinstance(node, Ask) and node.digits:
        least = "1" * node.digits.min
        ended = "" if node.digits.min == node.digits.max else "#"
        mute = ears(book, here(book, moment).language) != "model"
        yield Act(f"keys {least}{ended}", "key", key(least + ended), choice=True, number=mute)
        yield Act("key #", "key", key("#"))
        return
    some = _some(book, node)
    chosen = (choice for choice in question.choices if choice.key and some(choice.name))
    offered = {reading.name for reading in to_any_sound(book, moment.state.place.flow, question).readings}
    for choice in chosen:
        yield Act(f"key {choice.key}", "key", key(choice.key), choice=True, firm=choice.name not in offered)
    yield from wrong_key(book, moment)
    yield from (Act(f"key {one}", "key", key(one), universal=True) for one in UNIVERSAL)


def _some(book: FlowBook, node: AnyNode) -> Callable[[str], bool]:
    """Of the languages only those that go different ways."""
    others = frozenset(book.offer.languages) - alike(book) if isinstance(node, Language) else frozenset()
    return lambda name: name.removeprefix("language.") not in others


def _speaking(book: FlowBook, node: AnyNode, moment: Moment) -> Iterator[Act]:
    some = _some(book, node)
    for option in dict.fromkeys(option for option, _ in moment.options):
        if not some(option):
            continue
        if isinstance(node, Ask) and node.digits and option == DIGITS:
            yield Act("say a number", "voice", spoken_number(moment, "1" * node.digits.min), choice=True)
            continue
        everywhere = option.startswith("@")
        for verb, sure in (("say", True), ("mumble", False)):
            heard = word(moment, option, sure=sure)
            yield Act(f"{verb} {option}", "voice", heard, not everywhere, everywhere)

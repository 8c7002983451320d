"""What must be true of every map."""

from collections.abc import Iterable, Iterator

from flows.messages import Sentence, told
from flows.model import UNIVERSAL, FlowBook
from flows.proofs.behaviour import Ears
from flows.proofs.errors import Lost, lost
from flows.proofs.explore import Map, Way, gives
from flows.proofs.paths import anyhow, by_keys, by_sound, by_voice, labels, leads_on, reached, shortest
from flows.proofs.result import Unproved
from flows.state import Place

TOPIC = "health"
"""Shown where a flow has none yet."""


def unproved(book: FlowBook, found: Map, ears: frozenset[Ears]) -> Iterator[Unproved]:
    """Everything a caller can run into, in one map; `ears` are those of the languages its calls may be in."""
    for rule, place, sentence in _all(book, found, ears):
        yield Unproved(rule, place, sentence)


def _all(book: FlowBook, found: Map, ears: frozenset[Ears]) -> Iterator[tuple[str, Place, Sentence]]:
    yield from _endless(found)
    yield from _dead_ends(book, found)
    yield from _dropped(found)
    yield from _lost(book, found)
    yield from _not_by_keys(found)
    if ears - {"none"}:
        yield from _not_by_voice(found)
    if "none" in ears:
        yield from _not_by_sound(found)
    if not found.complete:
        template = "this flow has too many situations to look at all of them; make it smaller, or use subflows."
        yield "V16", place_of(found, found.start), told(template)


def place_of(found: Map, key: object) -> Place:
    """Where a pause is."""
    return next(moment.state.place for at, moment in found.pauses.items() if at == key)


def _endless(found: Map) -> Iterator[tuple[str, Place, Sentence]]:
    for place, source, act in found.endless:
        ways = shortest(found)
        template = "after {path}, the line goes on and on and never asks the caller again."
        yield "endless", place, told(template, path=_path(ways.get(source, ()), act.label))


def _dead_ends(book: FlowBook, found: Map) -> Iterator[tuple[str, Place, Sentence]]:
    """From every pause there is a way to information, to a person asked for by a choice, or to a goodbye.

    Where some of them have no choices at all, only those are told: the others lead to them.
    """
    on = leads_on(found, _arrives)
    asked = {key: m.state.place for key, m in found.pauses.items() if not m.state.confirming}
    dead = dict.fromkeys(place for key, place in asked.items() if key not in on and not gives(book, place))
    ends = [place for place in dead if not book.node(place).targets()]
    for place in ends or dead:
        yield "dead_end", place, _no_topic(book, place) if ends else _nothing_follows()


def _nothing_follows() -> Sentence:
    return told("nothing follows here: no choice leads to information with a 'topic', to a person or to a goodbye.")


def _no_topic(book: FlowBook, place: Place) -> Sentence:
    own = (getattr(node, "topic", "") for node in book.flows[place.flow].nodes.values())
    template = (
        "'{node}' has no choices and no 'topic': if callers come for what it says, add 'topic: {topic}'; otherwise let "
        "it lead on."
    )
    return told(template, node=place.node, topic=next(filter(None, own), TOPIC))


def _arrives(way: Way) -> bool:
    chosen = way.act.mode != "error"
    return chosen and (bool(way.goals) or way.sought or way.hung_up)


def _dropped(found: Map) -> Iterator[tuple[str, Place, Sentence]]:
    """The line never hangs up on somebody who did not choose it."""
    for way in found.all_ways():
        if way.hung_up and way.act.mode == "error" and way.source in found.pauses:
            template = "after {act} the call ends; only what the caller chooses may end it."
            yield "V16", found.pauses[way.source].state.place, told(template, act=way.act.label)


def _lost(book: FlowBook, found: Map) -> Iterator[tuple[str, Place, Sentence]]:
    seen: set[tuple[Place, str]] = set()
    for one in lost(book, found):
        place = one.moment.state.place
        if (place, one.why) not in seen:
            seen.add((place, one.why))
            yield "V16", place, _sentence(one)


def _sentence(one: Lost) -> Sentence:
    row = ", ".join(one.row)
    if one.why == "dropped":
        return told("after {row} the call ends; mistakes must lead to a person.", row=row)
    if one.why == "endless":
        return told("after {row} the line never asks again; mistakes must lead to a person.", row=row)
    return told("after {row} nobody is looked for; mistakes must lead to a person.", row=row)


def _not_by_keys(found: Map) -> Iterator[tuple[str, Place, Sentence]]:
    for place in sorted(reached(found, anyhow) - reached(found, by_keys), key=str):
        yield "V30", place, told("nobody can come here by keys alone; give the way a key.")


def _not_by_voice(found: Map) -> Iterator[tuple[str, Place, Sentence]]:
    for place in sorted(reached(found, anyhow) - reached(found, by_voice), key=str):
        yield "V30", place, told("nobody can come here by voice alone; there is a choice on the way without words.")


def _not_by_sound(found: Map) -> Iterator[tuple[str, Place, Sentence]]:
    """In a language without ears; what 9 leads to is offered to sounds in the flow where calls begin."""
    for place in sorted(reached(found, anyhow) - reached(found, by_sound), key=str):
        if place.flow != UNIVERSAL:
            yield "V30", place, told("nobody can come here by any sound; the way there is for keys or words only.")


def _path(ways: Iterable[Way], last: str) -> str:
    return labels((*ways,)) + f", {last}" if ways else last

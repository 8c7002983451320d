"""How far the information is, and how long the line speaks (rules V6, V8), from a map and the length of each prompt."""

from collections.abc import Callable, Iterable

from flows.effects import Gap, Item, Play, Spoken
from flows.model import UNIVERSAL, FlowBook
from flows.nodes.language import Language
from flows.proofs.explore import Map, Way
from flows.proofs.paths import by_keys, labels, shortest
from flows.proofs.result import Figures
from flows.state import Place

Lasts = Callable[[Spoken], int]
"""Milliseconds a prompt takes."""


def figures(book: FlowBook, found: Map, flow: str, like: str, language: str, lasts: Lasts) -> Figures:  # noqa: PLR0913, PLR0917 - one row of a table
    """One row: `language` goes the ways of `like`, in its own words."""
    in_language = _speaking(like, language)
    to = {goal: ways for goal, ways in _to_goals(found, like).items() if goal.flow != UNIVERSAL}
    far = max(to, key=lambda goal: (_choices(book, found, to[goal]), str(goal)), default=None)
    longest, where = _longest(found, like, in_language, lasts)
    return Figures(
        flow,
        language,
        len(found.pauses),
        sum(map(len, found.ways.values())),
        len(to),
        _choices(book, found, to[far]) if far else 0,
        f"{far} ({labels(to[far])})" if far else "",
        longest,
        where,
        max((_said((found.begun, *ways), in_language, lasts) for ways in to.values()), default=0),
    )


def _to_goals(found: Map, like: str) -> dict[Place, tuple[Way, ...]]:
    """The shortest way by keys to each node with information; what keys cannot reach is told by a proof."""
    ways = {key: way for key, way in shortest(found, by_keys).items() if _speaks(found, key, like)}
    to: dict[Place, tuple[Way, ...]] = dict.fromkeys(found.begun.goals, ())
    for key, way_there in sorted(ways.items(), key=lambda item: len(item[1])):
        for way in found.ways.get(key, ()):
            if by_keys(way):
                for goal in way.goals:
                    to.setdefault(goal, (*way_there, way))
    return to


def _speaks(found: Map, key: tuple[object, ...], like: str) -> bool:
    """Whether a pause is one of calls in a language, or of calls that have none yet."""
    return found.pauses[key].state.language in {None, like}


def _choices(book: FlowBook, found: Map, ways: Iterable[Way]) -> int:
    """Choices on a way, without that of the language and without `more` of the same information."""
    count = 0
    for way in ways:
        place = found.pauses[way.source].state.place
        node = book.node(place)
        count += way.act.choice and not isinstance(node, Language) and not getattr(node, "topic", "")
    return count


# -- sound ------------------------------------------------------------------------------------------------


def _speaking(like: str, language: str) -> Callable[[Item], Item]:
    def spoken(item: Item) -> Item:
        if isinstance(item, Spoken) and item.language == like:
            return Spoken(item.prompt, language, item.values)
        return item

    return spoken


def _longest(found: Map, like: str, spoken: Callable[[Item], Item], lasts: Lasts) -> tuple[int, str]:
    plays = {
        play.items: found.pauses[way.target].state.place
        for way in found.all_ways()
        if way.target and found.pauses[way.target].state.language == like
        for play in way.said[-1:]
    }
    return max(((_ms(items, spoken, lasts), str(place)) for items, place in plays.items()), default=(0, ""))


def _said(ways: Iterable[Way], spoken: Callable[[Item], Item], lasts: Lasts) -> int:
    plays: list[Play] = [play for way in ways for play in way.said]
    return sum(_ms(play.items, spoken, lasts) for play in plays[:-1])


def _ms(items: Iterable[Item], spoken: Callable[[Item], Item], lasts: Lasts) -> int:
    total = 0
    for item in items:
        if isinstance(item, Gap):
            total += item.milliseconds
        else:
            said = spoken(item)
            assert isinstance(said, Spoken)  # noqa: S101 - a prompt stays a prompt
            total += lasts(said)
    return total

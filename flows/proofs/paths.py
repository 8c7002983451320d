"""Ways through a map: what can be reached by keys alone, by voice alone, and how."""

from collections import deque
from collections.abc import Callable, Iterator, Mapping

from flows.proofs.explore import Key, Map, Way
from flows.state import Place

Allowed = Callable[[Way], bool]


def by_keys(way: Way) -> bool:
    return way.act.mode == "key"


def by_voice(way: Way) -> bool:
    return way.act.mode == "voice" or way.act.number


def by_sound(way: Way) -> bool:
    """By any sounds, with the keys for what they may not choose (rule V22).

    Silence is allowed too: it is how the languages come to be read out one at a time.
    """
    act = way.act
    return act.mode == "sound" or act.number or act.firm or act.label in {"message", "silence"}


def anyhow(way: Way) -> bool:
    return way.act.mode != "error"


def reached(found: Map, allowed: Allowed) -> frozenset[Place]:
    """Goals a caller can come to who only does what is allowed."""
    return frozenset(goal for way in _ways(found, allowed) for goal in way.goals)


def _ways(found: Map, allowed: Allowed) -> Iterator[Way]:
    yield found.begun
    seen, queue = {found.start}, deque([found.start])
    while queue:
        for way in found.ways.get(queue.popleft(), ()):
            if not allowed(way):
                continue
            yield way
            if way.target is not None and way.target not in seen:
                seen.add(way.target)
                queue.append(way.target)


def shortest(found: Map, allowed: Allowed = anyhow) -> Mapping[Key, tuple[Way, ...]]:
    """The way with the fewest acts to each pause, from the first one."""
    ways: dict[Key, tuple[Way, ...]] = {found.start: ()}
    queue = deque([found.start])
    while queue:
        source = queue.popleft()
        for way in found.ways.get(source, ()):
            if way.target is not None and allowed(way) and way.target not in ways:
                ways[way.target] = (*ways[source], way)
                queue.append(way.target)
    return ways


def labels(ways: tuple[Way, ...]) -> str:
    """How the caller came there, for the author: `key 2, key 1`."""
    return ", ".join(way.act.label for way in ways) or "nothing"


def leads_on(found: Map, wanted: Allowed) -> frozenset[Key]:
    """Pauses from which some wanted way can be taken, sooner or later, without what works everywhere."""
    back: dict[Key, list[Key]] = {}
    good: deque[Key] = deque()
    for source, ways in found.ways.items():
        own = [way for way in ways if not way.act.universal]
        if any(wanted(way) for way in own):
            good.append(source)
        for way in own:
            if way.target is not None:
                back.setdefault(way.target, []).append(source)
    seen = set(good)
    while good:
        for source in back.get(good.popleft(), ()):
            if source not in seen:
                seen.add(source)
                good.append(source)
    return frozenset(seen)

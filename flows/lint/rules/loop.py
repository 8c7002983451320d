"""A circle that goes on without ever asking the caller; circles inside of one flow are found when it is read."""

from collections.abc import Iterator

from flows.lint.facts import Facts
from flows.lint.rule import Rule, Seen
from flows.lint.subject import Subject
from flows.lint.ways import Stack
from flows.messages import later, told


def _look(subject: Subject, _: Facts) -> Iterator[Seen]:
    done: set[Stack] = set()
    known: set[frozenset[str]] = set()
    for stack in subject.ways:
        for circle in _circles(subject, stack, done):
            names = frozenset(str(one[-1]) for one in circle)
            if names not in known:
                known.add(names)
                path = " -> ".join(str(one[-1]) for one in (*circle, circle[0]))
                template = "{path} is a circle that never asks the caller anything; let one lead to a menu."
                yield subject.spot(circle[0][-1]).seen(told(template, path=path))


def _circles(subject: Subject, start: Stack, done: set[Stack]) -> Iterator[tuple[Stack, ...]]:
    """Depth first over ways that need no caller; every stack is looked at once."""
    way: list[Stack] = []
    todo: list[tuple[Stack, bool]] = [(start, False)]
    while todo:
        stack, leaving = todo.pop()
        if leaving:
            way.pop()
        elif stack in way:
            yield tuple(way[way.index(stack) :])
        elif stack not in done:
            done.add(stack)
            way.append(stack)
            todo.append((stack, True))
            if not subject.waits(stack):
                todo += [(arrow.target, False) for arrow in subject.ways[stack]]


RULE = Rule(
    id="loop",
    level="error",
    title=later("no circle without a caller's choice"),
    reason=later(
        "A line that says the same again and again, or looks for a person for ever, leaves the caller no way but to "
        "hang up. Every circle passes a question."
    ),
    example="""\
flow: welcome
start: find
nodes:
  find: {kind: handover, next: school, nobody: sorry}
  sorry: {kind: say, prompts: [sorry], next: find}
  school: {kind: menu, topic: school, prompts: [info.school], offers: [person, again]}
""",
    look=_look,
)

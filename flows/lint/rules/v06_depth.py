"""V6: how many choices lie before the information."""

from collections.abc import Iterator

from flows.lint.facts import Facts
from flows.lint.rule import Rule, Seen
from flows.lint.said import bounded, graded
from flows.lint.subject import Subject
from flows.lint.ways import Arrow, nearest
from flows.messages import later, told
from flows.nodes.language import Language
from flows.nodes.menu import Menu
from flows.state import Place

CHOICES, CHOICES_HARD = 3, 4


def _look(subject: Subject, _: Facts) -> Iterator[Seen]:
    ways = nearest(subject.ways, subject.starts, lambda arrow: cost(subject, arrow))
    best: dict[Place, tuple[Arrow, ...]] = {}
    for stack, way in ways.items():
        if informs(subject, stack[-1]):
            best[stack[-1]] = min(best.get(stack[-1], way), way, key=lambda one: _count(subject, one))
    for place, way in best.items():
        if level := graded(_count(subject, way), CHOICES, CHOICES_HARD):
            path = ", ".join(str(arrow.source[-1]) for arrow in way if cost(subject, arrow))
            template = "a caller answers {count} questions before this ({path}); {most} at most."
            sentence = told(template, count=_count(subject, way), path=path, most=CHOICES)
            yield subject.spot(place).seen(bounded(sentence, level, str(CHOICES_HARD)), level=level)


def informs(subject: Subject, place: Place) -> bool:
    """Whether the information a caller came for is said there."""
    node = subject.book.node(place)
    return isinstance(node, Menu) and bool(node.topic)


def cost(subject: Subject, arrow: Arrow) -> int | None:
    """1 for an answer; nothing for the language and for more of the same; shortcuts can only be gone by voice."""
    if arrow.field.startswith("shortcuts."):
        return None
    place = arrow.source[-1]
    free = isinstance(subject.book.node(place), Language) or informs(subject, place)
    return 0 if free or not subject.waits(arrow.source) else 1


def _count(subject: Subject, way: tuple[Arrow, ...]) -> int:
    return sum(cost(subject, arrow) or 0 for arrow in way)


RULE = Rule(
    id="V6",
    level="warning",
    title=later("three choices from the language to the information"),
    reason=later(
        "Callers give up in deep menus and in long lists; shallow trees did best (rule V6). Three choices lead from "
        "the language to a node with a 'topic', four are published with a reason, more are refused. 'More' inside "
        "of information does not count."
    ),
    example="""\
flow: welcome
start: one
nodes:
  one: {kind: menu, options: {on: {key: "1", prompt: need.one, next: two}}}
  two: {kind: menu, options: {on: {key: "1", prompt: need.two, next: three}}}
  three: {kind: menu, options: {on: {key: "1", prompt: need.three, next: four}}}
  four: {kind: menu, options: {on: {key: "1", prompt: need.four, next: school}}}
  school: {kind: menu, topic: school, prompts: [info.school], offers: [person, again]}
""",
    look=_look,
)

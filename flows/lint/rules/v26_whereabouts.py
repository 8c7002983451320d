"""V26: who answers several questions in a row is told how many."""

from collections.abc import Iterator
from functools import partial

from flows.lint.facts import Facts
from flows.lint.rule import Rule, Seen
from flows.lint.rules.v06_depth import cost
from flows.lint.subject import Subject
from flows.lint.ways import VISIT, Arrow, Stack, nearest
from flows.messages import later, told
from flows.nodes.language import Language
from flows.state import Place

TURNS = 2


def _look(subject: Subject, _: Facts) -> Iterator[Seen]:
    for flow in subject.book.flows:
        starts = [stack for stack in subject.ways if stack[-1] == subject.book.start(flow)][:1]
        way = max(_rows(subject, starts), key=len, default=())
        if len(way) > TURNS and not subject.book.node(way[0]).whereabouts():
            template = "{count} questions follow each other here ({row}); say how many with 'where' at the first."
            sentence = told(template, count=len(way), row=", ".join(place.node for place in way))
            yield subject.spot(way[0]).seen(sentence)


def _rows(subject: Subject, starts: list[Stack]) -> Iterator[tuple[Place, ...]]:
    """The questions on the shortest way from the start of a flow to each of its nodes, that one included."""
    for start in starts:
        inside = partial(_inside, subject, start)
        for stack, way in nearest(subject.ways, starts, inside).items():
            asked = tuple(arrow.source[-1] for arrow in way if inside(arrow))
            yield (*asked, stack[-1]) if _asks(subject, stack) else asked


def _asks(subject: Subject, stack: Stack) -> bool:
    node = subject.book.node(stack[-1])
    return node.asks and not getattr(node, "topic", "") and not isinstance(node, Language)


def _inside(subject: Subject, start: Stack, arrow: Arrow) -> int | None:
    """As for V6, but not out of the flow, and not into another: that one counts for itself."""
    if arrow.target[:-1] != start[:-1] or arrow.field == VISIT:
        return None
    return cost(subject, arrow)


RULE = Rule(
    id="V26",
    level="warning",
    title=later("several questions in a row are announced"),
    reason=later(
        "Who does not know how long it goes on gives up (rule V26). Where a flow asks more than two questions in a row,"
        " the first has a 'where': a prompt that says how many there are, and what follows."
    ),
    example="""\
flow: welcome
start: one
nodes:
  one: {kind: ask, store: one, prompts: [ask.one], answers: {some: {key: "1", prompt: one.some}}, next: two}
  two: {kind: ask, store: two, prompts: [ask.two], answers: {some: {key: "1", prompt: two.some}}, next: three}
  three: {kind: ask, store: three, prompts: [ask.three], answers: {some: {key: "1", prompt: three.some}}, next: school}
  school: {kind: menu, topic: school, prompts: [info.school], offers: [person, again]}
""",
    look=_look,
)

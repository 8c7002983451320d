"""V29: out of hours is a service too."""

from collections.abc import Iterator

from flows.lint.facts import Facts
from flows.lint.rule import Rule, Seen
from flows.lint.subject import Subject
from flows.messages import later, told
from flows.nodes.goodbye import Goodbye
from flows.nodes.handover import Handover
from flows.nodes.hours import Hours


def _look(subject: Subject, _: Facts) -> Iterator[Seen]:
    for spot in subject.spots:
        if isinstance(spot.node, Hours):
            arrows = (arrow for stack in subject.stacks.get(spot.place, ()) for arrow in subject.ways[stack])
            closed = [arrow.target for arrow in arrows if arrow.field == "closed"]
            kinds = {type(found.node) for target in closed for found in subject.by_itself(target)}
            if Goodbye in kinds:
                template = "outside opening hours the call ends by itself; let 'closed' lead to information."
                yield spot.seen(told(template), field="closed")
            if Handover in kinds and spot.node.whose == "line":
                template = "outside opening hours a person is looked for by itself; nobody is there then."
                yield spot.seen(told(template), field="closed", level="warning")


RULE = Rule(
    id="V29",
    level="error",
    title=later("nothing ends outside opening hours"),
    reason=later(
        "Need does not keep office hours (rule V29). While people are away, information, danger and the way back "
        "work as always: 'closed' leads on to a question, never to the end of the call. The same is tried out with the "
        "line switched to closed, with all other places closed, and with both."
    ),
    example="""\
flow: welcome
start: open
nodes:
  open:
    kind: hours
    times: [{days: [monday], from: "09:00", to: "17:00"}]
    open: school
    closed: later
  later: {kind: goodbye, prompts: [goodbye]}
  school: {kind: menu, topic: school, prompts: [info.school], offers: [person, again]}
""",
    look=_look,
)

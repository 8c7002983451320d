"""A node no caller comes to."""

from collections.abc import Iterator

from flows.lint.facts import Facts
from flows.lint.rule import Rule, Seen
from flows.lint.subject import Subject
from flows.lint.ways import MOST
from flows.messages import later, told


def _look(subject: Subject, facts: Facts) -> Iterator[Seen]:
    if len(subject.ways) >= MOST:
        return
    for spot in subject.spots:
        if spot.place not in subject.stacks:
            yield spot.seen(told("no caller comes here; let something lead here, or remove it."))
    for flow in subject.entries if facts.first in subject.book.flows else ():
        if flow != facts.first:
            template = "calls begin with '{first}', and no flow visits this one; let a 'subflow' lead here."
            yield Seen(told(template, first=facts.first), flow, field="flow")


RULE = Rule(
    id="unreachable",
    level="warning",
    title=later("every node can be reached"),
    reason=later("What no caller comes to is either forgotten, or a way to it is missing."),
    example="""\
flow: welcome
start: school
nodes:
  school: {kind: menu, topic: school, prompts: [info.school], offers: [person, again]}
  forgotten: {kind: menu, topic: work, prompts: [info.work], offers: [person, again]}
""",
    look=_look,
)

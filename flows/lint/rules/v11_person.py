"""V11: a person is offered first, and key 0 finds one."""

from collections.abc import Iterator

from flows.lint.facts import Facts
from flows.lint.rule import Rule, Seen
from flows.lint.rules.v06_depth import informs
from flows.lint.subject import Spot, Subject
from flows.messages import later, told
from flows.model import PERSON
from flows.nodes.handover import Handover
from flows.nodes.menu import Menu


def _look(subject: Subject, _: Facts) -> Iterator[Seen]:
    for spot in subject.spots:
        if isinstance(spot.node, Menu):
            yield from _offered(subject, spot, spot.node)
    if not any(isinstance(spot.node, Handover) for spot in subject.by_itself((PERSON,))):
        template = "key 0 leads here, and no person is looked for; let a 'handover' follow."
        yield subject.spot(PERSON).seen(told(template))


def _offered(subject: Subject, spot: Spot, menu: Menu) -> Iterator[Seen]:
    if informs(subject, spot.place) and "person" not in menu.offers:
        template = "'offers' has no 'person'; who has heard information may need to talk with somebody."
        yield spot.seen(told(template), field="offers")
    elif "person" in menu.offers and menu.offers[0] != "person":
        template = "'person' is not the first of 'offers'; it is announced before everything else."
        yield spot.seen(told(template), field="offers", level="warning")


RULE = Rule(
    id="V11",
    level="error",
    title=later("a person is within reach everywhere, and announced after information"),
    reason=later(
        "A machine must never stand between a caller and help (rule V11). Key 0 and its words work everywhere; "
        "every node with a 'topic' announces them, before everything else it announces."
    ),
    example="""\
flow: welcome
start: school
nodes:
  school: {kind: menu, topic: school, prompts: [info.school], offers: [again]}
""",
    look=_look,
)

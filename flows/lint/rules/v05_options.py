"""V5: how many choices a caller has to keep in mind."""

from collections.abc import Iterator

from flows.lint.facts import Facts
from flows.lint.rule import Rule, Seen
from flows.lint.subject import Spot, Subject
from flows.messages import later, told
from flows.nodes.ask import Ask
from flows.nodes.menu import Menu

OPTIONS = 4
"""Five is the most that can be loaded."""


def _look(subject: Subject, _: Facts) -> Iterator[Seen]:
    for spot in subject.spots:
        field, count = _choices(spot)
        if count > OPTIONS:
            template = "there are {count} choices; {most} at most. Put some of them into a menu of their own."
            yield spot.seen(told(template, count=count, most=OPTIONS), field=field)


def _choices(spot: Spot) -> tuple[str, int]:
    match spot.node:
        case Menu(options=options):
            return "options", len(options)
        case Ask(answers=answers):
            return "answers", len(answers)
    return "", 0


RULE = Rule(
    id="V5",
    level="warning",
    title=later("four choices in one question"),
    reason=later(
        "People hold one to three things in mind while they listen, fewer under stress (rule V5). Four choices are "
        "wanted; five can be published with a reason, six are refused when the file is read."
    ),
    example="""\
flow: welcome
start: needs
nodes:
  needs:
    kind: menu
    options:
      health: {key: "1", prompt: menu.health, next: school}
      law: {key: "2", prompt: menu.law, next: school}
      shelter: {key: "3", prompt: menu.shelter, next: school}
      work: {key: "4", prompt: menu.work, next: school}
      school: {key: "5", prompt: need.school, next: school}
  school: {kind: menu, topic: school, prompts: [info.school], offers: [person, again]}
""",
    look=_look,
)

"""V12: few universal keys are announced at once, and options stay on the first five keys."""

from collections.abc import Iterator

from flows.lint.facts import Facts
from flows.lint.rule import Rule, Seen
from flows.lint.rules.v06_depth import informs
from flows.lint.rules.v07_labels import labels
from flows.lint.subject import Spot, Subject
from flows.messages import later, told
from flows.nodes.menu import Menu

OFFERS, OFFERS_INFORMATION = 2, 3
"""V8 wants two after information; who has another need has to find the way back."""
LAST_KEY = "5"


def _look(subject: Subject, _: Facts) -> Iterator[Seen]:
    for spot in subject.spots:
        if isinstance(spot.node, Menu):
            yield from _offers(subject, spot, spot.node)
        for field, _prompt, key in labels(spot):
            if LAST_KEY < key <= "8":
                template = "key {key} is far to find; number the options from 1, to {last} at most."
                at = field.removesuffix("prompt") + "key"
                yield spot.seen(told(template, key=key, last=LAST_KEY), field=at)


def _offers(subject: Subject, spot: Spot, menu: Menu) -> Iterator[Seen]:
    most = OFFERS_INFORMATION if informs(subject, spot.place) else OFFERS
    if len(menu.offers) > most:
        template = "'offers' announces {count} keys at once; {most} at most here. They work without being announced."
        yield spot.seen(told(template, count=len(menu.offers), most=most), field="offers")


RULE = Rule(
    id="V12",
    level="warning",
    title=later("few keys are announced at once"),
    reason=later(
        "More than a few commands are a burden, and each works without being announced (rule V12). Two universal "
        "keys in one question; three after information, where rule V8 wants two of them and a caller with another "
        "need has to find back. Options are on the keys 1 to 5."
    ),
    example="""\
flow: welcome
start: needs
nodes:
  needs:
    kind: menu
    offers: [person, again, back]
    options:
      school: {key: "1", prompt: need.school, next: school}
  school: {kind: menu, topic: school, prompts: [info.school], offers: [person, again]}
""",
    look=_look,
)

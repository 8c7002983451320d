"""V20: what cannot be undone happens only after a yes."""

from collections.abc import Iterator

from flows.lint.facts import Facts
from flows.lint.rule import Rule, Seen
from flows.lint.subject import Subject
from flows.lint.ways import Arrow, reached
from flows.messages import later, told
from flows.nodes.branch import Branch
from flows.nodes.consent import YES, Consent


def _look(subject: Subject, _: Facts) -> Iterator[Seen]:
    agreed = {spot.node.what for spot in subject.spots if isinstance(spot.node, Consent)}
    without = reached(subject.ways, subject.starts, lambda arrow: not _is_yes(subject, arrow, agreed))
    places = {stack[-1] for stack in without}
    for spot in subject.spots:
        if spot.node.consequence == "high" and spot.place in places:
            template = "a caller can come here without having said yes; let every way lead through a 'consent'."
            yield spot.seen(told(template))


def _is_yes(subject: Subject, arrow: Arrow, agreed: set[str]) -> bool:
    node = subject.book.node(arrow.source[-1])
    if isinstance(node, Branch):
        return node.on in agreed and arrow.field == f"cases.{YES}"
    return isinstance(node, Consent) and arrow.field == "yes" and node.yes != node.no


RULE = Rule(
    id="V20",
    level="error",
    title=later("what has consequences needs a yes before"),
    reason=later(
        "Silence, noise and a wrong word are no consent, and few people can undo what they did not mean (rules V20, "
        "V22). A message is only taken behind the 'yes' of a 'consent', or of a 'branch' that looks at it."
    ),
    example="""\
flow: welcome
start: school
nodes:
  school:
    kind: menu
    topic: school
    prompts: [info.school]
    offers: [person, again]
    options:
      speak: {key: "1", prompt: need.message, next: message}
  message: {kind: record, prompts: [ask.message], next: school}
""",
    look=_look,
)

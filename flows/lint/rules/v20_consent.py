"""V20: what cannot be undone happens only after a yes."""

from collections.abc import Iterator

from flows.lint.facts import Facts
from flows.lint.rule import Rule, Seen
from flows.lint.subject import Spot, Subject
from flows.lint.ways import Arrow, reached
from flows.messages import Sentence, later, told
from flows.nodes.branch import Branch
from flows.nodes.consent import YES, Consent
from flows.state import Place

SHOWN = 3
"""Ways that are named; when they are mended the next are."""


def _look(subject: Subject, _: Facts) -> Iterator[Seen]:
    agreed = {spot.node.what for spot in subject.spots if isinstance(spot.node, Consent)}
    without = reached(subject.ways, subject.starts, lambda arrow: not _is_yes(subject, arrow, agreed))
    places = {stack[-1] for stack in without}
    for spot in subject.spots:
        if spot.node.consequence == "high" and spot.place in places:
            ways = [arrow for stack in without for arrow in subject.ways[stack] if arrow.target[-1] == spot.place]
            yield spot.seen(_sentence(spot, [way for way in ways if not _is_yes(subject, way, agreed)]))


def _sentence(spot: Spot, ways: list[Arrow]) -> Sentence:
    """Names what leads here: that is where something has to be changed."""
    if not ways:
        return told("calls begin here, without a yes; let a 'consent' come before.")
    sources = sorted({f"{_name(arrow.source[-1], spot)} ({arrow.field.removesuffix('.next')})" for arrow in ways})
    template = (
        "a caller can come here without having said yes, from {sources}; let every way lead through a 'consent' "
        "(example: ./amparo flows lint --rules V20)."
    )
    return told(template, sources=", ".join(sources[:SHOWN]))


def _name(source: Place, spot: Spot) -> str:
    return f"'{source.node}'" if source.flow == spot.place.flow else f"'{source}'"


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
      # To mend it, let this lead to a node that asks first:
      # sure: {kind: consent, what: message, prompts: [consent.message], yes: message, no: school}
      speak: {key: "1", prompt: need.message, next: message}
  message: {kind: record, prompts: [ask.message], next: school}
""",
    look=_look,
)

"""Opening hours and the switch: those of the line's people follow it, those of another place do not."""

from collections.abc import Iterator

from flows.lint.facts import Facts
from flows.lint.rule import Rule, Seen
from flows.lint.subject import Subject
from flows.lint.ways import Stack, reached
from flows.messages import later, told
from flows.nodes.handover import Handover
from flows.nodes.hours import Hours
from flows.state import Place


def _look(subject: Subject, _: Facts) -> Iterator[Seen]:
    for spot in subject.spots:
        if not isinstance(spot.node, Hours) or not (behind := _open(subject, spot.place)):
            continue
        if spot.node.whose == "place" and any(_seeks(subject, stack) for stack in behind):
            template = (
                "behind 'open' a person of the line is sought, also while somebody has switched the line to closed; "
                "if these are the hours of the line's people, write 'whose: line'."
            )
            yield spot.seen(told(template))
        if spot.node.whose == "line" and not any(_offers(subject, stack) for stack in behind):
            template = (
                "this also counts as closed while somebody has switched the line to closed, and nobody is looked for "
                "behind 'open'; if these are the hours of another place, write 'whose: place'."
            )
            yield spot.seen(told(template), field="whose")


def _open(subject: Subject, place: Place) -> tuple[Stack, ...]:
    """Where calls go while it is open."""
    arrows = (arrow for stack in subject.stacks.get(place, ()) for arrow in subject.ways[stack])
    return tuple(arrow.target for arrow in arrows if arrow.field == "open")


def _seeks(subject: Subject, stack: Stack) -> bool:
    """Whether a person is looked for without a choice of the caller."""
    return any(isinstance(found.node, Handover) for found in subject.by_itself(stack))


def _offers(subject: Subject, stack: Stack) -> bool:
    """The same, or by one choice; key 0 does not count, since it works everywhere."""
    waiting = (found for found in reached(subject.ways, [stack], subject.silent) if subject.waits(found))
    choices = (arrow.target for found in waiting for arrow in subject.ways[found])
    return _seeks(subject, stack) or any(_seeks(subject, target) for target in choices)


RULE = Rule(
    id="whose_hours",
    level="warning",
    title=later("opening hours say whose they are"),
    reason=later(
        "On a training day of the line's people somebody switches the line to closed. Then nobody of the line may be "
        "looked for in vain, and a clinic that is open must not be called closed. So the hours of the line's people "
        "have 'whose: line' and follow the switch, and those of other places do not."
    ),
    example="""\
flow: welcome
start: office
nodes:
  # These are the line's people, and nothing says so.
  office:
    kind: hours
    times: [{days: [monday], from: "09:00", to: "17:00"}]
    open: people
    closed: school
  people: {kind: handover, next: school, nobody: school}
  school: {kind: menu, topic: school, prompts: [info.school], offers: [person, again]}
""",
    look=_look,
)

"""V16: mistakes, silence and an empty office never end a call; the deep proof is in `flows.proofs`."""

from collections.abc import Iterator

from flows.lint.facts import Facts
from flows.lint.rule import Rule, Seen
from flows.lint.subject import Subject
from flows.messages import later, told
from flows.nodes.consent import Consent
from flows.nodes.goodbye import Goodbye
from flows.nodes.handover import Handover
from flows.nodes.language import Language

UNASKED = ((Handover, "nobody"), (Language, "unknown"), (Consent, "no"))
"""Ways that are taken without a choice of the caller: nobody is free, silence."""


def _look(subject: Subject, _: Facts) -> Iterator[Seen]:
    for spot in subject.spots:
        for kind, field in UNASKED:
            if isinstance(spot.node, kind):
                arrows = (arrow for stack in subject.stacks.get(spot.place, ()) for arrow in subject.ways[stack])
                targets = [arrow.target for arrow in arrows if arrow.field == field]
                ends = [end for target in targets for end in subject.by_itself(target)]
                if any(isinstance(end.node, Goodbye) for end in ends):
                    template = "'{field}' leads to a goodbye that the caller did not choose; let it lead to a menu."
                    yield spot.seen(told(template, field=field), field=field)


RULE = Rule(
    id="V16",
    level="error",
    title=later("mistakes lead to help, never to the end of the call"),
    reason=later(
        "Whoever cannot use the line needs a person most (rule V16). Silence and mistakes lead to keys only, then "
        "to a person; where nobody is free the call goes on. Rows of mistakes from every question are also tried "
        "out one by one."
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
      teacher: {key: "1", prompt: need.teacher, next: find}
  find: {kind: handover, next: school, nobody: end}
  end: {kind: goodbye, prompts: [goodbye]}
""",
    look=_look,
)

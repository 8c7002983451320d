"""A reason in a flow that no warning needs; found by `flows.lint.reasons`."""

from flows.lint.rule import Rule
from flows.messages import later

RULE = Rule(
    id="unused_reason",
    level="warning",
    title=later("reasons belong to warnings"),
    reason=later(
        "A reason that names no rule or no node of its flow explains nothing. One that is only not needed here is "
        "told and accepted: with other languages, recordings or settings the warning may be there."
    ),
    example="""\
flow: welcome
start: school
nodes:
  school: {kind: menu, topic: school, prompts: [info.school], offers: [person, again]}
reasons:
  - {rule: V8, node: scool, reason: it is short enough}
""",
)

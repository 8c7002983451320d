"""What is found while files are read, before any rule can look: `flows.parse`, `flows.load`, `flows.check`."""

from flows.lint.rule import Rule
from flows.messages import later

LOAD = Rule(
    id="load",
    level="error",
    title=later("the file can be read"),
    reason=later("A flow that is not well formed could do anything in a call: it is refused, each mistake named."),
    example="""\
flow: welcome
start: school
nodes:
  school: {kind: menu, topics: school, prompts: [info.school], offers: [person, again]}
""",
)
MISSING_TARGET = Rule(
    id="missing_target",
    level="error",
    title=later("everything that is named exists"),
    reason=later("A call would come to a node, or a flow, that is not there."),
    example="""\
flow: welcome
start: hello
nodes:
  hello: {kind: say, prompts: [hello], next: scool}
  school: {kind: menu, topic: school, prompts: [info.school], offers: [person, again]}
""",
)

"""What no look at the arrows can show: the proofs of `flows.proofs` walk every way with the real engine."""

from flows.lint.rule import Rule
from flows.messages import later

ENDLESS = Rule(
    id="endless",
    level="error",
    title=later("the line always asks again"),
    reason=later("A call in which the line speaks for ever is as good as lost. Every way a call can go is tried out."),
    example="""\
flow: welcome
start: which
nodes:
  which: {kind: branch, on: language, cases: {ko: find}, otherwise: find}
  find: {kind: handover, next: which, nobody: which}
""",
)
DEAD_END = Rule(
    id="dead_end",
    level="error",
    title=later("every question leads on"),
    reason=later(
        "From every question some choice leads to information with a 'topic', to a person, or to a goodbye; keys "
        "that work everywhere do not count, since a caller cannot know that they are all there is."
    ),
    example="""\
flow: welcome
start: needs
nodes:
  needs: {kind: menu, options: {again: {key: "1", prompt: need.again, next: needs}}}
""",
)
V30 = Rule(
    id="V30",
    level="error",
    title=later("everything works by keys alone, and by voice alone"),
    reason=later(
        "Some callers cannot speak, others cannot find a key (rule V30). Each piece of information can be reached "
        "by keys alone and, where speech is heard, by voice alone; where it is not, by any sound."
    ),
    example="""\
flow: welcome
start: needs
nodes:
  needs:
    kind: menu
    intro: menu.intro
    options:
      law: {key: "1", prompt: menu.law, next: law}
    shortcuts:
      school: {prompt: need.school, next: school}
  law: {kind: menu, topic: law, prompts: [info.law], offers: [person, again]}
  school: {kind: menu, topic: school, prompts: [info.school], offers: [person, again]}
""",
)

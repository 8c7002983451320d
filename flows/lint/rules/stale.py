"""A recording that says something else than the text."""

from collections.abc import Iterator

from flows.lint.facts import Facts
from flows.lint.rule import Rule, Seen
from flows.lint.subject import Subject
from flows.messages import later, told


def _look(subject: Subject, facts: Facts) -> Iterator[Seen]:
    for prompt, spot in subject.prompts(facts.engine).items():
        for language in subject.languages:
            if facts.states.get((prompt, language)) == "stale":
                template = "recorded in {language} from an older wording: {prompt}. Record it again."
                yield spot.seen(told(template, prompt=prompt, language=language), language=language)


RULE = Rule(
    id="stale",
    level="warning",
    title=later("recordings say what the texts say"),
    reason=later(
        "A recording that is older than its wording is still played, and may say what is no longer true. It is "
        "recorded again, or somebody who listened to it says why it still holds."
    ),
    example="""\
flow: welcome
start: school
nodes:
  # The French text of info.changed was changed after it was recorded.
  school: {kind: menu, topic: school, prompts: [info.changed], offers: [person, again]}
""",
    look=_look,
)

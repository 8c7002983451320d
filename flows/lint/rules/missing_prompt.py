"""A prompt that a language lacks."""

from collections.abc import Iterator

from flows.lint.facts import Facts
from flows.lint.rule import Rule, Seen
from flows.lint.subject import Subject
from flows.messages import later, told


def _look(subject: Subject, facts: Facts) -> Iterator[Seen]:
    for prompt, spot in subject.prompts(facts.engine).items():
        for language in subject.languages:
            key = (prompt, language)
            if facts.can_say(*key) or (facts.wanting.get(key) and not facts.unwritten(*key)):
                continue
            if facts.texts.get(key):
                template = "written in {language}, and no voice speaks it: {prompt}. Record it."
            else:
                template = "missing in {language}: {prompt}. Write it (./amparo prompts new FILE.yaml), or record it."
            yield spot.seen(told(template, prompt=prompt, language=language), language=language)


RULE = Rule(
    id="missing_prompt",
    level="error",
    title=later("every prompt can be said in every language"),
    reason=later("A caller would hear nothing where information should be. Nothing is published with a hole."),
    example="""\
flow: welcome
start: school
nodes:
  # There is neither a French text nor a recording of info.unwritten.
  school: {kind: menu, topic: school, prompts: [info.unwritten], offers: [person, again]}
""",
    look=_look,
)

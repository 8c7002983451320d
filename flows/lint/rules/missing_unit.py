"""A prompt that cannot be said because a spoken unit is missing."""

from collections.abc import Iterator

from flows.lint.facts import Facts
from flows.lint.rule import Rule, Seen
from flows.lint.subject import Subject
from flows.messages import later, told

SHOWN = 6


def _look(subject: Subject, facts: Facts) -> Iterator[Seen]:
    for prompt, spot in subject.prompts(facts.engine).items():
        for language in subject.languages:
            units = facts.wanting.get((prompt, language), ())
            if units and not (facts.can_say(prompt, language) or facts.unwritten(prompt, language)):
                template = (
                    "'{prompt}' cannot be said in '{language}': there is no sound for {units}; write it in "
                    "prompts/units, or record it (./amparo prompts units {language})."
                )
                shown = ", ".join(units[:SHOWN]) + (f" (+{len(units) - SHOWN})" if len(units) > SHOWN else "")
                yield spot.seen(told(template, prompt=prompt, language=language, units=shown), language=language)


RULE = Rule(
    id="missing_unit",
    level="error",
    title=later("every number, hour and day can be said"),
    reason=later(
        "Hours, days and numbers are put together from a closed list of spoken units. Where one is missing the "
        "caller would hear half a sentence, so the whole sentence is not said."
    ),
    example="""\
flow: welcome
start: open
nodes:
  open:
    kind: hours
    times: [{days: [monday], from: "09:00", to: "17:00"}]
    # In French there is no sound for 'hour.9'.
    opens: opens.at
    open: school
    closed: school
  school: {kind: menu, topic: school, prompts: [info.school], offers: [person, again]}
""",
    look=_look,
)

"""Opening times that last nearly a whole day: two times that changed places, or an end a little before midnight."""

from collections.abc import Iterator

from flows.hours import Times
from flows.lint.facts import Facts
from flows.lint.rule import Rule, Seen
from flows.lint.subject import Subject
from flows.messages import later, told
from flows.nodes.hours import Hours

DAY = 24 * 60
LONG = 20 * 60
"""Minutes that nobody keeps open by a plan of shifts, unless it is day and night."""


def _look(subject: Subject, _: Facts) -> Iterator[Seen]:
    for spot in subject.spots:
        for times in spot.node.times if isinstance(spot.node, Hours) else ():
            if LONG <= (minutes := _minutes(times)) < DAY:
                template = (
                    "from {opens} to {closes} are {hours} hours; look whether the two times are the right way round. "
                    "Day and night is from 00:00 to 24:00."
                )
                hours = f"{minutes / 60:.2f}".rstrip("0").rstrip(".")
                sentence = told(template, opens=times.opens, closes=times.closes, hours=hours)
                yield spot.seen(sentence, field="times")


def _minutes(times: Times) -> int:
    """As `flows.hours` has it: over midnight where it closes earlier than it opens."""
    opens, closes = (int(clock[:2]) * 60 + int(clock[3:]) for clock in (times.opens, times.closes))
    return closes - opens if closes > opens else closes - opens + DAY


RULE = Rule(
    id="long_hours",
    level="warning",
    title=later("nothing is open for nearly a whole day by mistake"),
    reason=later(
        "An end that is earlier than the beginning is taken for the next day, as night shifts need. Where that was a "
        "slip, callers are told that somebody is there when nobody is."
    ),
    example="""\
flow: welcome
start: clinic
nodes:
  clinic:
    kind: hours
    # It was meant to be from 08:00 to 09:00.
    times: [{days: [monday], from: "09:00", to: "08:00"}]
    open: school
    closed: school
  school: {kind: menu, topic: school, prompts: [info.school], offers: [person, again]}
""",
    look=_look,
)

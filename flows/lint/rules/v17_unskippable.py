"""V17: what no key can pass over is short."""

from collections.abc import Iterator

from flows.lint.facts import Facts
from flows.lint.rule import Rule, Seen
from flows.lint.said import bounded, graded, of, seconds
from flows.lint.subject import Spot, Subject
from flows.messages import later, told
from flows.nodes.consent import Consent
from flows.nodes.say import Say

SAFETY_MS, CONSENT_MS, HARD_MS = 5_000, 10_000, 15_000
"""V17 and D5; P16; the longest of anything (V8)."""


def _look(subject: Subject, facts: Facts) -> Iterator[Seen]:
    for spot in subject.spots:
        for language in subject.languages:
            yield from _long(subject, spot, language, facts)


def _long(subject: Subject, spot: Spot, language: str, facts: Facts) -> Iterator[Seen]:
    match spot.node:
        case Say(skippable=False):
            ms, most = of(_in_a_row(subject, spot), language, facts), SAFETY_MS
        case Consent(prompts=prompts):
            ms, most = of(prompts, language, facts), CONSENT_MS
        case _:
            return
    if level := graded(ms, most, HARD_MS):
        template = "{said} s are said that no key can pass over; {most} s at most. Say only what must be heard."
        sentence = bounded(told(template, said=seconds(ms), most=most // 1000), level, f"{HARD_MS // 1000} s")
        yield spot.seen(sentence, language=language, level=level)


def _in_a_row(subject: Subject, spot: Spot) -> tuple[str, ...]:
    """Its prompts, and those of sentences like it that follow at once."""
    prompts: list[str] = []
    seen: set[str] = set()
    node: object = spot.node
    nodes = subject.book.flows[spot.place.flow].nodes
    while isinstance(node, Say) and not node.skippable and node.next not in seen:
        prompts += node.prompts
        seen.add(node.next)
        node = nodes.get(node.next)
    return tuple(prompts)


RULE = Rule(
    id="V17",
    level="warning",
    title=later("what cannot be skipped is short"),
    reason=later(
        "A caller who cannot interrupt hangs up (rule V17). Only what is asked before a consent and safety "
        "sentences are unskippable: 10 s and 5 s at most, also several in a row; more than 15 s is refused."
    ),
    example="""\
flow: welcome
start: warning
nodes:
  # In French, safety.long takes 6 s.
  warning: {kind: say, prompts: [safety.long], skippable: false, next: school}
  school: {kind: menu, topic: school, prompts: [info.school], offers: [person, again]}
""",
    look=_look,
)

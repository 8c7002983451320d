"""V1: how long it takes until a caller can answer."""

from collections.abc import Iterator

from flows.lint.facts import Facts
from flows.lint.rule import Rule, Seen
from flows.lint.said import bounded, graded, seconds, until_question
from flows.lint.subject import Subject
from flows.lint.ways import Stack
from flows.messages import later, told
from flows.nodes.language import Language

GREETING_MS = 3_000
"""DESIGN 4: one sentence before the languages are named."""
FIRST_MS, FIRST_HARD_MS = 8_000, 12_000
"""V1: seconds count from the choice of the language."""


def _look(subject: Subject, facts: Facts) -> Iterator[Seen]:
    if facts.first in subject.book.flows:
        main, start = subject.book.offer.main_language, (subject.book.start(facts.first),)
        yield from _long(subject, facts, start, main, GREETING_MS)
    for spot in subject.spots:
        if isinstance(spot.node, Language):
            nexts = (arrow.target for stack in subject.stacks.get(spot.place, ()) for arrow in subject.ways[stack])
            for target in (stack for stack in nexts if stack[-1].node == spot.node.next):
                for language in subject.languages:
                    yield from _long(subject, facts, target, language, FIRST_MS)


def _long(subject: Subject, facts: Facts, stack: Stack, language: str, most: int) -> Iterator[Seen]:
    heard = until_question(subject, stack, language, facts)
    if level := graded(heard.ms, most, FIRST_HARD_MS):
        template = "{said} s are said before the first question; {most} s at most. Say less, or say it later."
        sentence = told(template, said=seconds(heard.ms), most=most // 1000)
        sentence = bounded(sentence, level, f"{FIRST_HARD_MS // 1000} s")
        yield subject.spot(stack[-1]).seen(sentence, language=language, level=level)


RULE = Rule(
    id="V1",
    level="warning",
    title=later("what is said before the first question"),
    reason=later(
        "A frightened caller hangs up on a long preamble, and can keep little of it in mind (rule V1). The greeting "
        "takes 3 s at most, and what follows the choice of the language 8 s; more than 12 s is refused. What "
        "somebody switched on for now is not counted."
    ),
    example="""\
flow: welcome
start: languages
nodes:
  languages: {kind: language, next: promise, unknown: nobody_speaks_it}
  nobody_speaks_it: {kind: handover, next: languages, nobody: languages}
  promise: {kind: say, prompts: [promise.long], next: school}
  school: {kind: menu, topic: school, prompts: [info.school], offers: [person, again]}
""",
    look=_look,
)

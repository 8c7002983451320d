"""V13: the way to the danger text is short, known, and never taken further without a choice."""

from collections.abc import Iterable, Iterator

from flows.effects import Gap, Item
from flows.lint.facts import Facts
from flows.lint.rule import Rule, Seen
from flows.lint.said import milliseconds, of, put, seconds, until_question
from flows.lint.subject import Subject
from flows.lint.ways import Stack
from flows.lint.wordings import tokens
from flows.messages import later, told
from flows.model import DANGER
from flows.nodes.handover import Handover
from flows.nodes.language import Language
from flows.nodes.menu import Menu

KNOWN_MS = 20_000
"""Within so much time after the choice of the language the key is named."""
TEXT_MS = 15_000


def _look(subject: Subject, facts: Facts) -> Iterator[Seen]:
    yield from _text(subject, facts)
    for spot in subject.spots:
        if isinstance(spot.node, Language):
            arrows = (arrow for stack in subject.stacks.get(spot.place, ()) for arrow in subject.ways[stack])
            for target in (arrow.target for arrow in arrows if arrow.field == "next"):
                yield from _named(subject, target, facts)


def _text(subject: Subject, facts: Facts) -> Iterator[Seen]:
    spot = subject.spot(DANGER)
    if not (isinstance(spot.node, Menu) and spot.node.prompts and "person" in spot.node.offers):
        template = "key 9 leads here: it must be a 'menu' whose 'prompts' say what to do, and that offers 'person'."
        yield spot.seen(told(template))
    if any(isinstance(found.node, Handover) for found in subject.by_itself((DANGER,))):
        yield spot.seen(told("nobody may be called from here by itself; let the caller choose it."))
    for language in subject.languages:
        ms = of(spot.node.prompts, language, facts) if isinstance(spot.node, Menu) else 0
        if ms > TEXT_MS:
            template = "what is said in danger takes {said} s; {most} s at most."
            sentence = told(template, said=seconds(ms), most=TEXT_MS // 1000)
            yield spot.seen(sentence, language=language, level="warning")


def _named(subject: Subject, stack: Stack, facts: Facts) -> Iterator[Seen]:
    for language in subject.languages:
        nine = tokens(facts.texts.get(("digit.9", language), ""))
        heard = until_question(subject, stack, language, facts)
        items = (*heard.items, *put(subject, subject.spot(heard.end[-1]), language))
        if nine and not _says(items, nine, facts):
            template = "key 9 is for danger, and is not named in the first {most} s after the language is chosen."
            sentence = told(template, most=KNOWN_MS // 1000)
            yield subject.spot(stack[-1]).seen(sentence, language=language, level="warning")


def _says(items: Iterable[Item], nine: tuple[str, ...], facts: Facts) -> bool:
    ms = 0
    for item in items:
        ms += milliseconds([item], facts)
        if ms > KNOWN_MS:
            return False
        said = () if isinstance(item, Gap) else tokens(facts.texts.get((item.prompt, item.language), ""))
        if "9" in said or any(said[at : at + len(nine)] == nine for at in range(len(said))):
            return True
    return False


RULE = Rule(
    id="V13",
    level="error",
    title=later("the danger key is known early, leads to words, and calls nobody by itself"),
    reason=later(
        "A life may depend on it, and police nobody asked for are a harm of their own (rule V13). Key 9 is named "
        "within 20 s after the language is chosen; it leads straight to a text of 15 s at most that offers a "
        "person; nothing is done without the caller's choice."
    ),
    example="""\
flow: welcome
start: languages
nodes:
  languages: {kind: language, next: school, unknown: nobody_speaks_it}
  nobody_speaks_it: {kind: handover, next: languages, nobody: languages}
  # Nothing here says in French that key 9 is for danger.
  school: {kind: menu, topic: school, prompts: [info.school], offers: [person, again]}
""",
    look=_look,
)

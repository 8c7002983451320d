"""V2: the page that names the languages."""

from collections.abc import Iterator

from flows.lint.facts import Facts
from flows.lint.rule import Rule, Seen
from flows.lint.said import bounded, graded, seconds, speech
from flows.lint.subject import Spot, Subject
from flows.lint.ways import Stack
from flows.messages import later, told
from flows.nodes.handover import Handover
from flows.nodes.language import Language

ITEM_MS, ITEM_HARD_MS = 2_500, 3_000
PAGE_MS, PAGE_HARD_MS = 15_000, 20_000
PAGE_LANGUAGES = 6


def _look(subject: Subject, facts: Facts) -> Iterator[Seen]:
    pages = [spot for spot in subject.spots if isinstance(spot.node, Language)]
    for spot in sorted(pages, key=lambda page: page.place.flow != facts.first)[:1]:  # every page says the same
        yield from _items(subject, spot, facts)
        yield from _page(subject, spot, facts)
    for spot in pages:
        yield from _unknown(subject, spot)


def _items(subject: Subject, spot: Spot, facts: Facts) -> Iterator[Seen]:
    for key, language in enumerate(subject.languages, start=1):
        ms = _item(subject, spot, language, key, facts)
        if level := graded(ms, ITEM_MS, ITEM_HARD_MS):
            template = "its name and its key take {said} s; {most} s at most. Shorten 'language.offer' or 'key.{key}'."
            sentence = told(template, said=seconds(ms), most=ITEM_MS / 1000, key=key)
            sentence = bounded(sentence, level, f"{ITEM_HARD_MS // 1000} s")
            yield spot.seen(sentence, language=language, level=level)


def _item(subject: Subject, spot: Spot, language: str, key: int, facts: Facts) -> int:
    """Its name and its key."""
    return speech(subject.here(spot.place, language).keyed("language.offer", str(key)), facts)


def _page(subject: Subject, spot: Spot, facts: Facts) -> Iterator[Seen]:
    ms = sum(_item(subject, spot, language, key, facts) for key, language in enumerate(subject.languages, start=1))
    if level := graded(ms, PAGE_MS, PAGE_HARD_MS):
        template = "naming the languages takes {said} s; {most} s at most. Offer fewer, the most used ones first."
        sentence = told(template, said=seconds(ms), most=PAGE_MS // 1000)
        yield spot.seen(bounded(sentence, level, f"{PAGE_HARD_MS // 1000} s"), level=level)
    if (many := len(subject.languages)) > PAGE_LANGUAGES:
        yield spot.seen(told("there are {count} languages; {most} at most.", count=many, most=PAGE_LANGUAGES))


def _unknown(subject: Subject, spot: Spot) -> Iterator[Seen]:
    arrows = (arrow for stack in subject.stacks.get(spot.place, ()) for arrow in subject.ways[stack])
    for arrow in arrows:
        if arrow.field == "unknown" and not _finds_a_person(subject, arrow.target):
            template = "'unknown' leads to nobody; let it lead to a 'handover': who finds no language needs a person."
            yield spot.seen(told(template), field="unknown", level="error")


def _finds_a_person(subject: Subject, target: Stack) -> bool:
    return any(isinstance(found.node, Handover) for found in subject.by_itself(target))


RULE = Rule(
    id="V2",
    level="warning",
    title=later("the languages are named shortly, and who finds none comes to a person"),
    reason=later(
        "Callers wait for their language among others they do not understand (rule V2): a name with its key takes "
        "2.5 s at most (3 s is refused), all of them 15 s (20 s), and six languages are enough for one number. "
        "Silence and 'none of these' must lead to a person."
    ),
    example="""\
flow: welcome
start: languages
nodes:
  languages: {kind: language, next: school, unknown: sorry}
  sorry: {kind: say, prompts: [sorry], next: languages}
  school: {kind: menu, topic: school, prompts: [info.school], offers: [person, again]}
""",
    look=_look,
)

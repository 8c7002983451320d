"""V8: how long the line speaks before the caller can."""

from collections.abc import Iterator

from flows.lint.facts import Facts
from flows.lint.rule import Rule, Seen
from flows.lint.rules.v06_depth import informs
from flows.lint.rules.v07_labels import labels
from flows.lint.said import bounded, graded, of, put, seconds, speech
from flows.lint.subject import Spot, Subject
from flows.lint.wordings import tokens
from flows.messages import later, told
from flows.nodes.base import key_prompt
from flows.nodes.language import Language
from flows.nodes.menu import OFFER_KEYS, Menu

QUESTION_MS, QUESTION_HARD_MS = 12_000, 20_000
CHUNK_MS, CHUNK_HARD_MS = 15_000, 20_000
LABEL_MS, LABEL_WORDS = 3_000, 10


def _look(subject: Subject, facts: Facts) -> Iterator[Seen]:
    known: set[tuple[str, str]] = set()
    for spot in subject.spots:
        yield from _no_again(subject, spot)
        for language in subject.languages:
            yield from _question(subject, spot, language, facts)
            yield from _chunk(subject, spot, language, facts)
            yield from _labels(spot, language, facts, known)


def _information(subject: Subject, spot: Spot) -> tuple[str, ...]:
    """Prompts that are no question: the information of a menu with a topic, or all of a node that asks nothing."""
    if isinstance(spot.node, Menu):
        return spot.node.prompts if informs(subject, spot.place) else ()
    return () if spot.node.asks else getattr(spot.node, "prompts", ())


def _not_asked(subject: Subject, spot: Spot) -> tuple[str, ...]:
    """What is said with a question and is none: information, and the universal keys that belong after it."""
    information = _information(subject, spot)
    if not isinstance(spot.node, Menu) or not information:
        return ()
    keys = (key_prompt(OFFER_KEYS[name]) for name in spot.node.offers)
    return (*information, *(f"offer.{name}" for name in spot.node.offers), *keys)


def _question(subject: Subject, spot: Spot, language: str, facts: Facts) -> Iterator[Seen]:
    if not spot.node.asks or isinstance(spot.node, Language):  # the page of languages has a rule of its own
        return
    ms = speech(put(subject, spot, language), facts) - of(_not_asked(subject, spot), language, facts)
    if level := graded(ms, QUESTION_MS, QUESTION_HARD_MS):
        template = "the question takes {said} s; {most} s at most. Shorten its prompts, or offer less at once."
        sentence = told(template, said=seconds(ms), most=QUESTION_MS // 1000)
        sentence = bounded(sentence, level, f"{QUESTION_HARD_MS // 1000} s")
        yield spot.seen(sentence, language=language, level=level)


def _chunk(subject: Subject, spot: Spot, language: str, facts: Facts) -> Iterator[Seen]:
    ms = of(_information(subject, spot), language, facts)
    if level := graded(ms, CHUNK_MS, CHUNK_HARD_MS):
        template = "{said} s are said in one go; {most} s at most. Split it, and let the caller ask for more."
        sentence = told(template, said=seconds(ms), most=CHUNK_MS // 1000)
        sentence = bounded(sentence, level, f"{CHUNK_HARD_MS // 1000} s")
        yield spot.seen(sentence, field="prompts", language=language, level=level)


def _labels(spot: Spot, language: str, facts: Facts, known: set[tuple[str, str]]) -> Iterator[Seen]:
    for field, prompt, _ in labels(spot):
        ms = facts.lasts.get((prompt, language), 0)
        words = len(tokens(facts.texts.get((prompt, language), "")))
        if (ms > LABEL_MS or words > LABEL_WORDS) and (prompt, language) not in known:
            known.add((prompt, language))
            template = "'{prompt}' takes {said} s and has {words} words; {most} s and {most_words} words at most."
            parts = {"prompt": prompt, "said": seconds(ms), "words": words}
            sentence = told(template, **parts, most=LABEL_MS // 1000, most_words=LABEL_WORDS)
            yield spot.seen(sentence, field=field, language=language)


def _no_again(subject: Subject, spot: Spot) -> Iterator[Seen]:
    if informs(subject, spot.place) and isinstance(spot.node, Menu) and "again" not in spot.node.offers:
        template = "'offers' has no 'again'; information is heard once, so offer to repeat it."
        yield spot.seen(told(template), field="offers")


RULE = Rule(
    id="V8",
    level="warning",
    title=later("short questions, short information, and a way to hear it again"),
    reason=later(
        "Sound cannot be skimmed (rule V8). A question takes 12 s at most without the pauses of rule V7, "
        "information 15 s; more than 20 s is refused. An option takes 3 s and 10 words at most. After information "
        "the caller is offered to hear it again."
    ),
    example="""\
flow: welcome
start: school
nodes:
  # In French, info.long takes 16 s.
  school: {kind: menu, topic: school, prompts: [info.long], offers: [person]}
""",
    look=_look,
)

"""V34: a language that is offered is offered whole, and somebody has looked at it."""

from collections import Counter
from collections.abc import Iterable, Iterator

from flows.lint.facts import Facts
from flows.lint.options import options, spoken_in
from flows.lint.rule import Rule, Seen
from flows.lint.subject import Spot, Subject
from flows.messages import Sentence, later, told
from flows.state import Place

FEW = 0.1
"""Single holes are told one by one by other rules; with more of them the language is not ready."""
REVIEWED = "reviewed"
RECORDED = frozenset({"stale", "recorded", REVIEWED})
"""Of the states of `Facts`, those that have a recording."""


def _look(subject: Subject, facts: Facts) -> Iterator[Seen]:
    for language in subject.languages:
        yield from _prompts(subject, language, facts)
        yield from _words(subject, language, facts)
        yield from _review(subject, language, facts)


def _prompts(subject: Subject, language: str, facts: Facts) -> Iterator[Seen]:
    needed = subject.prompts(facts.engine)
    lacking = [name for name in needed if not facts.can_say(name, language)]
    if len(lacking) > FEW * len(needed):
        template = (
            "{count} of {all} prompts cannot be said in '{language}'; complete it, or take it out of the settings."
        )
        sentence = told(template, count=len(lacking), all=len(needed), language=language)
        yield _where(subject, [needed[name] for name in lacking]).seen(sentence, language=language)


def _where(subject: Subject, lacking: Iterable[Spot]) -> Spot:
    """The flow with most of the holes, and no node of it: who adds a flow is not told of another's."""
    ((flow, _),) = Counter(spot.place.flow for spot in lacking).most_common(1)
    return Spot(Place(flow, ""), subject.engine.node)


def _words(subject: Subject, language: str, facts: Facts) -> Iterator[Seen]:
    if language not in subject.book.offer.hearing:
        return
    needed = {option: spot for option, spot, _ in options(subject) if spoken_in(option, language)}
    lacking = [option for option in needed if not facts.words.get((option, language))]
    if len(lacking) > FEW * len(needed):
        template = "speech is heard in '{language}', and {count} of {all} choices have no words there."
        sentence = told(template, count=len(lacking), all=len(needed), language=language)
        yield _where(subject, [needed[option] for option in lacking]).seen(sentence, language=language)


def _review(subject: Subject, language: str, facts: Facts) -> Iterator[Seen]:
    texts = facts.reviews.get(language)
    sentence = _recordings(language, facts) if texts is None else _texts(language, texts)
    if sentence is not None:
        drafted = told("drafted: only production demands a review") if facts.drafts else None
        yield subject.engine.seen(sentence, language=language, level="warning", accepted=drafted)


def _texts(language: str, review: str) -> Sentence | None:
    if not review.startswith("none"):
        return None
    template = "nobody has reviewed the texts in '{language}'; a named native speaker has to, before callers hear them."
    return told(template, language=language)


def _recordings(language: str, facts: Facts) -> Sentence | None:
    """Of a language that has no texts: what somebody has to have listened to."""
    states = [state for (_, tag), state in facts.states.items() if tag == language and state in RECORDED]
    left = sum(state != REVIEWED for state in states)
    template = (
        "{count} of {all} recordings in '{language}' are not reviewed; a named native speaker has to listen to them, "
        "before callers hear them."
    )
    return told(template, count=left, all=len(states), language=language) if left else None


RULE = Rule(
    id="V34",
    level="error",
    title=later("every language is whole, and reviewed"),
    reason=later(
        "A language with holes treats its speakers as second-class (rule V34). Whatever is said anywhere is there "
        "in every language that is offered, with its spoken units, and with words where speech is heard. A review "
        "that is missing is told, and accepted outside production only: nobody is invented."
    ),
    example="""\
flow: welcome
start: school
nodes:
  # Of most prompts there is neither a French text nor a recording.
  school: {kind: menu, topic: school, prompts: [info.school], offers: [person, again]}
""",
    look=_look,
)

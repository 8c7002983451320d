"""What is said at a node, and how long it takes. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from flows.actions import AskNow, Question, Speak
from flows.effects import Gap, Item, Spoken
from flows.limits import STEPS_IN_TURN
from flows.lint.facts import Facts
from flows.lint.rule import Level
from flows.lint.subject import Spot, Subject
from flows.lint.ways import Stack
from flows.messages import Sentence, told
from flows.nodes.branch import Branch
from flows.nodes.say import Say
from flows.nodes.subflow import Subflow


def put(subject: Subject, spot: Spot, language: str) -> tuple[Item, ...]:
    """All that is said when the question of a node is put first."""
    here = subject.here(spot.place, language)
    action = spot.node.enter(here)
    before = action.before if isinstance(action, AskNow) else action.items if isinstance(action, Speak) else ()
    return (*before, *question(subject, spot, language).items) if spot.node.asks else before


def question(subject: Subject, spot: Spot, language: str) -> Question:
    """Of a node that asks."""
    return spot.node.question(subject.here(spot.place, language))


def milliseconds(items: Iterable[Item], facts: Facts) -> int:
    """How long items take; what cannot be said takes no time, and is found by another rule."""
    return sum(item.milliseconds if isinstance(item, Gap) else _of(item, facts) for item in items)


def speech(items: Iterable[Item], facts: Facts) -> int:
    """The same without the pauses between them, which help."""
    return sum(_of(item, facts) for item in items if isinstance(item, Spoken))


def _of(spoken: Spoken, facts: Facts) -> int:
    return facts.lasts.get((spoken.prompt, spoken.language), 0)


def of(prompts: Iterable[str], language: str, facts: Facts) -> int:
    """How long prompts take, one after the other."""
    return sum(facts.lasts.get((prompt, language), 0) for prompt in prompts)


def graded(value: float, most: float, hard: float) -> Level | None:
    """A warning above what a rule wants, an error above what it allows."""
    return "error" if value > hard else "warning" if value > most else None


def seconds(milliseconds: int) -> str:
    """For sentences: `12.3`; never rounded down, so that what is above a bound reads so."""
    return f"{-(-milliseconds // 100) / 10:.1f}"


def bounded(sentence: Sentence, level: Level, hard: str) -> Sentence:
    """With the bound above which no reason helps, where that is what is broken."""
    if level == "warning":
        return sentence
    return told("{what} More than {hard} is refused, reason or not.", what=sentence, hard=hard)


@dataclass(frozen=True, slots=True)
class Until:
    """What a caller hears until the line waits for them."""

    ms: int
    items: tuple[Item, ...]
    end: Stack
    """Where it waits; or where the call stops going on by itself."""


def until_question(subject: Subject, stack: Stack, language: str, facts: Facts) -> Until:
    """The longest that is heard from here on; notices of the installation are left out."""
    return _longest(subject, stack, language, facts, {})


def _longest(subject: Subject, stack: Stack, language: str, facts: Facts, known: dict[Stack, Until]) -> Until:
    """Depth first; a circle ends where it closes, and is found by another rule."""
    if stack in known or subject.waits(stack) or len(known) >= STEPS_IN_TURN:
        return known.get(stack, Until(0, (), stack))
    known[stack] = Until(0, (), stack)
    own = tuple(_by_itself(subject.spot(stack[-1]), language))
    ways = [_longest(subject, arrow.target, language, facts, known) for arrow in subject.ways.get(stack, ())]
    on = max(ways, key=lambda way: way.ms, default=Until(0, (), stack))
    known[stack] = Until(milliseconds(own, facts) + on.ms, (*own, *on.items), on.end)
    return known[stack]


def _by_itself(spot: Spot, language: str) -> Iterator[Item]:
    """What a node says that goes on by itself."""
    if isinstance(spot.node, Say):
        yield from (Spoken(name, language) for name in spot.node.prompts)
    elif not isinstance(spot.node, Branch | Subflow):
        yield from (Spoken(name, language) for name in spot.node.prompts_said()[:1])

"""Two choices of one question whose phrases sound too much alike."""

from collections.abc import Iterable, Iterator

from flows.lint.facts import Facts
from flows.lint.options import live
from flows.lint.phonetics import distance
from flows.lint.rule import Rule, Seen
from flows.lint.subject import Spot, Subject
from flows.lint.wordings import spoken_words
from flows.messages import later, told

ALIKE = 0.25
"""Nearer is a warning (0 the same, 0.5 two words of a language by chance). See README.md for what was measured."""

TEMPLATE = later(
    "'{phrase}' ({one}) and '{other}' ({two}) sound alike in '{language}'; say one of them in other words."
)

Phrase = tuple[str, str]
"""Of an option: (option, phrase)."""


def _look(subject: Subject, facts: Facts) -> Iterator[Seen]:
    for language in subject.languages:
        far: dict[tuple[Phrase, Phrase], float] = {}
        for spot, options in live(subject, language):
            phrases = list(_heard(options, language, facts))
            for one, other in _pairs(phrases):
                if (one, other) not in far and (other, one) not in far:
                    far[one, other] = apart(one[1], other[1], language, facts)
                    if far[one, other] < ALIKE:
                        yield _alike(spot, one, other, language, far[one, other])


def _alike(spot: Spot, one: Phrase, other: Phrase, language: str, apart: float) -> Seen:
    parts = {"phrase": one[1], "one": one[0], "other": other[1], "two": other[0], "language": language}
    return spot.seen(told(TEMPLATE, **parts), language=language, level=None if apart else "error")


def _pairs(phrases: list[Phrase]) -> Iterator[tuple[Phrase, Phrase]]:
    """Phrases of different options."""
    for at, one in enumerate(phrases):
        yield from ((one, other) for other in phrases[at + 1 :] if other[0] != one[0])


def _heard(options: Iterable[str], language: str, facts: Facts) -> Iterator[Phrase]:
    """Phrases as they count at a question: the same words mean the first (rules `one_meaning`, `universal_word`)."""
    taken: set[tuple[str, ...]] = set()
    for option in dict.fromkeys(options):
        for phrase in facts.words.get((option, language), ()):
            if (said := spoken_words(phrase)) not in taken:
                taken.add(said)
                yield option, phrase


def apart(one: str, other: str, language: str, facts: Facts) -> float:
    """How far two phrases are from each other; as far as can be where their sounds are not known."""
    first, second = facts.phonemes.get((one, language)), facts.phonemes.get((other, language))
    return distance(first, second) if first and second else 1.0


RULE = Rule(
    id="sound_alike",
    level="warning",
    title=later("choices sound different"),
    reason=later(
        "A recogniser and a person on a bad line both confuse what sounds alike, and each wrong turn costs trust "
        "(rules V5, V21). Phrases of all choices that are listened for together are compared sound by sound; the "
        "same sounds for two choices are refused."
    ),
    example="""\
flow: welcome
start: needs
nodes:
  needs:
    kind: menu
    options:
      # In French, need.bath has the phrase 'bain' and need.bread the phrase 'pain'.
      bath: {key: "1", prompt: need.bath, next: school}
      bread: {key: "2", prompt: need.bread, next: school}
  school: {kind: menu, topic: school, prompts: [info.school], offers: [person, again]}
""",
    look=_look,
)

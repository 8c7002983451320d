"""V7: the option first, then its key; so an option's wording holds no key, and does not end like a sentence."""

from collections.abc import Iterator

from flows.lint.facts import Facts
from flows.lint.rule import Rule, Seen
from flows.lint.subject import Spot, Subject
from flows.lint.wordings import last_sign, tokens
from flows.messages import Sentence, later, told
from flows.nodes.ask import Ask
from flows.nodes.menu import OFFER_KEYS, Menu

CLOSED = frozenset(".!?؟。۔")
"""What a sentence ends with; a label ends with a colon or with nothing, and the voice stays up."""


def _look(subject: Subject, facts: Facts) -> Iterator[Seen]:
    verbs = {language: press(language, facts) for language in subject.languages}
    known: set[tuple[str, str]] = set()
    for spot in subject.spots:
        for field, prompt, key in labels(spot):
            if (prompt, key) not in known:
                known.add((prompt, key))
                wrong = ((tag, _wrong(prompt, key, tag, verb, facts)) for tag, verb in verbs.items())
                yield from (spot.seen(told_, field=field, language=tag) for tag, told_ in wrong if told_)


def labels(spot: Spot) -> Iterator[tuple[str, str, str]]:
    """(field, prompt, key) of what is offered at a node."""
    match spot.node:
        case Menu(options=options, offers=offers):
            yield from (("offers", f"offer.{name}", OFFER_KEYS[name]) for name in offers)
            yield from ((f"options.{name}.prompt", one.prompt, one.key) for name, one in options.items())
        case Ask(answers=answers):
            yield from ((f"answers.{name}.prompt", one.prompt, one.key) for name, one in answers.items())


def _wrong(prompt: str, key: str, language: str, verb: str, facts: Facts) -> Sentence | None:
    text = facts.texts.get((prompt, language), "")
    said = tokens(text)
    if verb and verb in said:
        template = "'{prompt}' says '{word}'; leave it out: the key is said after it, by another prompt."
        return told(template, prompt=prompt, word=verb)
    number = tokens(facts.texts.get((f"digit.{key}", language), ""))
    if any(letter.isdigit() for letter in text) or (number and said[-len(number) :] == number):
        template = "'{prompt}' says the key itself; leave it out: it is said after it, by another prompt."
        return told(template, prompt=prompt)
    if last_sign(text) in CLOSED:
        return told("'{prompt}' ends like a sentence; end it with a colon: its key follows.", prompt=prompt)
    return None


def press(language: str, facts: Facts) -> str:
    """The word for pressing a key: the longest that all keys share."""
    said = [set(tokens(facts.texts.get((f"key.{key}", language), ""))) for key in range(10)]
    return max(set.intersection(*said), key=lambda word: (len(word), word), default="")


RULE = Rule(
    id="V7",
    level="warning",
    title=later("an option's wording, and after it the key"),
    reason=later(
        "Who hears the key first has to keep a number in mind while the words are understood (rule V7). The line "
        "says the option, rests, and says the key from a prompt of its own; an option's wording must not name it, "
        "and stays open at its end."
    ),
    example="""\
flow: welcome
start: needs
nodes:
  needs:
    kind: menu
    options:
      # In English, need.school says "Press one for school:".
      school: {key: "1", prompt: need.school, next: school}
  school: {kind: menu, topic: school, prompts: [info.school], offers: [person, again]}
""",
    look=_look,
)

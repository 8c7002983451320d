"""An option whose own name cannot be said."""

from collections.abc import Iterable, Iterator

from flows.lint.echo import unsaid
from flows.lint.facts import Facts
from flows.lint.meaning import Asked, asked
from flows.lint.rule import Rule, Seen
from flows.lint.subject import Subject
from flows.messages import later, told


def _look(subject: Subject, facts: Facts) -> Iterator[Seen]:
    questions = [question for flow in subject.book.flows.values() for question in asked(flow)]
    for language in subject.languages:
        if facts.tells_words(language):
            yield from _unsaid(subject, facts, language, questions)


def _unsaid(subject: Subject, facts: Facts, language: str, questions: Iterable[Asked]) -> Iterator[Seen]:
    unheard = subject.book.offer.unheard.get(language, frozenset())
    later_ = None if language in subject.book.offer.hearing else told("no speech is heard in this language yet")
    for question in questions:
        open_ = [one.option for one in question.choices if not (one.shortcut and one.option in unheard)]
        phrases = [phrase for option in open_ for phrase in facts.words.get((option, language), ())]
        for choice in question.choices:
            wording = facts.texts.get((choice.option, language), "")
            if choice.shortcut or not facts.words.get((choice.option, language)):
                continue  # what is not read out, or has no words at all, which is told by another rule
            if left := unsaid(wording, phrases, language):
                named = ", ".join(f"'{part}'" for part in left)
                template = (
                    "the option says {named}, but no phrase of '{option}' contains it: callers say what they hear; add "
                    "it to its words."
                )
                sentence = told(template, named=named, option=choice.option)
                place = (question.flow, question.node, f"{choice.field}.prompt", language)
                yield Seen(sentence, *place, accepted=later_)


RULE = Rule(
    id="natural_word",
    level="warning",
    title=later("what an option is called can be said"),
    reason=later(
        "Callers say the word they just heard. Where an option says 'Children' and none of its phrases has that word, "
        "the natural answer is refused, and after two tries only keys are left (rules V10, V25). Forms of a word "
        "count as the word, and so does a shortcut of the same menu; of what stands side by side ('School and "
        "children', in English, French, Spanish and Portuguese) each is looked for. In languages that are written "
        "without spaces nobody can tell."
    ),
    example="""\
flow: welcome
start: needs
nodes:
  needs:
    kind: menu
    options:
      # In French, need.school says "École et enfants :", and its phrases are 'école', 'classe' and 'cours'.
      school: {key: "1", prompt: need.school, next: school}
  school: {kind: menu, topic: school, prompts: [info.school], offers: [person, again]}
""",
    look=_look,
)

"""A phrase that means two choices of one question."""

from collections.abc import Iterator

from flows.lint.facts import Facts
from flows.lint.meaning import Clash, Words, asked, clashes
from flows.lint.rule import Rule, Seen
from flows.lint.subject import Subject
from flows.messages import Sentence, later, told


def _look(subject: Subject, facts: Facts) -> Iterator[Seen]:
    for language in subject.languages:
        words = _words(facts, language)
        unheard = subject.book.offer.unheard.get(language, ())
        for flow in subject.book.flows.values():
            for question in asked(flow):
                seen = {_sentence(clash, language): clash for clash in clashes(question, words, unheard)}
                yield from (_seen(clash, sentence, language) for sentence, clash in seen.items())


def _words(facts: Facts, language: str) -> Words:
    return Words(
        language,
        lambda option: facts.words.get((option, language), ()),
        lambda prompt: facts.texts.get((prompt, language), ""),
    )


def _seen(clash: Clash, sentence: Sentence, language: str) -> Seen:
    place = clash.asked
    return Seen(sentence, place.flow, place.node, f"{clash.other.field}.prompt", language)


def _sentence(clash: Clash, language: str) -> Sentence:
    one, other = clash.one, clash.other
    if one.option == other.option:
        template = (
            "'{option}' stands here twice and leads to two places; give one of them a prompt and words of its own."
        )
        return told(template, option=one.option)
    template = "'{phrase}' means both '{one}' and '{other}' at this question in '{language}'; leave it to one of them."
    if other.shortcut and not one.shortcut:
        template = (
            "'{phrase}' means the option '{one}' and the shortcut '{other}' in '{language}', and is not read out for "
            "'{one}'; leave it to one of them."
        )
    return told(template, phrase=clash.phrase, one=one.option, other=other.option, language=language)


RULE = Rule(
    id="one_meaning",
    level="error",
    title=later("a phrase means one choice of a question"),
    reason=later(
        "What a caller says is taken for a choice of the question that was just put, so a phrase may mean something "
        "else in another menu, and two things nowhere. What was read out comes first: a shortcut with the same phrase "
        "is not heard by it where the option's wording says its words; else a caller could mean either (rule V21)."
    ),
    example="""\
flow: welcome
start: needs
nodes:
  needs:
    kind: menu
    options:
      # In French, need.doctor and need.nurse both have the phrase 'soigner'.
      doctor: {key: "1", prompt: need.doctor, next: school}
      nurse: {key: "2", prompt: need.nurse, next: nurse}
  school: {kind: menu, topic: school, prompts: [info.school], offers: [person, again]}
  nurse: {kind: menu, topic: health, prompts: [info.nurse], offers: [person, again]}
""",
    look=_look,
)

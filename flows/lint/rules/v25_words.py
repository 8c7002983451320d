"""V25: words people use: three for each choice, short sentences, plain English behind all languages."""

from collections.abc import Iterator

from flows.effects import DIGIT_WORDS
from flows.lint.facts import Facts
from flows.lint.options import options
from flows.lint.rule import Level, Rule, Seen
from flows.lint.subject import Subject
from flows.lint.wordings import VARIABLE, sentences, tokens
from flows.messages import Sentence, later, told

PHRASES = 3
SENTENCE_WORDS, SENTENCE_HARD = 12, 20
SOURCE = "en"
"""Reading levels are measured in the language that is translated from."""
LONG_LETTERS, LONG_SHARE, ENOUGH_WORDS = 7, 0.25, 8
"""Lasbarhetsindex counts words of seven letters and more; in texts for beginners one in four is the most."""


def _look(subject: Subject, facts: Facts) -> Iterator[Seen]:
    yield from _phrases(subject, facts)
    yield from _texts(subject, facts)


def _phrases(subject: Subject, facts: Facts) -> Iterator[Seen]:
    for option, spot, field in options(subject):
        for language in subject.languages:
            count = len(facts.words.get((option, language), ()))
            if 0 < count < PHRASES and option not in DIGIT_WORDS:
                template = "'{option}' has {count} of the {most} phrases it needs; people say things differently."
                sentence = told(template, option=option, count=count, most=PHRASES)
                yield spot.seen(sentence, field=field, language=language, level="error")


def _texts(subject: Subject, facts: Facts) -> Iterator[Seen]:
    for prompt, spot in subject.prompts(facts.engine).items():
        for language in subject.languages:
            text = facts.texts.get((prompt, language), "")
            yield from (spot.seen(told_, language=language, level=level) for level, told_ in _hard(prompt, text))
        if wrong := _difficult(prompt, facts.texts.get((prompt, SOURCE), "")):
            yield spot.seen(wrong, language=SOURCE)


def _hard(prompt: str, text: str) -> Iterator[tuple[Level, Sentence]]:
    longest = max(sentences(text), key=lambda one: len(one.split()), default="")
    count = len(longest.split())
    if count > SENTENCE_WORDS:
        template = "'{prompt}' has a sentence of {count} words; {most} at most. Make two of it: “{sentence}”."
        sentence = told(template, prompt=prompt, count=count, most=SENTENCE_WORDS, sentence=longest)
        yield ("error" if count > SENTENCE_HARD else "warning"), sentence


def _difficult(prompt: str, text: str) -> Sentence | None:
    words = tokens(VARIABLE.sub("", text))
    long = [word for word in words if len(word) >= LONG_LETTERS]
    if len(words) < ENOUGH_WORDS or len(long) / len(words) <= LONG_SHARE:
        return None
    template = "'{prompt}' is hard to follow: {count} of {all} words are long ({words}). Say it in everyday words."
    return told(template, prompt=prompt, count=len(long), all=len(words), words=", ".join(dict.fromkeys(long)))


RULE = Rule(
    id="V25",
    level="warning",
    title=later("words people use: three for a choice, twelve in a sentence"),
    reason=later(
        "People say things differently, and understand short sentences with everyday words (rule V25). Each choice "
        "has three phrases at least; a sentence has 12 words at most (more than 20 are refused); in the English "
        "text one word in four may be long, which is what a learner of level A2 can follow."
    ),
    example="""\
flow: welcome
start: school
nodes:
  # In French, info.winding is one sentence of fifteen words.
  school: {kind: menu, topic: school, prompts: [info.winding], offers: [person, again]}
""",
    look=_look,
)

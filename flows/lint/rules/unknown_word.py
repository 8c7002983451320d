"""A word that the installed recogniser does not know."""

from collections.abc import Iterable, Iterator

from flows.lint.facts import Facts
from flows.lint.options import options, spoken_in
from flows.lint.rule import Rule, Seen
from flows.lint.subject import Subject
from flows.lint.wordings import spoken_words
from flows.messages import later, told


def _look(subject: Subject, facts: Facts) -> Iterator[Seen]:
    for option, spot, field in options(subject):
        for language in sorted(subject.book.offer.hearing):
            phrases = facts.words.get((option, language), ()) if spoken_in(option, language) else ()
            deaf = {phrase: words for phrase in phrases if (words := _unknown(phrase, language, facts))}
            words = ", ".join(dict.fromkeys(f"'{word}'" for unknown in deaf.values() for word in unknown))
            if deaf and len(deaf) == len(phrases):
                template = "no phrase of '{option}' can be heard in '{language}': the recogniser does not know {words}."
                sentence = told(template, option=option, language=language, words=words)
                yield spot.seen(sentence, field=field, language=language, level="error")
            elif deaf:
                template = "'{option}': the recogniser for '{language}' does not know {words}; say it in other words."
                sentence = told(template, option=option, language=language, words=words)
                yield spot.seen(sentence, field=field, language=language)


def _unknown(phrase: str, language: str, facts: Facts) -> Iterable[str]:
    return [word for word in spoken_words(phrase) if (word, language) in facts.unknown]


RULE = Rule(
    id="unknown_word",
    level="warning",
    title=later("the recogniser knows every word"),
    reason=later(
        "A recogniser with a closed list of words is deaf to what its model does not hold, and says nothing of it. "
        "A phrase with such a word is never heard; a choice without any other phrase is refused."
    ),
    example="""\
flow: welcome
start: needs
nodes:
  needs:
    kind: menu
    options:
      # The French recogniser does not know the word 'cole', which need.odd has among its phrases.
      school: {key: "1", prompt: need.odd, next: school}
  school: {kind: menu, topic: school, prompts: [info.school], offers: [person, again]}
""",
    look=_look,
)

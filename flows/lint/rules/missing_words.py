"""A choice that nothing can be said for."""

from collections.abc import Iterator

from flows.lint.facts import Facts
from flows.lint.options import options, spoken_in
from flows.lint.rule import Level, Rule, Seen
from flows.lint.subject import Subject
from flows.messages import later, told


def _look(subject: Subject, facts: Facts) -> Iterator[Seen]:
    hearing = subject.book.offer.hearing
    for option, spot, field in options(subject):
        for language in subject.languages:
            wanted = spoken_in(option, language) and (language in hearing or facts.tells_words(language))
            if wanted and not facts.words.get((option, language)):
                template = "nothing can be said in {language} for {option}. Write it (./amparo prompts new FILE.yaml)."
                sentence = told(template, option=option, language=language)
                level: Level = "error" if language in hearing else "warning"
                later_ = None if language in hearing else told("no speech is heard in this language yet")
                yield spot.seen(sentence, field=field, language=language, level=level, accepted=later_)


RULE = Rule(
    id="missing_words",
    level="error",
    title=later("every choice has words in every language that is heard"),
    reason=later(
        "Every task can be done by voice alone where speech is heard (rule V30). Where a language has words and no "
        "recogniser yet, a hole is told and accepted: it would show on the day the recogniser is installed."
    ),
    example="""\
flow: welcome
start: needs
nodes:
  needs:
    kind: menu
    options:
      # need.unheard has no words in French, where speech is heard.
      school: {key: "1", prompt: need.unheard, next: school}
  school: {kind: menu, topic: school, prompts: [info.school], offers: [person, again]}
""",
    look=_look,
)

"""A phrase of a choice that is also, or begins or ends like, what means a universal key."""

from collections.abc import Iterator

from flows.lint.facts import Facts
from flows.lint.options import YES_NO, options
from flows.lint.rule import Level, Rule, Seen
from flows.lint.subject import Subject
from flows.lint.wordings import spoken_words
from flows.looking import UNIVERSAL_WORDS
from flows.messages import later, told

Taken = list[tuple[tuple[str, ...], str]]


def _look(subject: Subject, facts: Facts) -> Iterator[Seen]:
    for language in subject.languages:
        universal = [(word, facts.words.get((word, language), ())) for word in UNIVERSAL_WORDS]
        taken = [(spoken_words(phrase), word) for word, phrases in universal for phrase in phrases]
        for option, spot, field in options(subject):
            if option in UNIVERSAL_WORDS or option in YES_NO:
                continue
            for phrase in facts.words.get((option, language), ()):
                for said, word in _like(phrase, taken):
                    same = said == spoken_words(phrase)
                    template = _SAME if same else _LIKE
                    parts = {"option": option, "phrase": phrase, "said": " ".join(said), "word": word}
                    sentence = told(template, **parts, language=language)
                    level: Level = "error" if same else "warning"
                    yield spot.seen(sentence, field=field, language=language, level=level)


_SAME = later("'{phrase}' ('{language}') means '{option}' here and {word} everywhere; say it in other words.")
_LIKE = later(
    "'{phrase}' ('{language}') of '{option}' begins or ends like '{said}', which means {word} everywhere; say it in "
    "other words."
)


def _like(phrase: str, taken: Taken) -> Iterator[tuple[tuple[str, ...], str]]:
    words = spoken_words(phrase)
    for said, word in taken:
        if said and (words[: len(said)] == said or words[-len(said) :] == said):
            yield said, word
            return


RULE = Rule(
    id="universal_word",
    level="warning",
    title=later("universal words mean nothing else"),
    reason=later(
        "'Back', 'again', 'a person' and 'danger' work in every question (rule V12). A choice with the same phrase "
        "is refused; one that begins or ends like it may be heard as the universal word by itself, while the caller "
        "takes a breath."
    ),
    example="""\
flow: welcome
start: needs
nodes:
  needs:
    kind: menu
    options:
      # In French, need.return has the phrase 'retour chez moi', and 'retour' means back.
      home: {key: "1", prompt: need.return, next: school}
  school: {kind: menu, topic: school, prompts: [info.school], offers: [person, again]}
""",
    look=_look,
)

"""How well taught words are told apart, and where they are heard."""

from collections.abc import Iterator

from flows.messages import Sentence, told
from ivr import wordings
from ivr.authoring.questions import questions
from ivr.authoring.taught_questions import TaughtWords, told_of
from ivr.settings import Settings
from speech.by_example.taught import Taught
from speech.by_example.teaching import PASS

MOST_CONFUSED = 3
"""Words named beside one that is taken for them."""


def where_heard(settings: Settings, language: str, lesson: Taught) -> Iterator[Sentence]:
    """At which questions of the flows here, and what is missing. Raises PromptError."""
    words = TaughtWords(language, lesson.passed, wordings.words(settings))
    return told_of(words, questions(settings, shipped=False))


def table(lesson: Taught) -> Iterator[Sentence]:
    """One line a word: how many examples, and what strangers' recordings were heard as."""
    wide = max(map(len, lesson.examples), default=0)
    for word, examples in lesson.examples.items():
        counts = lesson.heard_as.get(word, {})
        others = sorted((other for other in counts if other != word), key=lambda other: -counts[other])[:MOST_CONFUSED]
        parts = {"word": word.ljust(wide), "count": len(examples), "percent": f"{100 * lesson.right(word):.0f}"}
        taken = ", ".join(f"{other} ({counts[other]})" for other in others)
        if word not in lesson.passed:
            template = (
                "{word}  {count} examples, {percent} % right; taken for {others}. "
                "It stays off: {pass_mark} % are needed."
            )
        elif others:
            template = "{word}  {count} examples, {percent} % right; taken for {others}"
        else:
            template = "{word}  {count} examples, {percent} % right"
        yield told(template, others=taken or "-", pass_mark=f"{100 * PASS:.0f}", **parts)

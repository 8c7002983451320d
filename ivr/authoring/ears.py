"""`./amparo models list|check`: which languages are heard, by what, and how well taught words are told apart."""

from collections.abc import Iterator
from pathlib import Path

from flows.messages import Sentence, Translate, told
from ivr import wordings
from ivr.authoring.questions import questions
from ivr.authoring.taught_questions import TaughtWords, told_of
from ivr.authoring.telling import tell
from ivr.settings import Settings
from prompts.errors import PromptError
from speech.by_example import taught
from speech.by_example.recipe import is_taught
from speech.by_example.taught import Taught
from speech.by_example.teaching import PASS
from speech.models import installed

MOST_CONFUSED = 3
"""Words named beside one that is taken for them."""


def listed(settings: Settings, translate: Translate) -> int:
    """One line a language. Raises ModelBroken."""
    found = installed(settings.speech.models)
    tell((_how(language, folder) for language, folder in found.items()), translate)
    deaf = [language for language in settings.line.languages if language not in found]
    if deaf:
        template = (
            "By keys only: {languages}. To teach a language from a few voices: ./amparo models teach LANGUAGE FOLDER"
        )
        tell((told(template, languages=", ".join(deaf)),), translate)
    return 0


def _how(language: str, folder: Path) -> Sentence:
    if not is_taught(folder):
        return told("{language}  by a model  {folder}", language=language, folder=folder)
    lesson = taught.load(folder)
    template = "{language}  by example: {live} of {words} words, {speakers} speakers  {folder}"
    parts = {"live": len(lesson.passed), "words": len(lesson.examples), "speakers": lesson.speakers}
    return told(template, language=language, folder=folder, **parts)


def checked(settings: Settings, language: str, translate: Translate) -> int:
    """The confusion table of a taught language; 1 where a word does not pass. Raises PromptError, ModelBroken."""
    folder = installed(settings.speech.models).get(language)
    if folder is None:
        raise PromptError(told("{language} has no recogniser: its callers use keys.", language=language))
    if not is_taught(folder):
        tell(
            (told("{language} is heard by a model, and it is whole: {folder}", language=language, folder=folder),),
            translate,
        )
        return 0
    lesson = taught.load(folder)
    tell(table(lesson), translate)
    tell(where_heard(settings, language, lesson), translate)
    return 0 if len(lesson.passed) == len(lesson.examples) else 1


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

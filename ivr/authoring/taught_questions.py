"""Where a taught language is heard: its words against the phrases and the questions of this installation."""

from collections.abc import Iterator, Sequence

from flows.lint.meaning import Asked
from flows.messages import Sentence, told
from prompts.words import WordBook
from speech.by_example.live import ALWAYS, MOST_OPTIONS
from speech.vocabulary import normal

ANSWERS = ("yes", "no", *ALWAYS)
"""What is answered to nearly every question."""
MOST_TOLD = 12
"""Questions that are named for lacking something."""


class TaughtWords:
    """Which options can be said."""

    def __init__(self, language: str, passed: Sequence[str], book: WordBook) -> None:
        self.language = language
        self._passed = {normal(word): word for word in passed}
        self._phrases = {
            option: tuple(map(normal, book.phrases(option, language))) for option in book.options(language)
        }

    def can_be_said(self, option: str) -> bool:
        """By one of its phrases."""
        return any(phrase in self._passed for phrase in self._phrases.get(option, ()))

    @property
    def strays(self) -> tuple[str, ...]:
        """Words that are a phrase of no option, so that they are never live."""
        phrases = {phrase for said in self._phrases.values() for phrase in said}
        return tuple(word for label, word in self._passed.items() if label not in phrases)


def told_of(words: TaughtWords, questions: Sequence[Asked]) -> Iterator[Sentence]:
    """Which questions are heard whole, which lack what, and which words can never be said."""
    lacking = {question: _lacking(words, question) for question in questions}
    whole = [_name(question) for question, missing in lacking.items() if not missing]
    yield told("Heard at these questions: {questions}", questions=", ".join(whole) or "-")
    half = {question: missing for question, missing in lacking.items() if 0 < len(missing) < len(_own(question))}
    for question, missing in list(half.items())[:MOST_TOLD]:
        template = "By keys only, since words are missing, {question}: {options}"
        yield told(template, question=_name(question), options=", ".join(missing))
    rest = len(questions) - len(whole) - min(len(half), MOST_TOLD)
    if rest:
        yield told("By keys only: {count} other questions.", count=rest)
    if unsaid := [option for option in ANSWERS if not words.can_be_said(option)]:
        yield told("Missing, and answered by keys at every question: {options}", options=", ".join(unsaid))
    if words.strays:
        template = (
            "No option in {language} has these as a phrase, so they are never heard; write them into its words "
            "(./amparo prompts new FLOW.yaml --all): {words}"
        )
        yield told(template, language=words.language, words=", ".join(words.strays))


def _own(question: Asked) -> tuple[str, ...]:
    return tuple(choice.option for choice in question.choices if not choice.shortcut)[:MOST_OPTIONS]


def _lacking(words: TaughtWords, question: Asked) -> tuple[str, ...]:
    return tuple(option for option in _own(question) if not words.can_be_said(option))


def _name(question: Asked) -> str:
    return f"{question.flow}.{question.node}"

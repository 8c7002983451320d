"""What can be said in answer to the questions of a book. Pure."""

from collections.abc import Iterator

from flows.effects import DIGIT_WORDS
from flows.lint.said import question
from flows.lint.subject import Spot, Subject
from flows.looking import UNIVERSAL_WORDS
from flows.nodes.ask import Ask, Digits
from flows.nodes.language import Language
from flows.nodes.menu import Menu

YES_NO = ("yes", "no")
LANGUAGE = "language."
"""The words for a language are in its own file only."""


def options(subject: Subject) -> Iterator[tuple[str, Spot, str]]:
    """(option, where it is offered first, field) of everything that can be said, without repeats."""
    seen: set[str] = set()
    for option, spot, field in _options(subject):
        if option not in seen:
            seen.add(option)
            yield option, spot, field


def _options(subject: Subject) -> Iterator[tuple[str, Spot, str]]:
    for spot in subject.spots:
        match spot.node:
            case Menu(options=own, shortcuts=cuts):
                yield from ((one.prompt, spot, f"options.{name}.prompt") for name, one in own.items())
                yield from ((one.prompt, spot, f"shortcuts.{name}.prompt") for name, one in cuts.items())
            case Ask(digits=Digits()):
                yield from ((word, spot, "digits") for word in DIGIT_WORDS)
            case Ask(answers=answers):
                yield from ((one.prompt, spot, f"answers.{name}.prompt") for name, one in answers.items())
            case Language():
                yield from ((f"{LANGUAGE}{tag}", spot, "") for tag in subject.languages)
    yield from ((word, subject.engine, "") for word in (*YES_NO, *UNIVERSAL_WORDS))


def spoken_in(option: str, language: str) -> bool:
    """Whether an option needs words in a language."""
    return not option.startswith(LANGUAGE) or option == f"{LANGUAGE}{language}"


def live(subject: Subject, language: str) -> Iterator[tuple[Spot, tuple[str, ...]]]:
    """Every question with all options that are listened for together in a language."""
    for spot in subject.spots:
        if spot.node.asks:
            choices = question(subject, spot, language).choices
            own = tuple(choice.words for choice in choices if choice.words and choice.language == language)
            yield spot, (*own, *UNIVERSAL_WORDS)
    yield subject.engine, (*YES_NO, *UNIVERSAL_WORDS)

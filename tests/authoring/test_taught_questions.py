"""What a taught language is heard at, by the phrases and the questions there are."""

from collections.abc import Sequence

from flows.lint.meaning import Asked, Choice
from ivr.authoring.taught_questions import MOST_TOLD, TaughtWords, told_of
from prompts.words import WordBook

BOOK = WordBook(
    {
        "xx": {
            "menu.a": ("Apa", "apa api"),
            "menu.b": ("bela",),
            "menu.c": ("cica",),
            "yes": ("da",),
            "no": ("ne",),
            "@person": ("osoba",),
            "@again": ("opet",),
        }
    }
)
ANSWERS = ("da", "ne", "osoba", "opet")


def asked(node: str, *options: str, shortcuts: Sequence[str] = ()) -> Asked:
    own = tuple(Choice(option, f"options.{option}") for option in options)
    return Asked("flow", node, own + tuple(Choice(option, f"shortcuts.{option}", True) for option in shortcuts))


def lines(passed: Sequence[str], *questions: Asked) -> list[str]:
    return [str(sentence) for sentence in told_of(TaughtWords("xx", passed, BOOK), questions)]


def test_a_question_is_heard_whole_or_not_at_all() -> None:
    questions = (asked("one", "menu.a", "menu.b"), asked("two", "menu.a", "menu.c"), asked("three", "menu.c"))
    assert lines(("apa api", "bela", *ANSWERS), *questions) == [
        "Heard at these questions: flow.one",
        "By keys only, since words are missing, flow.two: menu.c",
        "By keys only: 1 other questions.",
    ]


def test_shortcuts_and_a_fifth_option_need_no_word() -> None:
    four = ("menu.a", "menu.b", "menu.a", "menu.b")
    long = asked("long", *four, "menu.c", shortcuts=("menu.c",))
    assert lines(("apa", "bela", *ANSWERS), long) == ["Heard at these questions: flow.long"]


def test_a_word_of_no_option_and_missing_answers_are_told() -> None:
    found = lines(("apa", "DA", "zzz"), asked("one", "menu.a"))
    assert found[:2] == [
        "Heard at these questions: flow.one",
        "Missing, and answered by keys at every question: no, @person, @again",
    ]
    assert found[2].startswith("No option in xx has these as a phrase")
    assert found[2].endswith(": zzz")


def test_many_questions_are_counted() -> None:
    questions = tuple(asked(f"q{number}", "menu.a", "menu.c") for number in range(MOST_TOLD + 3))
    found = lines(("apa", *ANSWERS), *questions)
    assert len(found) == 1 + MOST_TOLD + 1
    assert found[-1] == "By keys only: 3 other questions."

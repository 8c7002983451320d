"""What a phrase of a sheet may mean, by the question it is said at."""

import pytest

from flows.lint.meaning import Asked, Choice
from prompts.word_clashes import Meanings, Questions
from prompts.words import WordBook

BOOK = WordBook(
    {
        "en": {
            "need.school": ("school", "children", "a class"),
            "need.doctor": ("doctor", "medic", "it hurts"),
            "need.bed": ("bed", "sleep", "a room"),
            "@person": ("help", "a person", "somebody"),
            "yes": ("yes", "right", "ok"),
            "no": ("no", "wrong", "never"),
        }
    }
)
MENU = Asked(
    "welcome",
    "menu",
    (
        Choice("need.school", "options.school"),
        Choice("need.doctor", "options.doctor"),
        Choice("need.bed", "shortcuts.bed", True),
    ),
)
WORDINGS = {"need.school": "School and children:", "need.doctor": "A doctor, a room to see one:"}


def clash(option: str, *phrases: str, places: tuple[tuple[str, str], ...] = ()) -> list[str]:
    questions = Questions((MENU,), lambda prompt, _: WORDINGS.get(prompt, "")).beside(places)
    return [str(sentence) for sentence in Meanings(BOOK, "en", questions).clash(option, phrases)]


def test_a_phrase_is_taken_only_at_its_question() -> None:
    (told,) = clash("need.doctor", "doctor", "Children", "school")
    assert told.startswith("'Children' is already said for need.school (flow welcome, at 'menu'). Choose another")
    assert told.endswith("Also taken here: 'school' (need.school).")
    assert clash("clinic.which", "children", "doctor") == []


def test_a_shortcut_may_have_what_was_read_out() -> None:
    """Nobody hears the shortcut's name: whoever says a word that was just read out means the option."""
    assert clash("need.doctor", "a room") == []
    assert len(clash("need.doctor", "sleep")) == 1
    assert len(clash("need.bed", "medic", "doctor")) == 1


@pytest.mark.parametrize(
    ("option", "phrase", "other"),
    [
        ("need.bed", "help", "'help' is what callers say for @person at any place; leave it out here."),
        ("@person", "school", "'school' is already said for need.school, and both are always heard"),
        ("yes", "never", "'never' is already said for no, and both are always heard"),
        ("need.bed", "never", ""),
    ],
)
def test_what_is_always_heard_keeps_its_words(option: str, phrase: str, other: str) -> None:
    found = clash(option, phrase)
    assert len(found) == bool(other)
    assert "".join(found).startswith(other)


def test_a_sheet_tells_of_questions_that_are_nowhere_else_yet() -> None:
    where = "flow {}, at '{}': name of the choice 'one', key 1"
    new = (("clinic.one", where.format("clinic", "which")), ("need.bed", where.format("clinic", "which")))
    assert "(flow clinic, at 'which')" in clash("clinic.one", "sleep", places=new)[0]
    more = (("clinic.one", where.format("welcome", "menu")),)
    assert "need.school (flow welcome, at 'menu')" in clash("clinic.one", "children", places=more)[0]
    assert clash("clinic.one", "children", places=new) == []


def test_what_a_row_gives_away_can_be_taken() -> None:
    meanings = Meanings(BOOK, "en", Questions((MENU,)))
    assert list(meanings.clash("need.doctor", ("children",)))
    meanings.take("need.school", ("school",))
    assert list(meanings.clash("need.doctor", ("children",))) == []

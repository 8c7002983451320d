"""What is typed into the walker, and what is understood."""

import pytest

from flows.walk import Walk, WalkError
from ivr.authoring.typed import Typed, understood
from tests.support.clinic import phrases, walk

FRENCH = "key 2"


@pytest.fixture
def at_needs() -> Walk:
    walked = walk("fr")
    walked.do(FRENCH)
    walked.settle()
    return walked


def typed(text: str, walked: Walk) -> Typed:
    return understood(text, walked, phrases)


@pytest.mark.parametrize(
    ("text", "actions"),
    [
        ("1", ("key 1",)),
        ("#", ("key #",)),
        ("*", ("key *",)),
        ("1 2#", ("key 1", "key 2", "key #")),
        ("１", ("key 1",)),  # as a Japanese keyboard types it
        ("médecin", ("say need.doctor",)),
        ("Me\u0301decin!", ("say need.doctor",)),  # with a combining accent
        ("CHEZ LE DOCTEUR", ("say need.doctor",)),
        ("dentiste", ("say need.teeth",)),
        ("help", ("say @person",)),
        ("“oui”", ("nonsense",)),
        ("'key 1'", ("nonsense",)),
        ("key 1", ("key 1",)),
        ("say need.doctor", ("say need.doctor",)),
        ("say médecin", ("say need.doctor",)),
        ("mumble dentiste", ("mumble need.teeth",)),
        ("say need.nothing", ("say need.nothing",)),
        ("wait 130", ("wait 130",)),
        ("hang up", ("hang up",)),
        ("silence", ("silence",)),
        ("je voudrais un medecin", ("nonsense",)),
        ("un médecin s'il vous plaît", ("mumble need.doctor",)),
        ("dents", ("mumble need.teeth",)),
        ("médecine", ("mumble need.doctor",)),
        ("un", ("nonsense",)),
        ("météo", ("nonsense",)),
        ("médecin ou dentiste", ("nonsense",)),
    ],
)
def test_what_is_typed_at_a_menu(at_needs: Walk, text: str, actions: tuple[str, ...]) -> None:
    assert typed(text, at_needs).actions == actions


def test_what_is_not_sure_is_said_with_the_phrase(at_needs: Walk) -> None:
    assert str(typed("dents", at_needs).remark) == "taken for “les dents” (need.teeth), not surely."
    assert str(typed("médecin ou dentiste", at_needs).remark) == (
        "this could be need.doctor, need.teeth; nothing is taken."
    )
    assert str(typed("météo", at_needs).remark) == "“météo” is no word of this question."


def test_a_language_is_chosen_by_its_own_word() -> None:
    walked = walk("fr")
    walked.settle()
    assert typed("Bonjour", walked).actions == ("say language.fr",)


def test_yes_is_a_word_only_while_something_is_confirmed(at_needs: Walk) -> None:
    assert typed("oui", at_needs).actions == ("nonsense",)
    at_needs.do("mumble need.doctor")
    at_needs.settle()
    assert typed("oui", at_needs).actions == ("say yes",)


def test_a_word_where_nobody_hears_words_is_one_sentence() -> None:
    walked = walk()
    walked.settle()
    with pytest.raises(WalkError, match="only keys count here"):
        typed("médecin", walked)


def test_a_key_leaves_the_search_for_a_person(at_needs: Walk) -> None:
    at_needs.do("key 0")
    at_needs.hear()
    assert typed("#", at_needs).actions == ("early #",)
    with pytest.raises(WalkError, match=r"nobody listens at universal\.person, where the call is finding"):
        typed("médecin", at_needs)

"""The actions of a walk: each has an example that is one, and what cannot happen changes nothing."""

import pytest

from flows.golden import PROMPT_MS
from flows.state import Finding
from flows.walk import ACTIONS, Walk, WalkError, fixed, verb
from tests.support.clinic import book, walk


@pytest.mark.parametrize(("word", "example"), ACTIONS.items())
def test_every_action_has_an_example(word: str, example: str) -> None:
    assert verb(example) == word


@pytest.mark.parametrize(
    "action",
    ["message 5", "left 1", "joined 1", "nobody", "say menu.law", "wait x", "wait", "wait ٣", "dance", "", "keys 1"],
)
def test_what_cannot_happen_leaves_the_walk_as_it_was(action: str) -> None:
    walked = walk("fr")
    walked.do("key 2")
    before = (walked.state, walked.at, list(walked.lines), walked.listening, walked.until)
    with pytest.raises(WalkError):
        walked.do(action)
    assert (walked.state, walked.at, walked.lines, walked.listening, walked.until) == before
    walked.do("say need.doctor")
    assert walked.state.place.node == "doctor"


def test_a_misspelled_action_is_told_the_right_one() -> None:
    walked = walk()
    with pytest.raises(WalkError, match=r"'silense' is no caller action\. Did you mean 'silence'\?"):
        walked.do("silense")


def test_a_search_can_end_with_nobody_and_be_left_by_a_key() -> None:
    for action, node in (("nobody", "needs"), ("early #", "needs"), ("early 9", "danger")):
        walked = walk("fr")
        for done in ("key 2", "key 0", "hear"):
            walked.do(done)
        assert isinstance(walked.state.mode, Finding)
        walked.do(action)
        walked.hear()
        assert walked.state.place.node == node


def test_a_language_may_have_been_chosen_before() -> None:
    walked = Walk(book(), "universal", fixed(PROMPT_MS), language="fr")
    assert "person.looking/fr" in walked.lines[-1]


def test_choices_and_digits_are_what_can_be_pressed() -> None:
    walked = walk("fr")
    walked.do("key 2")
    walked.settle()
    assert [choice.key for choice in walked.choices] == ["1", "2", "3", "4"]
    walked.do("mumble need.doctor")
    walked.settle()
    assert [(choice.name, choice.key) for choice in walked.choices] == [("yes", "1"), ("no", "2")]
    walked.do("key 2")
    assert not walked.digits
    walked.do("key 2")
    walked.settle()
    assert walked.digits

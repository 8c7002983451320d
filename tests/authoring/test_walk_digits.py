"""Digits in the walker: keyed, said as words, and what can be done there."""

import pytest

from flows.walk import Walk
from ivr.authoring.possible import everything, short
from ivr.authoring.typed import understood
from prompts.words import load
from tests.support.flow_books import everything as book

PHRASES = load().phrases


@pytest.fixture
def at_number() -> Walk:
    walked = Walk(book("ko"), "everything")
    for action in ("key 1", "key 1"):
        walked.do(action)
    walked.settle()
    return walked


@pytest.mark.parametrize(
    ("text", "actions"),
    [
        ("3 1 4", ("key 3", "key 1", "key 4")),
        ("삼 일 사", ("say 3 1 4",)),
        ("“넷, 하나”", ("say 4 1",)),
        ("say 3 1 4", ("say 3 1 4",)),
        ("mumble 이 이", ("mumble 2 2",)),
        ("원래", ("say @back",)),
        ("삼 머리", ("nonsense",)),
    ],
)
def test_what_is_typed_where_a_number_is_asked(at_number: Walk, text: str, actions: tuple[str, ...]) -> None:
    assert understood(text, at_number, PHRASES).actions == actions


def test_it_is_told_that_digits_can_be_said(at_number: Walk) -> None:
    assert [str(line) for line in short(at_number, PHRASES)] == [
        "now: digits, * erases, # ends",
        "or say digits: 3 1 4",
    ]
    assert "say 3 1 4 (ko): digits, one or more" in [str(line) for line in everything(at_number, PHRASES)]


def test_nobody_is_told_so_where_there_are_no_ears() -> None:
    walked = Walk(book(), "everything")
    for action in ("key 1", "key 1"):
        walked.do(action)
    walked.settle()
    assert [str(line) for line in short(walked, PHRASES)] == ["now: digits, * erases, # ends"]

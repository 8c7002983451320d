"""Accept, confirm, reject."""

import pytest

from speech.judge import ACCEPT_AT, CONFIRM_AT, Evidence, judge
from speech.ports import Grammar, Zone
from speech.vocabulary import Vocabulary

WORDS = Vocabulary.of(
    Grammar("ko", (("law", ("변호사", "이민")), ("work", ("일",)), ("jobs", ("일 자리",)))),
).beside((), ("음", "어"))


@pytest.mark.parametrize(
    ("said", "option", "whole"),
    [
        ("변호사", "law", True),
        ("변호사 변호사", "law", True),
        ("변호사 이민", "law", True),
        ("음 어 이민", "law", True),
        ("일", "work", False),
        ("일 자리", "jobs", True),
    ],
)
def test_one_option_is_an_answer_also_twice_or_after_hesitation(said: str, option: str, whole: bool) -> None:
    answer = judge(WORDS, Evidence(tuple(said.split()), 10.0))
    assert answer is not None
    assert (answer.option, answer.zone, answer.whole) == (option, Zone.ACCEPT, whole)


@pytest.mark.parametrize("said", ["", "음", "변호사 일", "자리", "자리 변호사"])
def test_nothing_two_options_or_strays_are_no_answer(said: str) -> None:
    assert judge(WORDS, Evidence(tuple(said.split()), 10.0)) is None


@pytest.mark.parametrize(
    ("margin", "zone"),
    [(ACCEPT_AT, Zone.ACCEPT), (ACCEPT_AT - 0.1, Zone.CONFIRM), (CONFIRM_AT, Zone.CONFIRM), (CONFIRM_AT - 0.1, None)],
)
def test_the_margin_over_the_decoys_makes_the_zone(margin: float, zone: Zone | None) -> None:
    answer = judge(WORDS, Evidence(("이민",), margin))
    assert (answer.zone if answer else None) == zone


def test_without_decoys_everything_is_confirmed_and_nothing_is_early() -> None:
    answer = judge(WORDS, Evidence(("이민",), None))
    assert answer is not None
    assert (answer.zone, answer.whole) == (Zone.CONFIRM, False)

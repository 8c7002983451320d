"""Accept, confirm, reject."""

import pytest

from speech.judge import ACCEPT_AT, CONFIRM_AT, Answer, Evidence, judge
from speech.ports import DIGITS, Grammar, Zone
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


NUMBER = Vocabulary.of(
    Grammar("ko", (("@back", ("원래",)), ("@again", ("한 번 더",))), digits=(("1", ("일", "하나")), ("2", ("이",)))),
).beside((), ("음", "어"))


@pytest.mark.parametrize(
    ("said", "digits"), [("일", "1"), ("이 하나 음 일", "2 1 1"), ("이 이", "2 2"), ("어 하나", "1")]
)
@pytest.mark.parametrize(("margin", "zone"), [(ACCEPT_AT, Zone.ACCEPT), (CONFIRM_AT, Zone.CONFIRM)])
def test_digits_are_told_in_a_row_and_more_may_always_follow(said: str, digits: str, margin: float, zone: Zone) -> None:
    answer = judge(NUMBER, Evidence(tuple(said.split()), margin))
    assert answer == Answer(DIGITS, digits, zone, whole=False)


@pytest.mark.parametrize("said", ["이 원래", "한 번 더 일", "한", "이 번"])
def test_digits_beside_other_words_are_no_number(said: str) -> None:
    assert judge(NUMBER, Evidence(tuple(said.split()), 10.0)) is None


def test_a_phrase_of_an_option_is_no_digit() -> None:
    taken = Vocabulary.of(Grammar("ko", (("yes", ("네",)),), digits=(("4", ("네", "넷")),)))
    assert taken.phrases == {("네",): "yes", ("넷",): DIGITS}
    assert taken.digits == {("넷",): "4"}

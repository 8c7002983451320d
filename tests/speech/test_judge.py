"""Accept, confirm, reject."""

from dataclasses import replace

import pytest

from speech.judge import Answer, judge
from speech.ports import DIGITS, Grammar, Zone
from speech.vocabulary import Vocabulary
from tests.support.candidates import SIMPLE
from tests.support.candidates import said as heard

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
    answer = judge(WORDS, heard(WORDS, said, 10.0), SIMPLE)
    assert answer is not None
    assert (answer.option, answer.zone, answer.whole) == (option, Zone.ACCEPT, whole)


@pytest.mark.parametrize("said", ["", "음", "변호사 일", "자리"])
def test_nothing_and_two_options_are_no_answer(said: str) -> None:
    assert judge(WORDS, heard(WORDS, said, 10.0), SIMPLE) is None


@pytest.mark.parametrize("said", ["자리 변호사", "변호사 음 여기", "어 여기 변호사 거기"])
def test_an_option_in_a_sentence_is_asked_back_whatever_speaks_for_it(said: str) -> None:
    answer = judge(WORDS, heard(WORDS, said, 40.0), SIMPLE)
    assert answer == Answer("law", "변호사", Zone.CONFIRM, whole=False)


@pytest.mark.parametrize(
    ("evidence", "zone", "consent"),
    [
        (12.0, Zone.ACCEPT, Zone.ACCEPT),
        (11.9, Zone.ACCEPT, Zone.CONFIRM),
        (9.0, Zone.ACCEPT, Zone.CONFIRM),
        (8.9, Zone.CONFIRM, Zone.CONFIRM),
        (5.0, Zone.CONFIRM, Zone.CONFIRM),
        (4.9, None, None),
    ],
)
def test_evidence_makes_the_zone_and_a_consent_needs_more(
    evidence: float, zone: Zone | None, consent: Zone | None
) -> None:
    strict = replace(WORDS, strict=True)
    for words, expected in ((WORDS, zone), (strict, consent)):
        answer = judge(words, heard(words, "이민", evidence), SIMPLE)
        assert (answer.zone if answer else None) == expected


def test_a_model_that_was_not_measured_is_always_asked_back() -> None:
    answer = judge(WORDS, heard(WORDS, "이민", 40.0), SIMPLE.unmeasured())
    assert answer is not None
    assert (answer.zone, answer.whole) == (Zone.CONFIRM, False)


NUMBER = Vocabulary.of(
    Grammar("ko", (("@back", ("원래",)), ("@again", ("한 번 더",))), digits=(("1", ("일", "하나")), ("2", ("이",)))),
).beside((), ("음", "어"))


@pytest.mark.parametrize(
    ("said", "digits"), [("일", "1"), ("이 하나 음 일", "2 1 1"), ("이 이", "2 2"), ("어 하나", "1")]
)
@pytest.mark.parametrize(("evidence", "zone"), [(9.0, Zone.ACCEPT), (5.0, Zone.CONFIRM)])
def test_digits_are_told_in_a_row_and_more_may_always_follow(
    said: str, digits: str, evidence: float, zone: Zone
) -> None:
    answer = judge(NUMBER, heard(NUMBER, said, evidence), SIMPLE)
    assert answer == Answer(DIGITS, digits, zone, whole=False)


@pytest.mark.parametrize("said", ["이 원래", "한 번 더 일", "한", "이 번"])
def test_digits_beside_other_words_are_no_number(said: str) -> None:
    assert judge(NUMBER, heard(NUMBER, said, 10.0), SIMPLE) is None


def test_a_phrase_of_an_option_is_no_digit() -> None:
    taken = Vocabulary.of(Grammar("ko", (("yes", ("네",)),), digits=(("4", ("네", "넷")),)))
    assert taken.phrases == {("네",): "yes", ("넷",): DIGITS}
    assert taken.digits == {("넷",): "4"}


def test_a_word_instead_of_digits_is_asked_back() -> None:
    answer = judge(NUMBER, heard(NUMBER, "원래", 40.0), SIMPLE)
    assert answer == Answer("@back", "원래", Zone.CONFIRM, whole=False)

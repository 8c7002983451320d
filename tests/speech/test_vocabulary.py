"""From a grammar to words and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speech.decoys import decoys
from speech.ports import Grammar, Patience
from speech.vocabulary import Vocabulary, distance, normal, unknown_words


def vocabulary(**options: tuple[str, ...]) -> Vocabulary:
    return Vocabulary.of(Grammar("ko", tuple(options.items())))


def test_phrases_are_compared_without_case_marks_and_spaces() -> None:
    assert normal("  Où est  l’HÔPITAL ? ") == ("où", "est", "l’hôpital")
    assert normal("e\u0301cole") == normal("École")


def test_one_phrase_of_two_options_means_the_first() -> None:
    words = vocabulary(law=("변호사",), health=("병원", "변호사 "))
    assert words.phrases == {("변호사",): "law", ("병원",): "health"}


def test_the_same_phrase_twice_for_one_option_is_there_once() -> None:
    assert vocabulary(law=("변호사", "변호사 ")).phrases == {("변호사",): "law"}


def test_a_phrase_with_an_unknown_word_is_left_out_whole() -> None:
    words = vocabulary(law=("변호사", "변호사 뷁")).known(lambda word: word != "뷁")
    assert words.phrases == {("변호사",): "law"}


def test_unknown_words_are_single_and_in_order() -> None:
    assert unknown_words(("b a", "c b", "a"), {"c"}.__contains__) == ("b", "a")


def test_a_phrase_that_begins_one_of_another_option_is_open() -> None:
    words = vocabulary(work=("일", "이민", "이민 문제"), jobs=("일 자리",))
    assert not words.is_open(("이민",))
    assert words.is_open(("일",))
    assert not words.is_open(("일", "자리"))


def test_the_longest_phrase_is_spotted_and_strays_are_counted() -> None:
    words = vocabulary(work=("일",), jobs=("일 자리",))
    assert words.spot(("일", "자리", "음", "일")) == ([("일", "자리"), ("일",)], 1)


@pytest.mark.parametrize("decoy", ["변호사", "변호인", "병원"])
def test_decoys_like_an_option_are_left_out(decoy: str) -> None:
    words = vocabulary(law=("변호사",), health=("병원",)).beside((decoy, "고구마"))
    assert words.decoys == ("고구마",)


def test_a_hesitation_that_is_an_option_is_no_hesitation() -> None:
    assert vocabulary(well=("음",)).beside((), ("음", "어")).hesitations == ("어",)


@given(st.text(max_size=8), st.text(max_size=8))
def test_distance_is_symmetric_and_between_none_and_all(one: str, other: str) -> None:
    assert distance(one, other) == distance(other, one)
    assert 0 <= distance(one, other) <= 1
    assert distance(one, one) == 0


def test_hangul_is_compared_by_sound_and_not_by_syllable() -> None:
    assert distance("감", "강") == pytest.approx(1 / 3)


def test_the_shipped_decoys_are_many_single_words() -> None:
    words = decoys("ko")
    assert len(words) > 300
    assert all(len(word.split()) == 1 for word in words)
    assert len(set(words)) == len(words)


def test_a_language_without_decoys_has_only_the_models_own_word() -> None:
    assert decoys("xx") == ("[unk]",)


@pytest.mark.parametrize(
    ("phrases", "asked", "waits"),
    [
        (("oui",), Patience.WORD, Patience.WORD),
        (("oui", "mais oui"), Patience.WORD, Patience.PHRASE),
        (("mais oui",), Patience.DIGITS, Patience.DIGITS),
        (("oui",), Patience.PHRASE, Patience.PHRASE),
    ],
)
def test_where_answers_have_several_words_there_is_time_for_the_next(
    phrases: tuple[str, ...], asked: Patience, waits: Patience
) -> None:
    assert Vocabulary.of(Grammar("fr", (("yes", phrases),))).patience(asked) is waits

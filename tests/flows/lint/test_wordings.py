"""Words and sentences in any script."""

import pytest

from flows.lint.wordings import last_sign, sentences, spoken_words, tokens
from speech.vocabulary import normal


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("We ask no name. We keep nothing.", 2),
        ("خَطَر تِسْعَة؟ شَخْص صِفْر.", 2),
        ("이름도 기록도 없어요. 위험은 구.", 2),
        ("Health:", 1),
        ("You can say: I want a lawyer.", 2),
        ("It opens on {day} at {time}.", 1),
        ("3.5 francs", 1),
        ("", 0),
    ],
)
def test_sentences(text: str, count: int) -> None:
    assert len(sentences(text)) == count


def test_tokens_are_compared_without_marks_and_capitals() -> None:
    assert tokens("École, dangér: NEUF") == ("ecole", "danger", "neuf")
    assert tokens("تِسْعَة") == tokens("تسعة")
    assert tokens("구 번을") == ("구", "번을")


def test_the_last_sign() -> None:
    assert last_sign("School: ") == ":"
    assert last_sign("") == ""


@pytest.mark.parametrize("phrase", ["I'm ill", "Prénom - nom", "طَبِيب", "한 번 더!", "  A  b ", "l’école"])
def test_words_are_those_of_the_recognisers(phrase: str) -> None:
    assert spoken_words(phrase) == normal(phrase)

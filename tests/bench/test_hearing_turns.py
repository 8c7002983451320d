"""The arithmetic of two turns and of figures, on outcomes written by hand."""

import pytest

from bench.hearing.korean_figures import figures
from bench.hearing.korean_words import disagreed, shares
from bench.hearing.trying import (
    Kind,
    Outcome,
    Said,
    Try,
    Turn,
    within_two_tries,
    within_two_turns,
    wrong_confirmed,
    wrong_unconfirmed,
)
from bench.hearing.voices import Take

RIGHT, WRONG = "need.doctor", "need.lawyer"
SURE = Turn(Said(RIGHT, sure=True))
ASKED_YES = Turn(Said(RIGHT), yes=True)
ASKED_DEAF = Turn(Said(RIGHT))
NOTHING = Turn(Said())
WRONG_SURE = Turn(Said(WRONG, sure=True))
WRONG_ASKED = Turn(Said(WRONG))
WRONG_YES = Turn(Said(WRONG), yes=True)


def outcome(
    first: Turn, second: Turn | None = None, stock: str = "", phrase: str = "p", kind: str = "listed"
) -> Outcome:
    option = RIGHT if kind in {"listed", "framed"} else ""
    return Outcome(Try(Kind(kind), 0, phrase, Take("m2", 130, 50), "clean", option, phrase), first, second, stock)


@pytest.mark.parametrize(
    ("first", "second", "turns", "tries", "unconfirmed"),
    [
        (SURE, None, True, True, False),
        (ASKED_YES, None, True, True, False),
        (NOTHING, SURE, True, True, False),
        (NOTHING, ASKED_YES, False, True, False),  # asking back is a third turn
        (ASKED_DEAF, SURE, False, True, False),  # and so is saying it again after that
        (WRONG_ASKED, SURE, False, True, False),
        (NOTHING, NOTHING, False, False, False),
        (WRONG_SURE, None, False, False, True),
        (NOTHING, WRONG_SURE, False, False, True),
        (WRONG_YES, None, False, False, False),
    ],
)
def test_two_turns(first: Turn, second: Turn | None, turns: bool, tries: bool, unconfirmed: bool) -> None:
    made = outcome(first, second)
    assert within_two_turns(made) is turns
    assert within_two_tries(made) is tries
    assert wrong_unconfirmed(made) is unconfirmed
    assert wrong_confirmed(made) is (first is WRONG_YES)


def values(*outcomes: Outcome, disagreed: tuple[str, ...] = ()) -> dict[str, float | None]:
    return {figure.name: figure.value for figure in figures(outcomes, "_at_10db", disagreed)}


def test_false_rejects_are_of_what_stock_got_right() -> None:
    found = values(outcome(SURE, stock=RIGHT), outcome(NOTHING, stock=RIGHT), outcome(NOTHING, stock=WRONG))
    assert found["ko_false_reject_pct_at_10db"] == 50
    assert found["ko_right_pct_at_10db"] == pytest.approx(100 / 3)
    assert found["ko_right_pct_at_10db_stock"] == pytest.approx(200 / 3)


def test_asked_back_is_right_but_no_false_accept() -> None:
    strange = (outcome(WRONG_ASKED, kind="strange"), outcome(WRONG_SURE, kind="strange", stock=WRONG))
    found = values(outcome(ASKED_YES), *strange)
    assert found["ko_right_pct_at_10db"] == 100
    assert found["ko_right_at_once_pct_at_10db"] == 0
    assert found["ko_false_accept_pct_at_10db"] == found["ko_false_asked_pct_at_10db"] == 50
    assert found["ko_false_accept_pct_at_10db_stock"] == 50


def test_words_nobody_agrees_on_are_told_apart_and_not_hidden() -> None:
    found = values(outcome(SURE, phrase="a"), outcome(NOTHING, NOTHING, phrase="b"), disagreed=("b",))
    assert found["ko_right_within_two_turns_pct_at_10db"] == 100
    assert found["ko_right_within_two_turns_all_words_pct_at_10db"] == 50


def test_sentences_have_their_own_figures() -> None:
    found = values(outcome(SURE, kind="framed"), outcome(WRONG_SURE, kind="empty"), outcome(NOTHING, kind="empty"))
    assert found["ko_in_phrase_right_pct_at_10db"] == 100
    assert found["ko_frame_false_accept_pct_at_10db"] == 50
    assert "ko_right_pct_at_10db" not in found


def test_a_phrase_is_agreed_on_where_stock_hears_half_of_it() -> None:
    half = [outcome(NOTHING, stock=stock, phrase="half") for stock in (RIGHT, WRONG)]
    seldom = [outcome(NOTHING, stock=stock, phrase="seldom") for stock in (RIGHT, "", WRONG)]
    found = shares([*half, *seldom])
    assert found == {"half": 0.5, "seldom": pytest.approx(1 / 3)}
    assert disagreed(found) == ("seldom",)

"""Numbers in groups of two or three (rule V24)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prompts.spoken import groups, prompts, written

DIGITS = st.text(alphabet="0123456789", min_size=1, max_size=20)


@given(DIGITS)
def test_groups_lose_nothing_and_are_two_or_three_long(digits: str) -> None:
    found = groups(digits)
    assert "".join(found) == digits
    assert len(digits) == 1 or {len(group) for group in found} <= {2, 3}


@pytest.mark.parametrize(("digits", "said"), [("1", "1"), ("12", "12"), ("1234", "12 34"), ("12345678", "123 456 78")])
def test_examples(digits: str, said: str) -> None:
    assert written(digits) == said


def test_each_digit_has_its_prompt() -> None:
    assert prompts("1234") == (("digit.1", "digit.2"), ("digit.3", "digit.4"))


@pytest.mark.parametrize("wrong", ["", "1a", "٣", "1 2", "²"])
def test_what_is_no_number_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match="not a number"):
        groups(wrong)

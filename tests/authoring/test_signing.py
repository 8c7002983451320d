"""Which labels read like a person's name; they are taken all the same."""

import pytest

from ivr.authoring.signing import remark


@pytest.mark.parametrize("who", ["Ann", "Ann Example", "Ann-Lee  Example", "A. Example"])
def test_a_name_is_told(who: str) -> None:
    [told] = remark(who)
    assert str(told).startswith(f"'{' '.join(who.split())}' reads like somebody's name")


@pytest.mark.parametrize("who", ["author1", "reader", "Reader 2", "voice A", "A1", "", "night shift"])
def test_a_neutral_label_is_not(who: str) -> None:
    assert list(remark(who)) == []

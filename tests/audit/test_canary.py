"""Numbers as people write them."""

import pytest

from ivr.audit.canary import Canary, canary


@pytest.mark.parametrize(
    ("number", "digits", "core"),
    [
        ("+82 10-8841-2359", "821088412359", "1088412359"),
        ("00821088412359", "821088412359", "1088412359"),
        ("+1 (703) 555-1284", "17035551284", "7035551284"),
        ("+420 731 284 905", "420731284905", "731284905"),
        ("01088412359", "01088412359", "1088412359"),
        ("884123597016", "884123597016", "884123597016"),
        ("+420731284", "420731284", "420731284"),
    ],
)
def test_the_core_is_what_every_way_of_dialling_shares(number: str, digits: str, core: str) -> None:
    assert canary(number) == Canary(digits, core)


@pytest.mark.parametrize("number", ["", "+", "1234567", "+82 123", "no number"])
def test_what_is_everywhere_by_chance_is_refused(number: str) -> None:
    with pytest.raises(ValueError, match="fewer than 8 digits"):
        canary(number)


def test_a_row_of_zeros_is_refused() -> None:
    with pytest.raises(ValueError, match="take a random number"):
        canary("+82100000001")

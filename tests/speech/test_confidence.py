"""Evidence of different recognisers on one scale."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speech import calibration
from speech.by_example import hearer
from speech.confidence import ACCEPT, CONFIRM, confidence

CALIBRATED = calibration.read(calibration.SHIPPED / "ko.json")
ENGINES = pytest.mark.parametrize(
    ("confirm_at", "accept_at"), [(CALIBRATED.confirm_at, CALIBRATED.accept_at), (hearer.CONFIRM_AT, hearer.ACCEPT_AT)]
)
EVIDENCE = st.floats(-1e6, 1e6)


@ENGINES
def test_the_thresholds_of_every_engine_are_the_same_on_it(confirm_at: float, accept_at: float) -> None:
    assert confidence(confirm_at, confirm_at, accept_at) == pytest.approx(CONFIRM)
    assert confidence(accept_at, confirm_at, accept_at) == pytest.approx(ACCEPT)
    assert confidence(None, confirm_at, accept_at) == CONFIRM


@ENGINES
@given(one=EVIDENCE, other=EVIDENCE)
def test_more_evidence_is_never_less_of_it(confirm_at: float, accept_at: float, one: float, other: float) -> None:
    low, high = sorted((one, other))
    sure = [confidence(evidence, confirm_at, accept_at) for evidence in (low, high)]
    assert 0 <= sure[0] <= sure[1] <= 1

"""A fault is told by its place, once, and never by its text."""

import pytest

from ivr.asterisk.faults import tell_fault

NUMBER = "0155501003"


def fault() -> Exception:
    try:
        raise LookupError(NUMBER)
    except LookupError as error:
        return error


def test_a_fault_is_told_once_and_without_its_text(caplog: pytest.LogCaptureFixture) -> None:
    tell_fault(fault())
    tell_fault(fault())
    tell_fault(ValueError(NUMBER))
    assert [record.getMessage().split(" at ")[0] for record in caplog.records] == [
        "A fault of the line's own, told once: LookupError",
        "A fault of the line's own, told once: ValueError.",
    ]
    assert NUMBER not in caplog.text

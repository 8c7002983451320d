"""A fault is told by its place, once, and never by its text."""

import asyncio

import pytest

from ivr.asterisk.faults import faults_told, tell_fault

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


async def test_a_fault_in_a_callback_is_told_without_its_text(caplog: pytest.LogCaptureFixture) -> None:
    def torn(number: str) -> None:
        raise KeyError(number)

    loop = asyncio.get_running_loop()
    with faults_told():
        for _ in range(2):
            loop.call_soon(torn, NUMBER)
        await asyncio.sleep(0)
    assert loop.get_exception_handler() is None
    assert len(caplog.records) == 1
    assert "told once: KeyError at " in caplog.text
    assert NUMBER not in caplog.text

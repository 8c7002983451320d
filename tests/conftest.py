"""The order of the tests: tests/calls last, because its SIP stack stays open until the end and a process has one."""

from pathlib import Path

import pytest

CALLS = Path(__file__).parent / "calls"


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything else keeps its place."""
    items.sort(key=lambda item: CALLS in item.path.parents)

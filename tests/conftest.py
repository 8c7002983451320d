"""The order of the tests: tests/calls last, because its SIP stack stays open until the end and a process has one."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from prompts.shelf import Shelf

CALLS = Path(__file__).parent / "calls"


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything else keeps its place."""
    items.sort(key=lambda item: CALLS in item.path.parents)


@pytest.fixture(scope="session")
def qaa_recordings(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All recordings of the test language `qaa` (tests/support/qaa.py); not to be changed."""
    from tests.support.qaa import recorded  # noqa: PLC0415 - only who asks for it needs what makes them

    return recorded(tmp_path_factory.mktemp("qaa"))


@pytest.fixture(scope="session")
def qaa_shelf(qaa_recordings: Path, tmp_path_factory: pytest.TempPathFactory) -> "Shelf":
    """All that can be said in `qaa`."""
    from tests.support.qaa import shelf  # noqa: PLC0415 - as above

    return shelf(qaa_recordings, tmp_path_factory.mktemp("qaa_sounds"))

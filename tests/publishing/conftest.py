"""An office with an empty database for every test."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.support.office import Desk, desk


@pytest.fixture
async def alone(tmp_path: Path) -> AsyncIterator[Desk]:
    """One person is enough."""
    async with desk(tmp_path) as opened:
        yield opened


@pytest.fixture
async def two(tmp_path: Path) -> AsyncIterator[Desk]:
    """Two persons are needed."""
    async with desk(tmp_path, two_persons=True) as opened:
        yield opened

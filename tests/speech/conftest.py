"""Real ears for Korean."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from speech.models import installed
from speech.workers import VoskWorkers


@pytest.fixture
async def workers() -> AsyncIterator[VoskWorkers]:
    started = VoskWorkers(installed(Path("no such folder")))
    await started.start()
    yield started
    await started.close()

"""One line and one stack of callers for all calls; at the end nothing of them may be left."""

import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio

from bench.caller.caller import Caller
from bench.caller.stack import Stack
from tests.support.call_line import CallLine, call_line, settings_for_calls
from tests.support.guest import Guest
from tests.support.leftovers import Leftovers


@pytest.fixture(scope="session")
def leftovers() -> Iterator[Leftovers]:
    """Torn down after everything that uses it: no process, thread, port, file, channel or bridge may be left."""
    seen = Leftovers()
    yield seen
    assert seen.left() == []


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def line(tmp_path_factory: pytest.TempPathFactory, leftovers: Leftovers) -> AsyncIterator[CallLine]:
    """The line most tests call."""
    folder: Path = tmp_path_factory.mktemp("line")
    async with call_line(settings_for_calls(folder), leftovers) as running:
        yield running


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def stack(tmp_path_factory: pytest.TempPathFactory, leftovers: Leftovers) -> AsyncIterator[Stack]:
    """The callers' SIP stack; baresip allows one in a process, and has a temporary folder while it runs."""
    leftovers.folders.append(tmp_path_factory.mktemp("baresip"))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(tempfile, "tempdir", str(leftovers.folders[-1]))
        opened = await Stack().__aenter__()
    try:
        yield opened
    finally:
        await opened.__aexit__(None, None, None)


@pytest_asyncio.fixture(loop_scope="session")
async def guest(line: CallLine, stack: Stack) -> AsyncIterator[Guest]:
    """Somebody who calls; hangs up at the end of the test."""
    async with Caller(stack) as caller:
        yield Guest(line, caller)

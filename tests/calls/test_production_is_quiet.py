"""In production a call leaves no line in any output, not even with every logger at debug level (issue Call)."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bench.caller.caller import Caller
from bench.caller.stack import Stack
from ivr.asterisk.configure import asterisk_folder
from ivr.settings import Settings, changed
from tests.support.call_line import settings_for_calls
from tests.support.carrier import files_of, settled
from tests.support.debug_line import BEGUN, ENDED
from tests.support.leftovers import Leftovers

pytestmark = [pytest.mark.calls, pytest.mark.asterisk, pytest.mark.vosk, pytest.mark.asyncio(loop_scope="session")]
CHECKOUT = Path(__file__).parents[2]
CARRIER = {"mode": "peer", "host": "127.0.0.1", "allowed_sources": ("127.0.0.1/32",)}
"""In production nobody but the carrier can call; here it is this machine."""


@asynccontextmanager
async def loud_line(settings: Settings, folder: Path) -> AsyncIterator[asyncio.subprocess.Process]:
    """A production line that logs all it would ever log."""
    file = folder / "settings.json"
    file.write_text(settings.model_dump_json(), encoding="utf-8")
    line = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.support.debug_line", str(file)),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
        cwd=CHECKOUT,
    )
    try:
        yield line
    finally:
        if line.stdin:
            line.stdin.close()
        await asyncio.wait_for(line.wait(), 30)


async def _until(line: asyncio.subprocess.Process, words: str) -> list[str]:
    assert line.stdout
    seen: list[str] = []
    async with asyncio.timeout(120):
        while not (seen and seen[-1].startswith(words)):
            text = (await line.stdout.readline()).decode(errors="replace")
            assert text, f"the line ended: {seen}"
            seen.append(text.rstrip("\n"))
    return seen


async def test_a_call_leaves_no_line_and_changes_no_file(stack: Stack, leftovers: Leftovers, tmp_path: Path) -> None:
    """Start-up is loud, so debug output works; between the start and the stop there is nothing."""
    settings = changed(settings_for_calls(tmp_path / "state"), {"line": {"profile": "production"}, "trunk": CARRIER})
    leftovers.lines.append(settings)
    async with loud_line(settings, tmp_path) as line:
        started = await _until(line, BEGUN)
        assert any(text.startswith("DEBUG:") for text in started)
        await settled(asterisk_folder(settings))
        before = files_of(settings.state)
        async with Caller(stack) as caller:
            await caller.call(started[-1].removeprefix(BEGUN).strip(), from_user="390000551212")
            await caller.wait(1)
            await caller.press("12")
            await caller.wait(3)
            await caller.say("의사", "ko")
            await caller.press("09")
            await caller.wait(1)
        await asyncio.sleep(1)
        assert {path.name for path in before} >= {"counters.sqlite", "astdb.sqlite3"}
        assert files_of(settings.state) == before
        assert line.stdin
        line.stdin.write(b"\n")
        await line.stdin.drain()
        assert await _until(line, ENDED) == [ENDED]

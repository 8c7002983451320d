"""What is wrong on the wire stays there: the next caller is answered."""

import asyncio
import shutil
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.support.call_line import CallLine
from tests.support.guest import Guest

pytestmark = [pytest.mark.calls, pytest.mark.asterisk, pytest.mark.vosk, pytest.mark.asyncio(loop_scope="session")]

SCENARIOS = sorted((Path(__file__).parent / "sipp").glob("*.xml"))


async def sipp(scenario: Path, uri: str, folder: Path) -> tuple[int, str]:
    """Run one scenario once; SIPp's exit status and the end of its screen."""
    program = shutil.which("sipp")
    if program is None:
        pytest.skip("SIPp is not installed: install the Debian package sip-tester")
    user, _, address = urlsplit(uri).path.partition("@")
    process = await asyncio.create_subprocess_exec(
        *(program, "-sf", str(scenario), "-m", "1", "-i", "127.0.0.1", "-s", user, address),
        *("-timeout", "10", "-timeout_error", "-nostdin"),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
        cwd=folder,
        env={"TERM": "xterm", "PATH": "/usr/bin:/bin"},
    )
    out, _ = await process.communicate()
    return process.returncode or 0, out.decode(errors="replace")[-2000:]


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda path: path.stem)
async def test_what_is_malformed_gets_the_answer_it_deserves(line: CallLine, scenario: Path, tmp_path: Path) -> None:
    status, screen = await sipp(scenario, line.uri, tmp_path)
    assert status == 0, screen


async def test_after_all_that_a_caller_is_answered(line: CallLine, guest: Guest) -> None:
    await guest.arrives()
    assert await line.child.calls() == 1

"""`./amparo demo` as a newcomer runs it, on free ports: the caller gets through by speaking, and it says so."""

import asyncio
import sys
from pathlib import Path

import pytest

from tests.support.call_line import settings_for_calls

pytestmark = [pytest.mark.calls, pytest.mark.asterisk, pytest.mark.vosk, pytest.mark.espeak, pytest.mark.slow]
CHECKOUT = Path(__file__).parents[2]
SETTINGS = """
[line]
profile = "test"
state = "state"
[sip]
port = 0
rtp_from = 0
rtp_to = 0
[asterisk]
http_port = 0
manager_port = 0
[media]
port = 0
[console]
port = 0
"""


async def test_the_caller_of_the_demo_reaches_the_lawyers_sentence(tmp_path: Path) -> None:
    settings_for_calls(tmp_path / "look")  # skips aloud where something is missing
    file = tmp_path / "amparo.toml"
    file.write_text(SETTINGS, encoding="utf-8")
    demo = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "ivr.cli", "--settings", str(file), "demo"),
        cwd=CHECKOUT,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    async with asyncio.timeout(240):
        said = (await demo.communicate())[0].decode(errors="replace")
    assert demo.returncode == 0, said
    assert "welcome.languages: ko by key" in said
    assert "welcome.needs: law by voice" in said
    assert said.rstrip().splitlines()[-1].startswith("call 1 of 1: 1 reached the goal")
    assert not list((tmp_path / "state").glob("asterisk*"))

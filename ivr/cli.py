"""The `amparo` command: reads the words, calls the room that does it, prints sentences and gives an exit status."""

import argparse
import asyncio
import os
import signal
import sys
from collections.abc import Coroutine, Sequence
from pathlib import Path

from ivr.commands import parser
from ivr.settings import Settings, load

STOPPED = 130
"""Exit status after Ctrl-C, as shells have it (128 + SIGINT)."""
PIPE_CLOSED = 141
"""As shells have it (128 + SIGPIPE)."""


def main(words: Sequence[str] | None = None) -> int:
    """Run one command; the exit status."""
    arguments = parser().parse_args(words)
    try:
        result = arguments.run(arguments, _settings(arguments))
        return result if isinstance(result, int) else asyncio.run(_stoppable(result))
    except (KeyboardInterrupt, asyncio.CancelledError):
        return STOPPED
    except BrokenPipeError:  # whoever read what we print has stopped reading, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PIPE_CLOSED
    except Exception as error:  # noqa: BLE001 - a fault of our own is raised again as it is
        return _failed(error, arguments.ui_language)


def _settings(arguments: argparse.Namespace) -> Settings:
    return load(Path(arguments.settings) if arguments.settings else None)


def _failed(error: Exception, ui_language: str) -> int:
    """Print what a person can do something about, without a traceback; raise what is our own fault."""
    from ivr.troubles import sentences
    from ivr.ui import translator

    for sentence in sentences(error, translator(ui_language)):
        sys.stderr.write(f"amparo: {sentence}\n")
    return 1


async def _stoppable(work: Coroutine[object, object, int]) -> int:
    """Ctrl-C, a polite kill and a closed terminal end the work; once it is ending, it is left to clean up."""
    task = asyncio.ensure_future(work)
    endings: list[bool] = []

    def end() -> None:
        if not endings:
            endings.append(task.cancel())

    for ending in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        asyncio.get_running_loop().add_signal_handler(ending, end)
    return await task


if __name__ == "__main__":
    sys.exit(main())

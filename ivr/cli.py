"""The `amparo` command: reads the words, calls the room that does it, prints sentences and gives an exit status."""

import argparse
import asyncio
import signal
import sys
from collections.abc import Callable, Coroutine, Sequence
from pathlib import Path

from flows.errors import FlowError
from flows.walk import WalkError
from ivr.asterisk.errors import AriError
from ivr.asterisk.installation import AsteriskError
from ivr.content import ContentError
from ivr.settings import Settings, SettingsError, load
from ivr.store.database import StoreError
from prompts.errors import PromptError
from speech.ports import SpeechError

TROUBLES = (
    AriError,
    AsteriskError,
    ContentError,
    FlowError,
    PromptError,
    SettingsError,
    SpeechError,
    StoreError,
    WalkError,
)
"""What a person can do something about: its text is printed, without a traceback."""
STOPPED = 130
"""Exit status after Ctrl-C, as shells have it (128 + SIGINT)."""

Command = Callable[[argparse.Namespace, Settings], int | Coroutine[object, object, int]]


def main(words: Sequence[str] | None = None) -> int:
    """Run one command; the exit status."""
    from ivr.commands import parser

    arguments = parser().parse_args(words)
    try:
        result = arguments.run(arguments, _settings(arguments))
        return result if isinstance(result, int) else asyncio.run(_stoppable(result))
    except (KeyboardInterrupt, asyncio.CancelledError):
        return STOPPED
    except TROUBLES as trouble:
        return _failed([trouble])
    except BaseExceptionGroup as group:
        return _failed(_only_troubles(group))


def _settings(arguments: argparse.Namespace) -> Settings:
    return load(Path(arguments.settings) if arguments.settings else None)


def _failed(troubles: Sequence[BaseException]) -> int:
    for trouble in troubles:
        sys.stderr.write(f"amparo: {trouble}\n")
    return 1


def _only_troubles(group: BaseExceptionGroup[BaseException]) -> list[BaseException]:
    """Parts that start side by side fail together; a fault of our own among them is raised as it is."""
    known, unknown = group.split(TROUBLES)
    if unknown is not None:
        raise unknown
    found: list[BaseException] = []
    for error in known.exceptions if known else ():
        found += _only_troubles(error) if isinstance(error, BaseExceptionGroup) else [error]
    return found


async def _stoppable(work: Coroutine[object, object, int]) -> int:
    """Ctrl-C is asyncio's own; a polite kill and a closed terminal end the work the same way."""
    task = asyncio.ensure_future(work)
    loop = asyncio.get_running_loop()
    for ending in (signal.SIGTERM, signal.SIGHUP):
        loop.add_signal_handler(ending, task.cancel)
    return await task


if __name__ == "__main__":
    sys.exit(main())

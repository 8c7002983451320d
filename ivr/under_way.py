"""Whether a call is under way: a lock on an empty file, so that nothing on the disk tells when one was (rule P11).

The kernel gives the lock back when the line ends, however it ends; taking it changes no time of the file.
"""

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

NAME = "calls.lock"


class UnderWay:
    """The line's side: held while there is a call."""

    def __init__(self, state: Path) -> None:
        self._file = state / NAME
        self._opened: int | None = None
        self._held = False

    async def start(self) -> None:
        """The state folder is there."""
        self._opened = os.open(self._file, os.O_RDONLY | os.O_CREAT | os.O_CLOEXEC, 0o600)

    async def close(self) -> None:
        """Give it back. Idempotent."""
        if self._opened is not None:
            os.close(self._opened)
            self._opened = None

    def are(self, calls: int) -> None:
        """So many calls are under way now. Returns at once: where somebody installs just then, the call comes first."""
        if self._opened is None or self._held == bool(calls):
            return
        with suppress(BlockingIOError):
            fcntl.flock(self._opened, (fcntl.LOCK_SH if calls else fcntl.LOCK_UN) | fcntl.LOCK_NB)
            self._held = bool(calls)


def calls_under_way(state: Path) -> bool:
    """Whether a line that works in this state folder has a call just now."""
    try:
        opened = os.open(state / NAME, os.O_RDONLY | os.O_CLOEXEC)
    except FileNotFoundError:
        return False  # no line ever ran here
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(opened)
    return False


@contextmanager
def between_calls(state: Path, waiting: Callable[[], None]) -> Iterator[None]:
    """Enter when no call is under way; `waiting` is told once where one has to end first."""
    try:
        opened = os.open(state / NAME, os.O_RDONLY | os.O_CLOEXEC)
    except FileNotFoundError:
        yield
        return
    try:
        try:
            fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            waiting()
            fcntl.flock(opened, fcntl.LOCK_EX)
        yield
    finally:
        os.close(opened)

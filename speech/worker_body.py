"""A worker as a process: a child of the line, or one its mother forked."""

import asyncio
import os
import signal
from asyncio.subprocess import Process
from contextlib import suppress
from typing import Protocol


class Body(Protocol):
    """What can be done to a process, whoever's child it is."""

    @property
    def pid(self) -> int:
        """The process id."""

    def kill(self) -> None:
        """End it now; nothing happens where it has ended."""

    async def ended(self) -> None:
        """Wait for its end; called once."""


class Started:
    """A process that the line started itself."""

    def __init__(self, process: Process) -> None:
        self._process = process

    @property
    def pid(self) -> int:
        """The process id."""
        return self._process.pid

    def kill(self) -> None:
        """End it now."""
        if self._process.returncode is None:  # Process.kill polls, and takes the exit status from asyncio's watcher
            with suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)

    async def ended(self) -> None:
        """Wait for its end."""
        await self._process.wait()


class Forked:
    """A child of a mother process, known by its pidfd: it never means another process that has its number since."""

    def __init__(self, pid: int, pidfd: int) -> None:
        self.pid = pid
        self._pidfd = pidfd
        self._gone = False

    def kill(self) -> None:
        """End it now."""
        if not self._gone:
            with suppress(ProcessLookupError):
                signal.pidfd_send_signal(self._pidfd, signal.SIGKILL)

    async def ended(self) -> None:
        """Wait for its end; its mother takes the exit status."""
        await readable(self._pidfd)
        self._gone = True
        os.close(self._pidfd)


async def readable(descriptor: int) -> None:
    """Wait until there is something to read; of a pidfd: until the process has ended."""
    loop = asyncio.get_running_loop()
    there = asyncio.Event()
    loop.add_reader(descriptor, there.set)
    try:
        await there.wait()
    finally:
        loop.remove_reader(descriptor)

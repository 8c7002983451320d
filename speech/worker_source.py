"""Where a language's workers come from: forked by a mother who has the model, or each loading it alone."""

import asyncio
import socket
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from speech.by_example.recipe import is_taught
from speech.wire import ANSWER_BYTES, FAILED, MORE, Message
from speech.worker_body import Forked, readable
from speech.worker_process import WorkerBroken, WorkerProcess

FORK_S = 10.0
"""Seconds in which a mother must have forked (0.07 measured); else she is frozen and is killed."""
GRACE_S = 5.0
"""Seconds in which a mother ends by herself, and her workers before her."""

OnMessage = Callable[[Message], None]
OnEnd = Callable[[], None]


class Source(Protocol):
    """Gives workers of one language."""

    @property
    def loaded(self) -> bool:
        """Whether `worker` can be asked now."""

    @property
    def pid(self) -> int | None:
        """The mother's process id, where there is one."""

    async def load(self) -> None:
        """Make it so. Raises WorkerBroken, OSError."""

    async def worker(self, on_message: OnMessage, on_end: OnEnd) -> WorkerProcess:
        """One that is not ready yet. Raises WorkerBroken, OSError."""

    async def close(self) -> None:
        """End what is left of it; the workers first. Idempotent."""


def source(language: str, folder: Path, on_end: OnEnd) -> Source:
    """For what is in the folder; `on_end` is told that a mother died. onnxruntime, by which taught languages are
    heard, is no library to fork, and loads in 0.3 s."""
    return Alone(language, folder) if is_taught(folder) else Mother(language, folder, on_end)


class Alone:
    """Every worker loads the model itself."""

    loaded = True
    pid = None

    def __init__(self, language: str, folder: Path) -> None:
        self._arguments = ("speech.worker", language, str(folder))

    async def load(self) -> None:
        """There is nothing in common to load."""

    async def worker(self, on_message: OnMessage, on_end: OnEnd) -> WorkerProcess:
        """A process of its own. Raises OSError."""
        return await WorkerProcess.start(self._arguments, on_message, on_end)

    async def close(self) -> None:
        """Its workers are all there is."""


class Mother:
    """`speech.mother` as the line sees her. When she dies her workers live on, and `load` makes another."""

    def __init__(self, language: str, folder: Path, on_end: OnEnd) -> None:
        self._arguments = ("speech.mother", language, str(folder))
        self._on_end = on_end
        self._process: WorkerProcess | None = None
        self._control: socket.socket | None = None
        self._asking = asyncio.Lock()
        self.loaded = False

    @property
    def pid(self) -> int | None:
        """Her process id."""
        return self._process.pid if self._process is not None else None

    async def load(self) -> None:
        """Start her where she is not there. Raises WorkerBroken, OSError."""
        if self.loaded:
            return
        await self.close()
        self._control, hers = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with hers:
            arguments = (*self._arguments, str(hers.fileno()))
            self._process = await WorkerProcess.start(arguments, _ignore, self._ended, keep=(hers.fileno(),))
        await self._process.loaded()
        self.loaded = True

    async def worker(self, on_message: OnMessage, on_end: OnEnd) -> WorkerProcess:
        """Have her fork one. Raises WorkerBroken, OSError."""
        ours, its = socket.socketpair()
        with its:
            try:
                reader, writer = await asyncio.open_unix_connection(sock=ours)
            except BaseException:
                ours.close()
                raise
            try:
                body = await self._fork(its.fileno())
            except BaseException:
                writer.close()
                with suppress(OSError):
                    await writer.wait_closed()
                raise
        return WorkerProcess(body, reader, writer, on_message, on_end)

    async def close(self) -> None:
        """She ends her workers and herself; one that is still loading, or frozen, is killed. Idempotent."""
        if self._control is not None:
            self._control.close()
        if self._process is not None:
            if self.loaded:
                with suppress(TimeoutError):
                    async with asyncio.timeout(GRACE_S):
                        await self._process.ended()
            await self._process.stop()
        self._control = self._process = None

    async def _fork(self, its: int) -> Forked:
        async with self._asking:
            if self._control is None or self._process is None or not self.loaded:
                raise WorkerBroken("The process that has its model ended.")
            try:
                socket.send_fds(self._control, [MORE], [its])
                async with asyncio.timeout(FORK_S):
                    await readable(self._control.fileno())
                answer, pidfds, _, _ = socket.recv_fds(self._control, ANSWER_BYTES, 1, socket.MSG_CMSG_CLOEXEC)
            except OSError:  # also when nothing came in time
                answer, pidfds = b"", []
            if not answer:
                self.loaded = False
                self._process.kill()
                raise WorkerBroken("The process that has its model died, or is stuck.")
        if answer == FAILED:
            raise WorkerBroken("There is no memory for another process.")
        return Forked(int(answer), pidfds[0])

    def _ended(self) -> None:
        self.loaded = False
        self._on_end()


def _ignore(_: Message) -> None:
    """A mother says only that she is ready, or broken."""

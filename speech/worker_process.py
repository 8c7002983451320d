"""One speech worker process as the line sees it: start, send, read, end."""

import asyncio
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from speech.ports import SpeechError
from speech.wire import HEADER, Kind, Message, unpack_header
from speech.worker_body import Body, Started

MAX_UNSENT = 2_000_000
"""Bytes (12 s of sound of twenty callers); a worker that leaves more than this unread is stuck and is killed."""
LOADING_S = 120.0
"""Seconds in which a worker must be ready (the Korean model takes 2.4 on two cores)."""


class WorkerBroken(SpeechError):
    """A worker could not start; the text says why."""


class WorkerProcess:
    """Made by `start`, or of a forked one; tells `on_message` what it says and `on_end`, once, that it is gone."""

    def __init__(
        self,
        body: Body,
        out: asyncio.StreamReader,
        inbox: asyncio.StreamWriter,
        on_message: Callable[[Message], None],
        on_end: Callable[[], None],
    ) -> None:
        self._body = body
        self._in, self._out = inbox, out
        self._on_message = on_message
        self._on_end = on_end
        self._loaded: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._reading = asyncio.create_task(self._read())

    @classmethod
    async def start(
        cls,
        arguments: tuple[str, ...],
        on_message: Callable[[Message], None],
        on_end: Callable[[], None],
        keep: tuple[int, ...] = (),
    ) -> "WorkerProcess":
        """Start `python -m` with these arguments and open descriptors; it is not loaded yet."""
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", *arguments),
            stdin=PIPE,
            stdout=PIPE,
            stderr=DEVNULL,
            env=_environment(),
            pass_fds=keep,
            process_group=0,  # Ctrl-C is the line's to handle; it ends its workers
        )
        if process.stdin is None or process.stdout is None:
            raise ValueError("A worker needs pipes.")
        return cls(Started(process), process.stdout, process.stdin, on_message, on_end)

    @property
    def pid(self) -> int:
        """The process id."""
        return self._body.pid

    async def loaded(self) -> Any:
        """Wait until it is ready and give what it said then. Raises WorkerBroken."""
        try:
            async with asyncio.timeout(LOADING_S):
                return await asyncio.shield(self._loaded)
        except TimeoutError:
            raise WorkerBroken(f"It was not ready after {LOADING_S:.0f} s.") from None

    def send(self, message: Message) -> None:
        """Returns at once; a worker that does not read is killed, and one that is gone is told of by `on_end`."""
        if self._in.is_closing():
            return
        self._in.write(message.pack())
        if self._in.transport.get_write_buffer_size() > MAX_UNSENT:
            self.kill()

    def kill(self) -> None:
        """End it now; `on_end` follows."""
        self._body.kill()

    async def ended(self) -> None:
        """Wait until nothing of it is left."""
        await asyncio.shield(self._reading)

    async def stop(self) -> None:
        """End it and wait until nothing of it is left."""
        self.kill()
        await self.ended()

    async def _read(self) -> None:
        with suppress(asyncio.IncompleteReadError, ConnectionError, ValueError):
            while True:
                kind, stream, length = unpack_header(await self._out.readexactly(HEADER.size))
                self._take(Message(kind, stream, await self._out.readexactly(length)))
        self.kill()
        self._in.close()
        await self._body.ended()
        with suppress(ConnectionError):  # of what it did not read; before Python 3.12 it is told as never retrieved
            await self._in.wait_closed()
        self._settle(WorkerBroken("Its process ended before it was ready."))
        self._on_end()

    def _take(self, message: Message) -> None:
        match message.kind:
            case Kind.READY:
                self._settle(message.data())
            case Kind.BROKEN:
                self._settle(WorkerBroken(str(message.data())))
            case _:
                self._on_message(message)

    def _settle(self, result: object) -> None:
        if self._loaded.done():
            return
        if isinstance(result, WorkerBroken):
            self._loaded.set_exception(result)
            self._loaded.exception()  # mark as seen: during close nobody waits for it
        else:
            self._loaded.set_result(result)


def _environment() -> dict[str, str]:
    home = str(Path(__file__).resolve().parent.parent)
    paths = [home, *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))]
    return os.environ | {"PYTHONPATH": os.pathsep.join(paths), "OPENBLAS_NUM_THREADS": "1"}

"""Work with its own event loop in a thread beside the calls, for what is too large to be sent between processes."""

import asyncio
import sys
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager, suppress
from typing import Any, TypeVar

T = TypeVar("T")

TURN_S = 0.0005
"""Seconds a thread may keep the interpreter. Measured while 1316 sounds were read again: with Python's own 5 ms the
loop was up to 10.6 ms late, with this 3.8 ms (DESIGN section 5a wants 5)."""


async def in_thread(make: Callable[[], Coroutine[Any, Any, T]]) -> T:
    """What the coroutine gives. Cancelling cancels it and waits until it has cleaned up. Raises what it raises."""
    work = _Work(make)
    running = asyncio.ensure_future(asyncio.to_thread(work.run))
    try:
        with _short_turns():
            return await asyncio.shield(running)
    except asyncio.CancelledError:
        work.cancel()
        await asyncio.wait([running])
        raise


class _Work:
    """One coroutine on a loop of its own."""

    def __init__(self, make: Callable[[], Coroutine[Any, Any, T]]) -> None:
        self._make = make
        self._loop: asyncio.AbstractEventLoop | None = None
        self._task: asyncio.Task[Any] | None = None
        self._cancelled = False

    def run(self) -> Any:
        """In the thread."""
        return asyncio.run(self._main())

    async def _main(self) -> Any:
        self._loop, self._task = asyncio.get_running_loop(), asyncio.current_task()
        if self._cancelled:
            raise asyncio.CancelledError
        return await self._make()

    def cancel(self) -> None:
        """From the calls' loop."""
        self._cancelled = True
        if self._loop and self._task:
            with suppress(RuntimeError):  # it has just ended and closed its loop
                self._loop.call_soon_threadsafe(self._task.cancel)


@contextmanager
def _short_turns() -> Iterator[None]:
    before = sys.getswitchinterval()
    sys.setswitchinterval(TURN_S)
    try:
        yield
    finally:
        sys.setswitchinterval(before)

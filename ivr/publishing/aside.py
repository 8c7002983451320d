"""Work that takes long, away from the event loop: in a process of its own that gives way to calls.

A thread would not do: reading YAML is pure Python, and calls would wait for its turns (DESIGN section 5a).
"""

import asyncio
import os
import pickle
import sys
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any, ParamSpec, Protocol, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

NICE = 10
"""How much the process gives way to the others."""
SHOWN = 400
"""Last letters of what a broken process wrote."""


class AsideFailed(Exception):
    """The process ended without an answer: a fault of ours or of the machine."""


class Aside(Protocol):
    """Runs a function of a module somewhere else; what it takes, gives and raises must be picklable."""

    def __call__(self, work: Callable[P, T], /, *given: P.args, **named: P.kwargs) -> Awaitable[T]:
        """What the function gives. Raises what it raises, and AsideFailed."""


async def in_process(work: Callable[P, T], /, *given: P.args, **named: P.kwargs) -> T:
    """Run a function of a module in a new Python. Cancelling ends it. Raises what it raises, and AsideFailed."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", __name__),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        answer, said = await process.communicate(pickle.dumps((work, given, named)))
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode:
        raise AsideFailed(said.decode(errors="replace")[-SHOWN:].strip() or f"it ended with {process.returncode}")
    result, error = _opened(answer)
    if error is not None:
        raise error
    given_back: T = result
    return given_back


def _opened(answer: bytes) -> tuple[Any, Exception | None]:
    result, error = pickle.loads(answer)  # noqa: S301 - our own child wrote it, to our own pipe
    return result, error


def main() -> None:
    """The process: one question on stdin, one answer on stdout."""
    question, answer = sys.stdin.buffer.read(), sys.stdout.buffer
    sys.stdout = sys.stderr  # whatever prints cannot get into the answer
    with suppress(OSError):
        os.nice(NICE)
    work, given, named = pickle.loads(question)  # noqa: S301 - our own parent wrote it, to our own pipe
    try:
        result, error = work(*given, **named), None
    except Exception as raised:  # noqa: BLE001 - the parent raises it
        result, error = None, raised
    answer.write(pickle.dumps((result, error)))


if __name__ == "__main__":
    main()

"""How a fault of our own is told: by kind and place, once."""

import asyncio
import logging
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

_log = logging.getLogger(__name__)
_told: set[str] = set()


def tell_fault(error: BaseException) -> None:
    """Log where our code was wrong: never the error's text, which may quote a call, and each place once, because a
    line at each call would tell when calls are made."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f"{type(error).__name__} at {frames[-1].filename}:{frames[-1].lineno}" if frames else type(error).__name__
    if place not in _told:
        _told.add(place)
        _log.error("A fault of the line's own, told once: %s.", place)


@contextmanager
def faults_told() -> Iterator[None]:
    """While it lasts, faults that nobody awaits are told like this too: asyncio would log their text at each call."""
    loop = asyncio.get_running_loop()
    before = loop.get_exception_handler()
    loop.set_exception_handler(_tell_unawaited)
    try:
        yield
    finally:
        loop.set_exception_handler(before)


def _tell_unawaited(_loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    tell_fault(context.get("exception") or RuntimeError())  # asyncio's own message may quote a call

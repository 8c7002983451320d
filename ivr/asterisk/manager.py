"""Hears from Asterisk's manager interface that a key went down: ARI tells only when it is let go.

A key is held for 100 to 300 ms, and in that time the prompt would go on. Of an event three fields are read: which kind
it is, the channel's id and the key. There is no field here for anything else, and nothing of it is logged.
"""

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from ivr.asterisk.reconnect import delays

_log = logging.getLogger(__name__)
_LONGEST = 64 * 1024  # bytes of one line; Asterisk's own are below 1 kB
_ANSWER_S = 5.0


@dataclass(frozen=True, slots=True)
class KeyDown:
    """A key went down on a channel."""

    channel: str
    key: str


class ManagerRefused(Exception):
    """The manager interface did not let us in."""


class KeyWatch:
    """A connection that comes back by itself. Without it calls go on: prompts then stop when the key is let go."""

    def __init__(self, host: str, port: int, user: str, password: str, on_down: Callable[[KeyDown], None]) -> None:
        self._host, self._port, self._user, self._password = host, port, user, password
        self._on_down = on_down
        self._life: asyncio.Task[None] | None = None
        self._up = asyncio.Event()

    @property
    def connected(self) -> bool:
        """Whether keys are seen going down now."""
        return self._up.is_set()

    async def start(self) -> None:
        """Begin to watch; returns when the first connection is up, or after a few seconds without one."""
        self._life = asyncio.create_task(self._stay(), name="manager")
        try:
            await asyncio.wait_for(self._up.wait(), _ANSWER_S)
        except TimeoutError:
            _log.warning("Asterisk's manager interface does not answer; prompts stop when a key is let go.")

    async def close(self) -> None:
        """Watch no more. Idempotent."""
        if self._life:
            self._life.cancel()
            await asyncio.gather(self._life, return_exceptions=True)
            self._life = None

    async def _stay(self) -> None:
        waits = delays()
        while True:
            with suppress(OSError, ManagerRefused, TimeoutError, asyncio.IncompleteReadError, ValueError):
                await self._watch()  # tried again below; the ARI client says aloud that Asterisk is gone
            if self._up.is_set():
                self._up.clear()
                waits = delays()  # it was up: start with the shortest wait again
            await asyncio.sleep(next(waits))

    async def _watch(self) -> None:
        reader, writer = await asyncio.open_connection(self._host, self._port, limit=_LONGEST)
        try:
            await asyncio.wait_for(self._log_in(reader, writer), _ANSWER_S)
            self._up.set()
            while fields := await _message(reader):
                if fields.get("Event") == "DTMFBegin":
                    self._on_down(KeyDown(fields.get("Uniqueid", ""), fields.get("Digit", "")))
        finally:
            writer.close()

    async def _log_in(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readline()  # the greeting
        order = f"Action: Login\r\nUsername: {self._user}\r\nSecret: {self._password}\r\nEvents: dtmf\r\n\r\n"
        writer.write(order.encode())
        await writer.drain()
        if (await _message(reader)).get("Response") != "Success":
            raise ManagerRefused


_READ = frozenset({"Event", "Response", "Uniqueid", "Digit"})


async def _message(reader: asyncio.StreamReader) -> dict[str, str]:
    """The fields we read of the next message; empty at the end of the connection."""
    fields: dict[str, str] = {}
    while line := await reader.readline():
        if line == b"\r\n":
            return fields or {"Event": ""}
        name, _, value = line.decode(errors="replace").partition(":")
        if name in _READ:
            fields[name] = value.strip()
    return {}

"""Notices within three seconds that something was published or switched: one cheap question, again and again."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from secrets import SystemRandom

from ivr.publishing.records import Heads

SHORTEST_S, LONGEST_S = 1.6, 2.4
"""Seconds between two questions; uneven, so that several lines on one database do not ask together."""
AWAY = "{what} The line goes on with what it has."
BACK = "The configuration database answers again."


async def nap() -> None:
    """Wait for the next question."""
    await asyncio.sleep(SystemRandom().uniform(SHORTEST_S, LONGEST_S))


class Watch:
    """Asks for the heads and acts on a change; whatever is wrong, calls go on and it asks again."""

    def __init__(
        self,
        ask: Callable[[], Awaitable[Heads]],
        act: Callable[[Heads, Heads], Awaitable[None]],
        tell: Callable[[str], None],
        pause: Callable[[], Awaitable[None]] = nap,
    ) -> None:
        """`act` gets the old and the new heads; where it raises, it is called again after the next question."""
        self._ask, self._act, self._tell, self._pause = ask, act, tell, pause
        self._known = Heads(0, 0, 0)
        self._trouble = ""
        self._task: asyncio.Task[None] | None = None

    def start(self, known: Heads) -> None:
        """Begin to ask; `known` is what has been acted on already."""
        self._known = known
        self._task = asyncio.create_task(self._watch(), name="publications")

    async def close(self) -> None:
        """Stop. Idempotent."""
        task, self._task = self._task, None
        if task is not None:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    async def _watch(self) -> None:
        while True:
            await self._pause()
            try:
                await self._look()
            except Exception as error:  # noqa: BLE001 - whatever it is, calls go on and we ask again
                self._once(AWAY.format(what=str(error) or type(error).__name__))
            else:
                self._once("")

    async def _look(self) -> None:
        heads = await self._ask()
        if heads != self._known:
            await self._act(self._known, heads)
            self._known = heads

    def _once(self, trouble: str) -> None:
        """Say a trouble when it begins and when it is over, not every two seconds."""
        if trouble != self._trouble:
            self._tell(trouble or BACK)
        self._trouble = trouble

"""Ears for any sound: small processes of their own, so that they are there whatever models are installed."""

from collections.abc import Callable
from pathlib import Path

from speech.ears import Ears
from speech.hearer import ANY_SOUND
from speech.ports import HearingEvent, HearingStream

NO_MODEL = Path("no model")


class SoundWorkers:
    """`speech.ports.AnySound` over a process and its standby; all of it belongs to one event loop."""

    def __init__(self, processes: int = 2) -> None:
        self._ears = Ears(ANY_SOUND, NO_MODEL, processes)

    @property
    def pids(self) -> tuple[int, ...]:
        """Process ids of the active worker and of the standby, in this order, as far as they are loaded."""
        return self._ears.pids

    @property
    def mother(self) -> int | None:
        """Process id of the one that forks them."""
        return self._ears.mother

    async def start(self) -> None:
        """Start them; less than a second."""
        await self._ears.start()

    async def close(self) -> None:
        """End the processes; open streams are told Lost. Idempotent."""
        await self._ears.close()

    def open(self, before: bytes, tell: Callable[[HearingEvent], None]) -> HearingStream:
        """Wait for one sound. Raises LanguageDeaf."""
        return self._ears.open_any_sound(before, tell)

"""A call for the transcript of the demo and test profiles: each sentence when the caller begins to hear it."""

import asyncio
from collections.abc import Iterable

from flows.effects import Item, Spoken
from flows.step import Note
from flows.transcript import note_line
from ivr.call.ports import Sounds, Transcript


class Shower:
    """Shows one call. What is cut off before it was heard is not shown as said."""

    def __init__(self, transcript: Transcript, sounds: Sounds, call: str) -> None:
        self._transcript, self._sounds, self._call = transcript, sounds, call
        self._coming: list[asyncio.TimerHandle] = []

    def notes(self, notes: Iterable[Note]) -> None:
        """What happened."""
        for note in notes:
            self.event(note_line(note))

    def event(self, text: str) -> None:
        """What the caller did."""
        self._transcript.event(self._call, text)

    def said(self, timed: Iterable[tuple[Item, int]]) -> None:
        """Sentences that begin to be said now, each with its own length in milliseconds."""
        self.stop()
        at = 0
        loop = asyncio.get_running_loop()
        for item, milliseconds in timed:
            if isinstance(item, Spoken):
                self._coming.append(loop.call_later(at / 1000, self._say, item))
            at += milliseconds

    def stop(self) -> None:
        """What was still to be said is not said."""
        for coming in self._coming:
            coming.cancel()
        self._coming.clear()

    def _say(self, item: Spoken) -> None:
        text = self._sounds.text(item.prompt, item.language, item.values)
        self._transcript.said(self._call, item.prompt, item.language, text)

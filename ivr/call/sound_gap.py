"""One ListenForSound: the clock of the gap and the ears for any sound."""

import asyncio
from collections.abc import Callable
from typing import Literal

from speech.ports import AnySound, Deaf, HearingEvent, HearingStream, LanguageDeaf, Lost, SpeechStarted, Unclear

GRACE_MS = 300
"""A sound that begins at the end of the gap needs so long to become one (200 ms, and the windows it falls into)."""
LONGEST_SOUND_S = 6.0
"""Seconds from a sound to the end of it; the ears themselves wait for 4."""
Made = Literal["made", "silence", "lost"]


class SoundGap:
    """Waits from its making until a verdict or `close`; `tell` is called once, never after close."""

    def __init__(self, gap_ms: int, before: bytes, ears: AnySound, tell: Callable[[Made], None]) -> None:
        self._tell = tell
        self._over = False
        self._clock = self._after((gap_ms + GRACE_MS) / 1000, "silence")
        self._stream: HearingStream | None = None
        try:
            self._stream = ears.open(before, self._event)
        except LanguageDeaf:
            return  # the keys go on working, and the gap passes by

    def _after(self, seconds: float, verdict: Made) -> asyncio.TimerHandle:
        return asyncio.get_running_loop().call_later(seconds, self._end, verdict)

    def feed(self, mulaw: bytes) -> None:
        """The caller's sound."""
        if self._stream:
            self._stream.feed(mulaw)

    def _event(self, event: HearingEvent) -> None:
        if self._over:
            return
        match event:
            case SpeechStarted():  # long enough to count; it is waited for, so that nobody is interrupted
                self._clock.cancel()
                self._clock = self._after(LONGEST_SOUND_S, "made")
            case Unclear():
                self._end("made")
            case Lost():
                self._end("lost")
            case Deaf():  # nothing will be heard before long: the gaps pass by, and the keys work
                self._end("silence")

    def _end(self, verdict: Made) -> None:
        if not self._over:
            self.close()
            self._tell(verdict)

    def close(self) -> None:
        """Stop without a verdict. Idempotent."""
        self._over = True
        self._clock.cancel()
        if self._stream:
            self._stream.close()

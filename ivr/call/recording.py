"""Record the caller in memory until silence, the longest time, or `stop`; the sound never touches a disk."""

from collections.abc import Callable

from speech.ports import FRAME_BYTES, FRAME_MS

LOUD = 12.0
"""Mean magnitude of a mu-law frame above which somebody speaks: about -38 dBm0, well over line hum."""

_MAGNITUDE = bytes((127 - (byte & 0x7F)) for byte in range(256))
"""Mu-law magnitude by byte: 0 is silence, 127 the loudest (G.711 stores the complement)."""


class Recording:
    """Counts time in sound; `done` is called once with the milliseconds that were kept."""

    def __init__(self, max_ms: int, final_silence_ms: int, done: Callable[[int], None]) -> None:
        self._max_ms = max_ms
        self._final_ms = final_silence_ms
        self._done = done
        self._sound = bytearray()
        self._spoken_ms = 0
        self._quiet_ms = 0
        self._over = False

    @property
    def sound(self) -> bytes:
        """Mu-law, 8000 Hz."""
        return bytes(self._sound)

    def feed(self, mulaw: bytes) -> None:
        """The caller's sound, whole frames."""
        for start in range(0, len(mulaw), FRAME_BYTES):
            if not self._over:
                self._frame(mulaw[start : start + FRAME_BYTES])

    def _frame(self, frame: bytes) -> None:
        self._sound += frame
        if sum(frame.translate(_MAGNITUDE)) / len(frame) >= LOUD:
            self._spoken_ms += FRAME_MS
            self._quiet_ms = 0
        else:
            self._quiet_ms += FRAME_MS
        if self._quiet_ms >= self._final_ms or len(self._sound) // FRAME_BYTES * FRAME_MS >= self._max_ms:
            self.stop()

    def stop(self) -> None:
        """End now and tell. Idempotent."""
        if not self._over:
            self._over = True
            self._done(self._spoken_ms)

    def drop(self) -> None:
        """Forget everything without telling. Idempotent."""
        self._over = True
        self._sound.clear()

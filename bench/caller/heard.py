"""What one caller received, with the time of arrival of every packet."""

from bisect import bisect_right

import numpy as np

from bench.caller.sound import FRAME, LOUD, RATE
from speech.convert import Samples

HOLE_S = 0.06
"""Seconds without a packet that count as silence; less is jitter and leaves no hole."""


class Heard:
    """Everything received since the call was answered, as one signal without holes.

    Times are seconds of `time.monotonic()`. Where no packet came, the signal is silent.
    """

    def __init__(self) -> None:
        self._pcm = np.zeros(RATE * 60, dtype=np.int16)
        self._length = 0
        self._starts: list[int] = []
        self._times: list[float] = []
        self.packets = 0
        """20 ms packets received."""

    def __len__(self) -> int:
        """Samples received, holes included."""
        return self._length

    def add(self, pcm: bytes, at: float) -> None:
        """Take native 16 bit PCM read at `at`; the packets of one read are taken to have come 20 ms apart."""
        chunk = np.frombuffer(pcm, dtype=np.int16)
        packets = max(1, len(chunk) // FRAME)
        first_at = at - (packets - 1) * FRAME / RATE
        if self._times:
            self._fill_hole(first_at)
        self._starts.append(self._length)
        self._times.append(first_at)
        self._append(chunk)
        self.packets += packets

    def samples(self, start: int = 0, end: int | None = None) -> Samples:
        """A read-only view of the signal; it stays as it is while more is received."""
        view = self._pcm[start : self._length if end is None else min(end, self._length)]
        view.flags.writeable = False
        return view

    def time_of(self, sample: int) -> float:
        """When this sample was received."""
        if not self._starts:
            raise LookupError("nothing was received yet")
        mark = max(0, bisect_right(self._starts, sample) - 1)
        return self._times[mark] + (sample - self._starts[mark]) / RATE

    def sample_at(self, time: float) -> int:
        """The first sample received at `time` or later; the length where there is none yet."""
        mark = bisect_right(self._times, time) - 1
        if mark < 0:
            return 0
        end = self._starts[mark + 1] if mark + 1 < len(self._starts) else self._length
        return min(end, self._starts[mark] + max(0, round((time - self._times[mark]) * RATE)))

    def first_sound(self, since: float = 0.0) -> float | None:
        """When the first packet with sound in it came at or after `since`; None where none did."""
        start = self.sample_at(since)
        loud = np.flatnonzero(np.abs(self.samples(start).astype(np.int32)) > LOUD)
        return self.time_of(self._packet_start(start + int(loud[0]))) if loud.size else None

    def last_sound(self, since: float = 0.0) -> float | None:
        """When the last sound received at or after `since` ended; None where there was none."""
        start = self.sample_at(since)
        loud = np.flatnonzero(np.abs(self.samples(start).astype(np.int32)) > LOUD)
        return self.time_of(start + int(loud[-1])) if loud.size else None

    def _packet_start(self, sample: int) -> int:
        mark = max(0, bisect_right(self._starts, sample) - 1)
        return self._starts[mark] + (sample - self._starts[mark]) // FRAME * FRAME

    def _fill_hole(self, at: float) -> None:
        expected = self._times[-1] + (self._length - self._starts[-1]) / RATE
        if at - expected > HOLE_S:
            hole = round((at - expected) * RATE)
            self._append(np.zeros(hole, dtype=np.int16))

    def _append(self, chunk: Samples) -> None:
        end = self._length + len(chunk)
        if end > len(self._pcm):
            self._pcm = np.concatenate([self._pcm, np.zeros(max(end, len(self._pcm)), dtype=np.int16)])
        self._pcm[self._length : end] = chunk
        self._length = end

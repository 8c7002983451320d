"""How the line's own voice comes back from a telephone: a delay and a short filter, found by least squares. Pure."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from speech.convert import Samples
from speech.vad import WINDOW

TAPS = 256
"""Samples (32 ms) of the filter: a hybrid rings for 10 to 20 ms, and the delay is found to some milliseconds."""
HISTORY = 23 * WINDOW
"""Samples of what was said that are needed from before a piece of the caller's side. The line's voice may need 0.7 s to
come back: a mobile call over a long way with full buffers."""
BEFORE_PEAK = 64
"""Samples (8 ms) of the filter that lie before the delay found: a band's edges ring before and after."""
REGULAR = 1e-3
"""Of the reference's own power: what is in no frequency of the voice is not guessed."""
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class EchoPath:
    """Where and how it comes back."""

    lag: int
    """Samples."""
    taps: Floats

    def echo(self, said: Samples) -> Floats:
        """What comes back of it; as long as `said` without its first HISTORY samples."""
        begin = HISTORY - self.lag - TAPS + 1
        return np.convolve(said[begin : len(said) - self.lag].astype(np.float64), self.taps, "valid")

    def explains(self, caller: Samples, said: Samples) -> float:
        """How much of the caller's energy is gone without the echo, 1 being all; less than 0 where it makes more."""
        left = float(np.sum(np.square(caller - self.echo(said))))
        return 1 - left / max(float(np.sum(np.square(caller.astype(np.float64)))), 1.0)

    def moved(self, caller: Samples, said: Samples) -> "EchoPath":
        """The same filter where it fits best now: a telephone's buffer that grew or shrank moves the whole echo."""
        back = np.convolve(said.astype(np.float64), self.taps)[: len(said)]
        return EchoPath(_lag(caller.astype(np.float64), back), self.taps)


def found(sound: Samples, reference: Samples) -> EchoPath | None:
    """The one that leaves least of the caller's side; None where nothing was said. What was said is HISTORY longer."""
    caller, said = sound.astype(np.float64), reference.astype(np.float64)
    if not said.any() or not caller.any():
        return None
    lag = max(0, _lag(caller, said) - BEFORE_PEAK)
    start = HISTORY - lag
    own = _own(said, start, len(caller))
    both = np.correlate(said[start - TAPS + 1 : start + len(caller)], caller, "valid")[::-1]
    own[np.diag_indices(TAPS)] += REGULAR * own[0, 0] + 1.0
    taps: Floats = np.linalg.solve(own, both).astype(np.float64)
    return EchoPath(lag, taps)


def _lag(caller: Floats, said: Floats) -> int:
    """Samples, by the whitened cross-correlation (PHAT): a voice is like itself at every period of its pitch."""
    size = 1 << (len(said) + len(caller) - 1).bit_length()
    cross = np.fft.rfft(caller, size) * np.conj(np.fft.rfft(said, size))
    alike = np.fft.irfft(cross / (np.abs(cross) + 1e-3 * np.abs(cross).max() + 1e-9), size)
    return int(np.argmax(np.abs(alike[-HISTORY:-TAPS])))  # said[HISTORY] goes with caller[0]


def _own(said: Floats, start: int, length: int) -> Floats:
    """Products of the reference with itself, TAPS by TAPS, of exactly this piece: no window, no guess at its edges."""
    piece = said[start - TAPS + 1 : start + length]
    own = np.empty((TAPS, TAPS))
    own[0] = np.correlate(piece, said[start : start + length], "valid")[::-1]
    enters, leaves = piece[TAPS - 1 :: -1][:TAPS], piece[::-1][:TAPS]
    for row in range(1, TAPS):
        own[row, row:] = (
            own[row - 1, row - 1 : -1] + enters[row] * enters[row:] - leaves[row - 1] * leaves[row - 1 : -1]
        )
        own[row:, row] = own[row, row:]
    own[:, 0] = own[0]
    return own

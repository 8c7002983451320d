"""Sound in pieces of any length becomes windows of one, with what the line said beside each."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from speech.convert import Samples, mulaw_samples
from speech.vad import WINDOW


class Window(NamedTuple):
    """WINDOW samples at 8000 Hz."""

    caller: Samples
    said: Samples
    """What the line was sending; zeros where it was silent."""
    over: bool
    """Whether the line still spoke at its end."""


class Windows:
    """What is left over of a window waits for the next piece."""

    def __init__(self) -> None:
        self._caller: Samples = np.zeros(0, np.int16)
        self._said: Samples = np.zeros(0, np.int16)
        self._over: npt.NDArray[np.bool_] = np.zeros(0, np.bool_)

    def cut(self, mulaw: bytes, said: bytes) -> Iterator[Window]:
        """Of mu-law sound and what was said, as long or nothing."""
        line = mulaw_samples(said) if said else np.zeros(len(mulaw), np.int16)
        caller = np.concatenate([self._caller, mulaw_samples(mulaw)])
        beside = np.concatenate([self._said, line])
        over = np.concatenate([self._over, np.full(len(mulaw), bool(said))])
        whole = len(caller) - len(caller) % WINDOW
        self._caller, self._said, self._over = caller[whole:], beside[whole:], over[whole:]
        for start in range(0, whole, WINDOW):
            end = start + WINDOW
            yield Window(caller[start:end], beside[start:end], bool(over[end - 1]))

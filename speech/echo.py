"""Takes the line's own voice out of the caller's side, as far as it comes back at all. Knows no clock, no engine."""

from collections import deque

import numpy as np
import numpy.typing as npt

from speech.convert import Samples, clipped
from speech.echo_path import HISTORY, EchoPath, Floats, found
from speech.endpoint import MAX_UTTERANCE_MS
from speech.vad import GATE_RMS, WINDOW, WINDOW_MS

FIRST, EVERY, SPAN = 8, 16, 48
"""Loud windows before the first look for an echo (0.25 s) and between others (0.5 s), and most looked at (1.5 s)."""
TRIED_ON = 3
"""The last third of those is what a path found in the others is tried on: what fits a voice by chance fits no other
piece of it. No caller without an echo came above 0.03 there, one pure echo in ten below 0.6 (measured)."""
LEAST = 0.2
"""Of the caller's energy that the first path must explain there."""
BETTER = 0.05
"""So much more than the one in use must another explain; a caller who speaks over the line spoils none like this."""
MOVED, LATELY = 4, 8
"""Loud windows (0.13 s) after which it is seen whether the echo moved, and windows (0.25 s) that show it."""
MOST = 0.5
"""Of the caller's energy: as long as the path explains more of it lately, it did not move. A known filter explains that
much of nobody else's voice, wherever it is put."""
REST = 0.3
"""Of the echo's energy: what is left of a window with less than this is the echo's still (codecs are not linear), and
is silence. Cancellers of telephone networks do the same (ITU-T G.168, non-linear processor)."""
ROLL = 16
"""Windows from before something was said: what an answer may begin with."""
KEPT = MAX_UTTERANCE_MS // WINDOW_MS + ROLL
"""Windows that are remembered: the longest answer with its pre-roll; 0.4 MB with what was said."""
BEFORE = HISTORY // WINDOW


class EchoCanceller:
    """One stream's. Costs nothing before something was said, and little while the caller's side is quiet."""

    def __init__(self) -> None:
        self._caller: deque[Samples] = deque(maxlen=KEPT)
        self._said: deque[Samples] = deque(maxlen=KEPT + BEFORE)
        self._silent = KEPT
        self._loud = 0
        self._due = FIRST
        self._path: EchoPath | None = None

    @property
    def idle(self) -> bool:
        """Whether nothing was said for so long that no answer can have an echo in it."""
        return self._silent >= KEPT

    def hear(self, caller: Samples, said: Samples) -> Samples:
        """The caller's window without the echo: the very same one where none is known."""
        self._silent = 0 if said.any() else self._silent + 1
        self._caller.append(caller)
        self._said.append(said)
        if self.idle:
            self._forget()
        if self.idle or _rms(caller) < GATE_RMS:
            return caller
        self._look()
        return self.clean(1) if self._path else caller

    def clean(self, windows: int) -> Samples:
        """The last windows of the caller once more, by what is known now; fewer where the line had long been silent."""
        caller, said = self._ending(windows)
        return caller if self._path is None else _without(caller, self._path.echo(said))

    def share(self, windows: int) -> float:
        """How much of the energy of the last windows the line's own voice explains, 0 to 1.

        0 where they began long before it spoke.
        """
        if self.idle or windows > len(self._caller):
            return 0.0
        caller, said = self._ending(windows)
        path = found(caller, said)
        return 0.0 if path is None else max(0.0, path.explains(caller, said))

    def _forget(self) -> None:
        while len(self._caller) > ROLL:
            self._caller.popleft()
        while len(self._said) > ROLL:
            self._said.popleft()

    def _look(self) -> None:
        """Now and then: whether there is a path, or a better one."""
        self._loud += 1
        if self._path and self._loud % MOVED == 0:
            self._path = self._moved(self._path)
        if self._loud >= self._due:
            self._loud, self._due = 0, EVERY
            self._find()

    def _moved(self, path: EchoPath) -> EchoPath:
        lately = self._ending(LATELY)
        if path.explains(*lately) > MOST:
            return path
        moved = path.moved(*lately)
        return moved if moved.explains(*lately) > MOST else path

    def _find(self) -> None:
        caller, said = self._ending(min(SPAN, len(self._caller)))
        tried = len(caller) // WINDOW // TRIED_ON * WINDOW
        if _rms(caller[-tried:]) >= GATE_RMS and self._is_better(caller, said, tried):
            self._path = found(caller, said)

    def _is_better(self, caller: Samples, said: Samples, tried: int) -> bool:
        last, spoken = caller[-tried:], said[-tried - HISTORY :]
        known = self._path.explains(last, spoken) if self._path else LEAST - BETTER
        if known >= 1 - BETTER:
            return False
        path = found(caller[:-tried], said[:-tried])
        return path is not None and path.explains(last, spoken) >= max(known + BETTER, LEAST)

    def _ending(self, windows: int) -> tuple[Samples, Samples]:
        """The last of the caller's side, and what was said, from HISTORY before."""
        caller = np.concatenate(list(self._caller)[-windows:])
        said = np.concatenate([np.zeros(0, np.int16), *list(self._said)[-windows - BEFORE :]])
        return caller, np.concatenate([np.zeros(len(caller) + HISTORY - len(said), np.int16), said])


def _without(caller: Samples, echo: Floats) -> Samples:
    left = (caller - echo).reshape(-1, WINDOW)
    rests = np.sum(np.square(left), axis=1) < REST * np.sum(np.square(echo.reshape(-1, WINDOW)), axis=1)
    left[rests] = 0.0
    return clipped(left.reshape(-1))


def _rms(sound: npt.NDArray[np.int16]) -> float:
    return float(np.sqrt(np.mean(np.square(sound.astype(np.float64)))))

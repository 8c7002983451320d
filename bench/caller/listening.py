"""Waiting for what should be heard."""

import asyncio
import time
from dataclasses import dataclass

import numpy as np

from bench.caller.heard import Heard
from bench.caller.match import HOLE, Match, NotHeard, correlate, find_broken, find_whole, opening
from bench.caller.sound import LOUD, RATE, samples
from speech.convert import Samples

_LOOK_S = 0.1


@dataclass(frozen=True, slots=True)
class HeardPrompt:
    """A prompt that was recognised: when it began, in seconds of `time.monotonic()`, and where."""

    began_at: float
    ended_at: float | None
    """When its last sample came; None where only the opening was waited for."""
    start: int
    """Sample of what was heard at which the prompt's first sample is."""
    score: float
    """Normalised correlation, 0 to 1."""


class Listening:
    """Ears with patience: prompts are recognised in the order in which they are asked for."""

    def __init__(self, heard: Heard) -> None:
        self.heard = heard
        self._after = 0

    async def hears(
        self, prompt: bytes | Samples, *, within: float = 5.0, whole: bool = False, opening_s: float = 1.5
    ) -> HeardPrompt:
        """Wait until this prompt began within so many seconds (or, with `whole`, was said to its end).

        Bytes are mu-law, as `Sounds.sound` gives them. Only sound after the opening of the last prompt that was
        heard counts. Raises NotHeard.
        """
        wanted = samples(prompt)
        first, offset = opening(wanted, opening_s)
        match = await self._await_opening(first, within, offset)
        start = match.start - offset
        self._after = match.end
        if whole:
            match = await self._await_whole(wanted, start)
        began_at = self.heard.time_of(max(0, start))
        return HeardPrompt(began_at, self.heard.time_of(match.end) if whole else None, start, match.score)

    async def silence(self, ms: float, *, within: float = 60.0) -> float:
        """Wait until nothing was heard for `ms`; returns when the last sound ended. Raises NotHeard."""
        begun = last = time.monotonic()
        seen = self.heard.sample_at(begun)
        while (now := time.monotonic()) - last < ms / 1000:
            if now - begun > within:
                raise NotHeard(f"there was no silence of {ms:g} ms within {within:g} s")
            loud = np.flatnonzero(np.abs(self.heard.samples(seen).astype(np.int32)) > LOUD)
            if loud.size:
                last = self.heard.time_of(seen + int(loud[-1]))
                seen += int(loud[-1]) + 1
            await asyncio.sleep(0.01)
        return last

    async def sound(self, *, since: float | None = None, within: float = 5.0) -> float:
        """Wait for any sound from `since` (default: now) on; returns when its first packet came. Raises NotHeard."""
        begin = time.monotonic() if since is None else since
        while (first := self.heard.first_sound(begin)) is None:
            if time.monotonic() - begin > within:
                raise NotHeard(f"there was no sound within {within:g} s")
            await asyncio.sleep(0.01)
        return first

    def forget(self) -> None:
        """From now on `hears` looks only at what comes after this moment."""
        self._after = len(self.heard)

    async def _await_opening(self, first: Samples, within: float, offset: int) -> Match:
        deadline = time.monotonic() + within + (len(first) + offset) / RATE
        cursor = begin = self._after
        while True:
            end = len(self.heard)
            match = find_broken(first, self.heard.samples(cursor, end))
            if match:
                return Match(match.start + cursor, match.end + cursor, match.score)
            if time.monotonic() > deadline:
                raise NotHeard(self._instead(first, begin, within))
            cursor = max(cursor, end - len(first) - HOLE)
            await asyncio.sleep(_LOOK_S)

    async def _await_whole(self, wanted: Samples, start: int) -> Match:
        missing = start + len(wanted) - len(self.heard)
        if missing > 0:
            await asyncio.sleep(missing / RATE + 0.2)
        low = max(0, start - RATE // 4)
        match = find_whole(wanted, self.heard.samples(low, start + len(wanted) + RATE // 2))
        if match is None:
            raise NotHeard("the prompt began, and was not said to its end")
        return Match(match.start + low, match.end + low, match.score)

    def _instead(self, first: Samples, begin: int, within: float) -> str:
        signal = self.heard.samples(begin)
        best = float(correlate(first, signal).max(initial=0.0))
        loud = int(np.count_nonzero(np.abs(signal.astype(np.int32)) > LOUD))
        return (
            f"the prompt did not begin within {within:g} s: {len(signal) / RATE:.1f} s were received since the last "
            f"one, {loud} samples of it loud, best correlation {best:.2f}"
        )

"""What goes down the media socket, and when: prompts in chunks, silence between them. Pure; no socket, no clock.

Asterisk (22.9 and later) makes no silence of its own: with an empty queue the caller gets no packets at all. It also
never drains what was sent too early. So a mark follows each chunk, and its coming back is the clock: a few chunks are
under way at a time, and a flush comes before anything that must be heard now.
"""

import itertools
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

FRAME = 160
"""Bytes in 20 ms of mu-law at 8000 Hz."""

CHUNK = 200 * FRAME
"""4 s. A message may have 65,500 bytes at most."""

CHUNKS_AHEAD = 3
"""12 s; Asterisk's queue holds 20 s, says stop at 18 s and drops above."""

SILENCE = b"\xff" * (15 * FRAME)
"""300 ms of mu-law zero."""

SILENCES_AHEAD = 2


@dataclass(frozen=True, slots=True)
class Flush:
    """Throw away all that is queued."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Come back when all before it has been sent to the caller."""

    name: str


Message = bytes | Flush | Mark


@dataclass(frozen=True, slots=True)
class _Chunk:
    sound: bytes
    ends: int | None  # the play whose last chunk this is
    silence: bool = False


class Feeder:
    """One call's queue. Each method returns the messages to send now, in order."""

    def __init__(self) -> None:
        self._waiting: deque[_Chunk] = deque()
        self._under_way: dict[str, _Chunk] = {}
        self._names = itertools.count(1)

    def play(self, play: int, sound: bytes) -> list[Message]:
        """Instead of everything before."""
        self._under_way.clear()
        self._waiting = deque(_chunks(play, sound))
        return [Flush(), *self._more()]

    def stop(self) -> list[Message]:
        """Silence instead of everything before; nothing where it is silent already."""
        if self.silent:
            return []
        self._under_way.clear()
        self._waiting.clear()
        return [Flush(), *self._more()]

    def start(self) -> list[Message]:
        """On a new socket: what the old one did not get to the caller, from the last whole chunk."""
        unheard = [chunk for chunk in self._under_way.values() if not chunk.silence]
        self._under_way.clear()
        self._waiting.extendleft(reversed(unheard))
        return list(self._more())

    def marked(self, name: str) -> tuple[list[Message], int | None]:
        """A mark came back: more messages, and the play that has now been heard to its end, if any."""
        chunk = self._under_way.pop(name, None)
        if chunk is None:  # from before a flush
            return [], None
        return list(self._more()), chunk.ends

    @property
    def silent(self) -> bool:
        """Whether there is nothing to hear under way or waiting."""
        return not self._waiting and all(chunk.silence for chunk in self._under_way.values())

    def _more(self) -> Iterator[Message]:
        while self._waiting and self._ahead(silence=False) < CHUNKS_AHEAD:
            yield from self._send(self._waiting.popleft())
        while not self._waiting and self._ahead(silence=True) < SILENCES_AHEAD:
            yield from self._send(_Chunk(SILENCE, None, silence=True))

    def _ahead(self, *, silence: bool) -> int:
        return sum(chunk.silence is silence for chunk in self._under_way.values())

    def _send(self, chunk: _Chunk) -> Iterator[Message]:
        name = str(next(self._names))
        self._under_way[name] = chunk
        if chunk.sound:
            yield chunk.sound
        yield Mark(name)


def _chunks(play: int, sound: bytes) -> Iterator[_Chunk]:
    last = max(0, len(sound) - 1) // CHUNK
    for number in range(last + 1):
        yield _Chunk(sound[number * CHUNK : (number + 1) * CHUNK], play if number == last else None)

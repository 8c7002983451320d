"""A line as a recording booth: say something, take a key, record. A speaker who hangs up ends whatever is under way."""

import asyncio
import math
from itertools import count

from ivr.call.ports import Line, LineEvent, LineGone, LineKey, LinePlayed
from ivr.call.recording import Recording
from speech.convert import mulaw_encode
from speech.ports import FRAME_BYTES, FRAME_MS, MULAW_RATE

TONE_HZ = 800
TONE_MS = 200
TONE_LEVEL = 6_000
"""Of 32767: about -15 dB."""
FINAL_SILENCE_MS = 2_500
"""Silence that ends a recording: nobody has to find a key."""
LONGEST_MS = 40_000


class Left(Exception):
    """The speaker hung up, or the line was lost."""


class Booth:
    """One speaker. All methods raise Left."""

    def __init__(self, line: Line) -> None:
        self._line = line
        self._inbox: asyncio.Queue[LineEvent | int] = asyncio.Queue()
        self._recording: Recording | None = None
        self._plays = count(1)
        self._gone = False
        line.attach(self._inbox.put_nowait, self._hear)

    async def say(self, sound: bytes) -> str:
        """Say it to its end or to the first key, which is returned; empty where no key came."""
        play = next(self._plays)
        self._line.play(play, sound)
        while True:
            match await self._event():
                case LinePlayed(done) if done == play:
                    return ""
                case LineKey(key):
                    self._line.stop()
                    return key

    async def key(self, seconds: float) -> str:
        """The next key; empty where none came in time."""
        try:
            async with asyncio.timeout(seconds):
                while True:
                    match await self._event():
                        case LineKey(key):
                            return key
        except TimeoutError:
            return ""

    async def record(self, longest_ms: int = LONGEST_MS) -> bytes:
        """What is said until a key, silence or the longest time: mu-law; empty where nothing was said."""
        recording = Recording(longest_ms, FINAL_SILENCE_MS, self._inbox.put_nowait)
        self._recording = recording
        spoken = 0
        try:
            while True:
                match await self._event():
                    case LineKey():
                        recording.stop()
                    case int(milliseconds):
                        spoken = milliseconds
                        break
        finally:
            self._recording = None
        return recording.sound if spoken else b""

    def _hear(self, mulaw: bytes) -> None:
        if self._recording:
            self._recording.feed(mulaw)

    async def _event(self) -> LineEvent | int:
        if self._gone:
            raise Left
        event = await self._inbox.get()
        if isinstance(event, LineGone):
            self._gone = True
            raise Left
        return event


def silence(milliseconds: int) -> bytes:
    """Mu-law silence of whole frames."""
    return b"\xff" * (milliseconds // FRAME_MS * FRAME_BYTES)


def tone() -> bytes:
    """After this, speak."""
    length = MULAW_RATE * TONE_MS // 1000
    wave = (round(TONE_LEVEL * math.sin(2 * math.pi * TONE_HZ * at / MULAW_RATE)) for at in range(length))
    return mulaw_encode(b"".join(sample.to_bytes(2, "little", signed=True) for sample in wave))

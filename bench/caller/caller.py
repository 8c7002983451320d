"""One caller: calls, speaks, presses keys, listens, hangs up."""

import asyncio
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from baresip import BaresipError, Call, CallStats, Event, StackEvent

from bench.caller.heard import Heard
from bench.caller.listening import Listening
from bench.caller.sound import loud_part, sound_of
from bench.caller.stack import Stack
from speech.convert import Samples

SHORTEST_KEY_MS = 180
"""Milliseconds: libre sends at least nine packets of a key before its end (RFC 4733), however short it is held."""
BETWEEN_KEYS_MS = 100
_READ_BYTES = 32768
_AHEAD_BYTES = 8000  # half a second of speech waits in baresip at most


class CallFailed(Exception):
    """The call was not answered, or ended while it was needed; the text says what and when."""


@dataclass(frozen=True, slots=True)
class KeyPress:
    """When a key went down, and when it was let go (RFC 4733: the first packet, and the end)."""

    pressed_at: float
    released_at: float


@dataclass(frozen=True, slots=True)
class Said:
    """When the first and the last loud sample went to the network, in seconds of `time.monotonic()`."""

    began_at: float
    ended_at: float


class Caller(Listening):
    """A scripted telephone. Use it as a context manager: it hangs up at the end."""

    def __init__(self, stack: Stack) -> None:
        super().__init__(Heard())
        self._stack = stack
        self._call: Call | None = None
        self._answered = asyncio.Event()
        self._closed = asyncio.Event()
        self.answered_at = 0.0
        """When the answer (200 OK) came."""
        self.ended_at = 0.0
        self.why_ended = ""
        """The stack's words for the end of the call."""

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.hang_up()

    @property
    def up(self) -> bool:
        """Whether the call is answered and not over."""
        return self._answered.is_set() and not self._closed.is_set()

    @property
    def stats(self) -> CallStats | None:
        """RTP counts of the finished call; None before its end."""
        return self._call.final_stats if self._call else None

    async def call(
        self, uri: str, *, from_user: str = "caller", headers: Mapping[str, str] | None = None, within: float = 10.0
    ) -> None:
        """Dial and wait for the answer. Raises CallFailed when it is refused or takes longer than `within` seconds."""
        agent = await self._stack.agent(from_user)
        try:
            self._call = await agent.dial(uri, dict(headers or {}))
            self._call.on(self._on_event)
            self._stack.hear_for(self)
            for event in self._stack.missed(self._call):
                self._call._on_stack_event(event)
            await self._call.wait_established(within)
        except BaresipError as error:
            self._stack.deaf_for(self)
            raise CallFailed(f"{uri} did not answer: {error}") from error

    async def say(self, what: str | Path | Samples, language: str = "ko") -> Said:
        """Speak a text (espeak-ng), a WAV or samples; returns when the last sample went out. Raises CallFailed."""
        sound = await sound_of(what, language)
        first, after = loud_part(sound)
        try:
            began_at = time.monotonic() + first / 8000
            await self._feed(sound.tobytes())
            ended_at = await self._drained((len(sound) - after) * 2)
            await self._drained(0)
        except BaresipError as error:
            raise CallFailed(f"the call ended while speaking: {self.why_ended or error}") from error
        return Said(began_at, ended_at)

    async def send(self, sound: Samples) -> None:
        """Sound to go out after what waits, which is half a second at most. Raises CallFailed."""
        try:
            await self._feed(sound.tobytes())
        except BaresipError as error:
            raise CallFailed(f"the call ended while speaking: {self.why_ended or error}") from error

    async def press(self, digits: str, hold_ms: int = 100) -> tuple[KeyPress, ...]:
        """Press keys one after the other; a key lasts SHORTEST_KEY_MS at least. Raises CallFailed."""
        presses = []
        for key in digits:
            presses.append(await self._press(key, max(hold_ms, SHORTEST_KEY_MS)))
            await asyncio.sleep(BETWEEN_KEYS_MS / 1000 if len(presses) < len(digits) else 0)
        return tuple(presses)

    async def wait(self, seconds: float) -> None:
        """Do nothing, and go on hearing."""
        await asyncio.sleep(seconds)

    async def ended(self, within: float = 10.0) -> None:
        """Wait until the far end hangs up. Raises CallFailed when it does not."""
        try:
            await asyncio.wait_for(self._closed.wait(), within)
        except TimeoutError:
            raise CallFailed(f"the line did not hang up within {within:g} s") from None

    async def hang_up(self) -> None:
        """End the call and wait for its end. Idempotent; what was heard stays."""
        if self._call and not self._closed.is_set():
            try:
                await self._call.hangup()
                await asyncio.wait_for(self._closed.wait(), 5)
            except (BaresipError, TimeoutError):
                self._close("gone")
        self._stack.deaf_for(self)

    def listen(self, now: float) -> None:
        """Take what was received since the last look; the stack's ear calls this."""
        if self._call is None or self._closed.is_set():
            return
        try:
            pcm = self._call.audio.read(_READ_BYTES)
        except BaresipError:  # the media is not up yet, or was just replaced
            return
        if pcm:
            self.heard.add(pcm, now)

    def _on_event(self, event: StackEvent) -> None:
        if event.event in (Event.CALL_ANSWERED, Event.CALL_ESTABLISHED) and not self._answered.is_set():
            self.answered_at = time.monotonic()
            self._answered.set()
        elif event.event is Event.CALL_CLOSED:
            self._close(event.text or "")

    def _close(self, why: str) -> None:
        self.ended_at = time.monotonic()
        self.why_ended = why
        self._closed.set()
        self._stack.deaf_for(self)

    def _live(self) -> Call:
        if self._call is None or self._closed.is_set():
            raise CallFailed(f"there is no call: {self.why_ended or 'it was not placed yet'}")
        return self._call

    async def _press(self, key: str, hold_ms: int) -> KeyPress:
        call = self._live()
        try:
            pressed_at = time.monotonic()
            await call._send_digit(key)  # send_dtmf() holds every key 100 ms
            await asyncio.sleep(hold_ms / 1000)
            released_at = time.monotonic()
            await call._send_digit("R")
        except BaresipError as error:
            raise CallFailed(f"the call ended while pressing {key}: {self.why_ended or error}") from error
        return KeyPress(pressed_at, released_at)

    async def _feed(self, pcm: bytes) -> None:
        audio = self._live().audio
        given = 0
        while given < len(pcm):
            room = _AHEAD_BYTES - audio.info().tx_buffered
            given += audio.write(pcm[given : given + room]) if room > 0 else 0
            await asyncio.sleep(0.02 if given < len(pcm) else 0)

    async def _drained(self, left: int) -> float:
        """Wait until at most `left` bytes wait to be sent; the time when it was so."""
        audio = self._live().audio
        while True:
            if audio.info().tx_buffered <= left:
                return time.monotonic()
            await asyncio.sleep(0.002)

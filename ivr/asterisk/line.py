"""One caller on Asterisk, as the call sees them: the `Line` port."""

import asyncio
import secrets
from collections import deque
from collections.abc import Callable, Coroutine
from typing import Protocol, TypeVar

from ivr.asterisk.errors import AriError, ChannelGoneError
from ivr.asterisk.feeder import Feeder
from ivr.asterisk.media_socket import MediaSocket
from ivr.asterisk.quiet import QuietClock
from ivr.call.ports import LineEvent, LineGone, LineKey, LineKeyDown, LineListener, LinePlayed, LineQuiet

RENEWALS = 3
"""New media channels for one call before it is given up."""

KEYS = frozenset("0123456789*#")

T = TypeVar("T")


class Path(Protocol):
    """What the line needs of `MediaPath`."""

    async def open(self, *, answer: bool) -> MediaSocket:
        """Sound both ways."""

    async def renew(self) -> MediaSocket:
        """Sound both ways again."""

    async def close(self) -> None:
        """Give everything back."""


class AsteriskLine:
    """The `Line` port on a real channel. `live` is its one task; it ends when nothing of the call is left."""

    def __init__(self, path: Path, hang_up: Callable[[str], Coroutine[object, object, None]]) -> None:
        self._id = secrets.token_hex(8)
        self._path, self._hang_up = path, hang_up
        self._feeder = Feeder()
        self._socket: MediaSocket | None = None
        self._early: deque[LineEvent] = deque(maxlen=64)
        self._on_event: Callable[[LineEvent], None] | None = None
        self._on_sound: LineListener | None = None
        self._quiet = QuietClock(lambda seconds: self._tell(LineQuiet(seconds)))
        self._ended = asyncio.Event()
        self._lost = asyncio.Event()
        self._over = asyncio.Event()
        self._caller_there = True
        self._reason = "congestion"  # a carrier may try another way, as long as nobody answered
        self._told_gone = False

    @property
    def id(self) -> str:
        """Random, made for this call, used nowhere else."""
        return self._id

    def attach(self, on_event: Callable[[LineEvent], None], on_sound: LineListener) -> None:
        """Give events and the caller's sound from now on; events that came before are given at once, in order."""
        self._on_event, self._on_sound = on_event, on_sound
        while self._early:
            on_event(self._early.popleft())

    def play(self, play: int, sound: bytes) -> None:
        """Send mu-law frames instead of whatever is being sent; LinePlayed(play) follows unless stopped."""
        messages = self._feeder.play(play, sound)
        if self._socket:
            self._socket.send(messages)

    def stop(self) -> None:
        """Silence within one frame of Asterisk's clock. Idempotent."""
        messages = self._feeder.stop()
        if self._socket:
            self._socket.send(messages)

    def watch_sound(self, on: bool) -> None:
        """Give LineQuiet(60) after each 60 s without a sound packet while on; a prompt that asks turns it on."""
        self._quiet.watch(on)

    async def hang_up(self) -> None:
        """End the call and give everything back; LineGone follows. Idempotent."""
        self._ended.set()
        await self._over.wait()

    # From the edge

    def key(self, key: str) -> None:
        """The caller pressed a key; A-D, which no phone has, are not keys."""
        if key in KEYS:
            self._tell(LineKey(key))

    def key_down(self, key: str) -> None:
        """A key went down; `key` follows when it is let go."""
        if key in KEYS:
            self._tell(LineKeyDown(key))

    def caller_left(self) -> None:
        """The caller's channel has ended or left us."""
        self._caller_there = False
        self._gone()
        self._ended.set()

    async def live(self, on_up: Callable[[], None], *, answer: bool) -> None:
        """Set up, tell `on_up`, keep sound going until the end, give everything back."""
        try:
            if await self._make(self._path.open(answer=answer)):
                self._reason = "normal"
                on_up()
                await self._keep_sound()
        except ChannelGoneError:
            self._caller_there = False
        finally:
            await self._take_down()

    async def _keep_sound(self) -> None:
        for _ in range(RENEWALS):
            await self._either(self._lost.wait())
            if self._ended.is_set() or not await self._make(self._path.renew()):
                return
        await self._either(self._lost.wait())

    async def _make(self, making: Coroutine[object, object, MediaSocket]) -> bool:
        """Wait for a socket and use it; False where the call ended first. Raises AriError."""
        socket = await self._either(making)
        if socket is None:
            return False
        self._lost.clear()
        self._socket = socket
        socket.connect(self)
        socket.send(self._feeder.start())
        return True

    async def _either(self, work: Coroutine[object, object, T]) -> T | None:
        """Wait for `work`, or drop it when the call ends."""
        both = asyncio.ensure_future(work), asyncio.ensure_future(self._ended.wait())
        try:
            await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
            return None if self._ended.is_set() else both[0].result()
        finally:
            for task in both:
                task.cancel()
            await asyncio.gather(*both, return_exceptions=True)

    async def _take_down(self) -> None:
        self._quiet.watch(False)
        self._socket = None
        try:
            await asyncio.gather(self._end_caller(), self._path.close())
        finally:
            self._gone()
            self._over.set()

    async def _end_caller(self) -> None:
        if self._caller_there:
            try:
                await self._hang_up(self._reason)
            except AriError:
                return  # gone, or Asterisk is; the next connection looks after what is left

    # From the media socket

    def sound(self, frames: bytes) -> None:
        """The caller's sound."""
        self._quiet.heard()
        if self._on_sound:
            self._on_sound(frames)

    def marked(self, name: str) -> None:
        """A mark came back."""
        messages, played = self._feeder.marked(name)
        if self._socket:
            self._socket.send(messages)
        if played is not None:
            self._tell(LinePlayed(played))

    def lost(self) -> None:
        """The media socket ended."""
        self._socket = None
        self._lost.set()

    def _tell(self, event: LineEvent) -> None:
        if self._told_gone:
            return
        if self._on_event:
            self._on_event(event)
        else:
            self._early.append(event)

    def _gone(self) -> None:
        self._tell(LineGone())
        self._told_gone = True
        self._on_sound = None

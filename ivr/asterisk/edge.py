"""Turns channels of our Stasis application into Lines, and keeps the two in step."""

import asyncio
from collections.abc import Callable, Coroutine, Iterable
from dataclasses import dataclass

from ivr.asterisk.client import AriClient
from ivr.asterisk.errors import AriError, ChannelGoneError
from ivr.asterisk.faults import tell_fault
from ivr.asterisk.line import AsteriskLine
from ivr.asterisk.manager import KeyDown
from ivr.asterisk.media import MediaServer
from ivr.asterisk.path import BRIDGE_PREFIX, MEDIA_PREFIX, MediaPath
from ivr.asterisk.wire import (
    ChannelDestroyed,
    ChannelDtmfReceived,
    ChannelHangupRequest,
    Event,
    StasisEnd,
    StasisStart,
)
from ivr.call.ports import Line

CAPACITY = 50
"""Calls at once; measured in DESIGN section 5."""

_UP = "Up"


@dataclass(frozen=True, slots=True)
class _Call:
    line: AsteriskLine
    path: MediaPath


class AsteriskEdge:
    """Gives each caller to `on_call` as a Line, once sound goes both ways. Asterisk's channel ids stay here."""

    def __init__(
        self,
        client: AriClient,
        media: MediaServer,
        on_call: Callable[[Line], None],
        capacity: int = CAPACITY,
        on_studio: Callable[[Line], None] | None = None,
    ) -> None:
        """`on_studio` gets those who dialled the number for recording prompts; without it they are callers."""
        self._client, self._media, self._on_call, self._capacity = client, media, on_call, capacity
        self._on_studio = on_studio or on_call
        self._calls: dict[str, _Call] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._failed = 0

    @property
    def calls(self) -> int:
        """Callers on the line now."""
        return len(self._calls)

    @property
    def failed(self) -> int:
        """Calls since the start that ended because Asterisk did not do what it was asked to."""
        return self._failed

    async def start(self) -> None:
        """Take calls, and take up callers who are waiting already. The client and media server are started before."""
        self._client.listen(self._event, self.reconcile)
        await self.reconcile()

    async def close(self) -> None:
        """Take no more calls, end those there are, and wait until nothing of them is left. Idempotent."""
        self._capacity = 0
        await asyncio.gather(*(call.line.hang_up() for call in self._calls.values()))
        if self._tasks:
            await asyncio.wait(self._tasks)

    async def reconcile(self) -> None:
        """After a connection: end what nobody owns, let go of callers who left, take up those who stayed."""
        ours = await self._client.application()
        there = {channel.id: channel.state for channel in await self._client.channels()}
        for channel, call in list(self._calls.items()):
            if channel not in there:
                call.line.caller_left()
        await self._end_orphans(there)
        for channel in ours.channel_ids:
            if channel in there and not channel.startswith(MEDIA_PREFIX):
                self._take(channel, self._on_call, answer=there[channel] != _UP)

    async def _end_orphans(self, channels: Iterable[str]) -> None:
        bridges = [bridge.id for bridge in await self._client.bridges() if bridge.id.startswith(BRIDGE_PREFIX)]
        owned = {owned for call in self._calls.values() for owned in call.path.owned}
        for channel in channels:
            if channel.startswith(MEDIA_PREFIX) and channel not in owned:
                await _gone_is_good(self._client.hang_up(channel))
        for bridge in bridges:
            if bridge not in owned:
                await _gone_is_good(self._client.destroy_bridge(bridge))

    def key_down(self, down: KeyDown) -> None:
        """A key went down on some channel; those that are no caller's are ignored."""
        if call := self._calls.get(down.channel):
            call.line.key_down(down.key)

    def _event(self, event: Event) -> None:
        match event:
            case StasisStart(channel=channel, args=("call", *_)):
                self._take(channel.id, self._on_call, answer=channel.state != _UP)
            case StasisStart(channel=channel, args=("studio", *_)):
                self._take(channel.id, self._on_studio, answer=channel.state != _UP)
            case StasisStart(channel=channel, args=("media", *_)):
                self._media.entered(channel.id)
            case StasisStart(channel=channel) if not channel.id.startswith(MEDIA_PREFIX):
                self._spawn(_gone_is_good(self._client.hang_up(channel.id)))  # not by our dialplan
            case ChannelDtmfReceived(channel=channel, digit=key) if call := self._calls.get(channel.id):
                call.line.key(key)
            case ChannelDestroyed(channel=channel) if channel.id.startswith(MEDIA_PREFIX):
                self._media.give_up(channel.id)
            case (
                StasisEnd(channel=channel) | ChannelDestroyed(channel=channel) | ChannelHangupRequest(channel=channel)
            ) if call := self._calls.get(channel.id):
                call.line.caller_left()
            case _:
                pass

    def _take(self, channel: str, on_call: Callable[[Line], None], *, answer: bool) -> None:
        if channel in self._calls:
            return
        if len(self._calls) >= self._capacity:
            self._spawn(_gone_is_good(self._client.hang_up(channel, "congestion")))
            return
        path = MediaPath(self._client, self._media, channel)
        line = AsteriskLine(path, lambda reason: self._client.hang_up(channel, reason))
        self._calls[channel] = _Call(line, path)
        self._spawn(self._live(channel, line, on_call, answer=answer))

    async def _live(self, channel: str, line: AsteriskLine, on_call: Callable[[Line], None], *, answer: bool) -> None:
        try:
            await line.live(lambda: on_call(line), answer=answer)
        finally:
            del self._calls[channel]

    def _spawn(self, work: Coroutine[object, object, None]) -> None:
        task = asyncio.create_task(work, name="line")
        self._tasks.add(task)
        task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if task.cancelled() or (error := task.exception()) is None:
            return
        self._failed += 1
        if not isinstance(error, AriError):
            tell_fault(error)


async def _gone_is_good(request: Coroutine[object, object, None]) -> None:
    try:
        await request
    except ChannelGoneError:
        return

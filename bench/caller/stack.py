"""The SIP stack behind the callers: baresip in this process, one stack at a time, any number of callers."""

import asyncio
import time
from types import TracebackType
from typing import Literal, Protocol, Self

from baresip import Account, Call, Config, Runtime, StackEvent, UserAgent

POLL_S = 0.004
"""Seconds between two looks for received sound: the grain of every time of arrival."""

# A telephone's jitter buffer would add a constant 100 ms (baresip's default) to all that is measured here.
_CONFIG = "audio_jitter_buffer_type off\n"


Dtmf = Literal["rtpevent", "info", "auto"]


class Telephone(Protocol):
    """What the stack needs of a caller."""

    def listen(self, now: float) -> None:
        """Take what was received since the last look."""

    async def hang_up(self) -> None:
        """End the call. Idempotent."""


class Stack:
    """Opens and closes baresip; inside it, `Caller(stack)` places calls.

    Only one may be open in a process, and times are only as good as its event loop is free: a bench runs the line
    in another process. Every call still up is hung up at the end; no thread, socket or file stays.
    """

    def __init__(self, *, codecs: tuple[str, ...] = ("pcmu",), dtmf: Dtmf = "rtpevent") -> None:
        """`codecs` are baresip's names in order of preference; `dtmf` is rtpevent (RFC 4733), info or auto."""
        self._codecs = codecs
        self._dtmf = dtmf
        self._runtime = Runtime(watchdog_interval=60.0)
        self._agents: dict[str, UserAgent] = {}
        self._callers: list[Telephone] = []
        self._ear: asyncio.Task[None] | None = None
        self._early: dict[int, list[StackEvent]] = {}
        self._known: set[int] = set()

    async def __aenter__(self) -> Self:
        await self._runtime.start(
            Config(net_interface="127.0.0.1", max_concurrent_calls=None, extra_config_text=_CONFIG)
        )
        self._runtime.subscribe(self._note)
        self._ear = asyncio.create_task(self._listen(), name="ear of the callers")
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for caller in list(self._callers):
            await caller.hang_up()
        if self._ear:
            self._ear.cancel()
            await asyncio.gather(self._ear, return_exceptions=True)
        await self._runtime.close()

    async def agent(self, user: str) -> UserAgent:
        """The SIP identity that puts `user` into the From header; made once."""
        if user not in self._agents:
            account = Account(user, "127.0.0.1", "", reg_interval=0, audio_codecs=self._codecs, dtmf_mode=self._dtmf)
            self._agents[user] = await UserAgent.create(self._runtime, account)
        return self._agents[user]

    def missed(self, call: Call) -> list[StackEvent]:
        """What happened to a call before its `dial()` returned; baresip-python loses that where the loop was busy.

        Measured: 7 of 1450 calls, answered within 15 ms, never became established otherwise.
        """
        self._known.add(call.handle)
        return self._early.pop(call.handle, [])

    def _note(self, event: StackEvent) -> None:
        if event.call and event.call not in self._known:
            self._early.setdefault(event.call, []).append(event)

    def hear_for(self, caller: Telephone) -> None:
        """Collect this caller's sound until `deaf_for`."""
        self._callers.append(caller)

    def deaf_for(self, caller: Telephone) -> None:
        """The caller's call is over. Idempotent."""
        if caller in self._callers:
            self._callers.remove(caller)

    async def _listen(self) -> None:
        while True:
            for caller in list(self._callers):
                caller.listen(time.monotonic())
            await asyncio.sleep(POLL_S)

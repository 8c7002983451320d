"""One live call: one task, one inbox; event -> engine -> effects, until it is over."""

import asyncio
import traceback
from collections.abc import Callable

from flows.engine import advance, begin
from flows.events import CallStarted, DeadlinePassed, Event, HungUp, KeyDown, KeyPressed, MediaLost, PlayedToEnd
from flows.state import CallState
from flows.step import Deadline, Step
from ivr.call.perform import Performer
from ivr.call.ports import Line, LineEvent, LineGone, LineKey, LineKeyDown, LinePlayed, LineQuiet
from ivr.call.show import Shower
from ivr.call.summary import summary
from ivr.call.world import World

APOLOGY_S = 10.0
"""Seconds an apology may take before the line is given up."""
APOLOGY = -1
"""The play number of the apology; the engine counts from 1."""


class Session:
    """Runs one call from answer to hang-up and leaves nothing behind."""

    def __init__(self, world: World, line: Line) -> None:
        self._world = world
        self._line = line
        self._inbox: asyncio.Queue[Event] = asyncio.Queue()
        self._loop = asyncio.get_running_loop()
        self._began = self._loop.time()
        self._shower = Shower(world.transcript, world.sounds, line.id) if world.transcript else None
        self._hands = Performer(world, line, self._inbox.put_nowait, self._now, self._shower)
        self._timer: asyncio.TimerHandle | None = None
        self._state: CallState | None = None
        self._failed = False

    def _now(self) -> int:
        """Milliseconds since the call was answered."""
        return round((self._loop.time() - self._began) * 1000)

    async def run(self) -> None:
        """The whole call. Our own bugs end it with an apology; cancelling it ends it at once."""
        self._line.attach(self._on_line, self._hands.hear)
        try:
            await self._converse()
        except Exception as fault:  # noqa: BLE001 - level three of DESIGN 4: whatever is wrong with us, the caller hears a sentence
            self._failed = True
            self._world.tell_fault(fault)
            self._show(traceback.format_exc())
            await self._apologise()
        finally:
            await self._leave()

    async def _converse(self) -> None:
        hour = self._world.circumstances()
        started = CallStarted(self._now(), hour.local, hour.notices, hour.closed)
        step = begin(self._world.book, self._world.flow, started)
        self._perform(step)
        while not step.state.ended:
            event = await self._inbox.get()
            if isinstance(event, KeyPressed):
                self._show(f"pressed: {event.key}")
            step = advance(self._world.book, step.state, event)
            self._perform(step)

    def _perform(self, step: Step) -> None:
        self._state = step.state
        if self._shower:
            self._shower.notes(step.notes)
        for effect in step.effects:
            self._hands.do(effect)
        self._hands.be_in(step.state.mode)
        self._arm(step.deadlines)

    def _arm(self, deadlines: tuple[Deadline, ...]) -> None:
        if self._timer:
            self._timer.cancel()
            self._timer = None
        if deadlines:
            first = min(deadlines, key=lambda deadline: deadline.at)
            delay = max(0, first.at - self._now()) / 1000
            self._timer = self._loop.call_later(delay, self._due, first)

    def _due(self, deadline: Deadline) -> None:
        self._inbox.put_nowait(DeadlinePassed(max(self._now(), deadline.at), deadline.name))

    def _on_line(self, event: LineEvent) -> None:
        at = self._now()
        match event:
            case LineKey(key):
                self._inbox.put_nowait(KeyPressed(at, key))
            case LineKeyDown(key):
                self._inbox.put_nowait(KeyDown(at, key))
            case LinePlayed(play):
                self._inbox.put_nowait(PlayedToEnd(at, play))
            case LineQuiet():
                self._inbox.put_nowait(MediaLost(at))
            case LineGone():
                self._inbox.put_nowait(HungUp(at))

    # -- endings ------------------------------------------------------------------------------------

    async def _apologise(self) -> None:
        self._hands.close()
        language = (self._state.language if self._state else None) or self._world.book.offer.main_language
        try:
            sound = self._world.sounds.sound("apology", language, (), slow=False)
        except KeyError:
            return
        over = asyncio.Event()
        self._line.attach(_ends(over), lambda _: None)
        self._line.play(APOLOGY, sound)
        try:
            await asyncio.wait_for(over.wait(), APOLOGY_S)
        except TimeoutError:
            return

    async def _leave(self) -> None:
        self._arm(())
        self._hands.close()
        try:
            if self._state:
                self._world.journal.count(summary(self._state, failed=self._failed))
        finally:
            await self._line.hang_up()  # whatever is wrong with counting, the line is given back

    def _show(self, text: str) -> None:
        if self._shower:
            self._shower.event(text)


def _ends(over: asyncio.Event) -> Callable[[LineEvent], None]:
    def on_line(event: LineEvent) -> None:
        if event == LinePlayed(APOLOGY) or isinstance(event, LineGone):
            over.set()

    return on_line

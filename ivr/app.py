"""The composition root: starts everything, stops it in reverse."""

import asyncio
import gc
import time
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime

from flows.model import FlowBook
from ivr.asterisk.client import AriClient
from ivr.asterisk.configure import OnlyForTests
from ivr.asterisk.edge import AsteriskEdge
from ivr.asterisk.facts import module_troubles, verdict
from ivr.asterisk.faults import faults_told, tell_fault
from ivr.asterisk.installation import AsteriskError
from ivr.asterisk.manager import KeyWatch
from ivr.asterisk.media import MediaServer
from ivr.asterisk.process import AsteriskProcess
from ivr.call.nobody import Nobody
from ivr.call.ports import Line, Transcript
from ivr.call.session import Session
from ivr.call.world import World
from ivr.hearing import ears_told
from ivr.live import Live, LiveContent
from ivr.recording_room import studio_of
from ivr.settings import Settings
from ivr.settings_ports import line_ports, trouble
from ivr.store.counters import Counters
from ivr.studio.guard import Guard
from ivr.studio.session import StudioSession
from ivr.under_way import UnderWay
from ivr.voice import Voice
from speech.models import found
from speech.sound_workers import SoundWorkers
from speech.workers import VoskWorkers

FLOW = "welcome"
"""Where calls begin."""
ARI_APP = "amparo"
Progress = Callable[[str], None]
"""Takes a sentence about what is being done; never about a call."""


class App:
    """The running line. Use `running`, which always stops what it started."""

    def __init__(
        self,
        settings: Settings,
        transcript: Transcript | None = None,
        progress: Progress | None = None,
        identity: OnlyForTests | None = None,
    ) -> None:
        self.settings = settings
        self._transcript = transcript if settings.prints_calls else None
        self._say = progress or (lambda _: None)
        self.asterisk = AsteriskProcess(settings, settings.state / "asterisk", identity=identity)
        self._models = found(settings.speech.models, settings.speech.languages)
        self.ears = VoskWorkers(self._models.whole, settings.speech.workers)
        self.any_sound = SoundWorkers(settings.speech.workers)
        self.media = MediaServer(
            settings.media.host, settings.media.port, "media", self.asterisk.secrets.media_password.get_secret_value()
        )
        self.client = AriClient(
            f"http://127.0.0.1:{settings.asterisk.http_port}/ari",
            settings.asterisk.ari_user,
            self.asterisk.secrets.ari_password.get_secret_value(),
            ARI_APP,
        )
        self.edge = AsteriskEdge(
            self.client, self.media, self._on_call, settings.line.max_calls, on_studio=self._on_studio
        )
        self.keys = KeyWatch(
            "127.0.0.1",
            settings.asterisk.manager_port,
            settings.asterisk.ari_user,
            self.asterisk.secrets.ari_password.get_secret_value(),
            self.edge.key_down,
        )
        self.counters = Counters(settings.store_url, lambda: datetime.now(UTC))
        self.content = LiveContent(settings, self.ears, self._say, self._adopt)
        self.guard = Guard(time.monotonic)
        self.voice: Voice
        self.book: FlowBook
        self.warnings: tuple[str, ...] = ()
        self._world: World
        self._calls: set[asyncio.Task[None]] = set()
        self._under_way = UnderWay(settings.state)

    @property
    def sip_uri(self) -> str:
        """What to dial on this machine."""
        return self.settings.sip_uri

    # -- starting, in order; each is stopped in reverse -----------------------------------------------

    async def _start(self, stack: AsyncExitStack) -> None:
        self._check_ports()
        self.settings.state.mkdir(mode=0o700, parents=True, exist_ok=True)
        await _started(stack, self._under_way)
        await _started(stack, self.content)
        await _started(stack, self.media)
        await self._start_slow_parts(stack)
        await self._check_asterisk(stack)
        await self.content.begin()
        gc.collect()
        gc.freeze()  # what is here now stays; to look through it for garbage again would keep calls waiting
        await _started(stack, self.counters)
        stack.push_async_callback(self._finish_calls)
        await _started(stack, self.keys)
        await _started(stack, self.edge)
        self._say(f"The line answers at {self.sip_uri}.")

    def _check_ports(self) -> None:
        wrong = [sentence for use in line_ports(self.settings) if (sentence := trouble(use))]
        if wrong:
            raise AsteriskError("\n".join(wrong))

    async def _start_slow_parts(self, stack: AsyncExitStack) -> None:
        """Asterisk, the recogniser's models and the sounds, side by side."""
        stack.push_async_callback(self.ears.close)
        stack.push_async_callback(self.any_sound.close)
        stack.push_async_callback(self.asterisk.stop)
        self._say("Starting Asterisk, loading the recogniser, preparing the sounds.")
        async with asyncio.TaskGroup() as group:
            if self.settings.asterisk.own_process:
                group.create_task(self.asterisk.start())
            loading = group.create_task(self.ears.start())
            group.create_task(self.any_sound.start())
            self.voice = await self.content.prepare()
        for sentence in ears_told(self._models, self.ears.languages, loading.result(), self.settings.line.languages):
            self._say(sentence)

    async def _check_asterisk(self, stack: AsyncExitStack) -> None:
        await _started(stack, self.client)
        if self.asterisk.version:  # our own, looked at when it was started
            self._say(self.asterisk.version.sentence)
            return
        judged = verdict((await self.client.info()).system.version)
        loaded = [module.module for module in await self.client.modules() if module.status == "Running"]
        troubles = module_troubles(loaded, srtp=self.settings.trunk.srtp != "none")
        if judged.grade == "refused" or troubles:
            raise AsteriskError("\n".join([judged.sentence, *troubles]))
        self._say(judged.sentence)

    def _adopt(self, live: Live) -> None:
        """Calls that begin from now on get this; those under way keep the world they have."""
        self.book, self.voice, self.warnings = live.book, live.voice, live.warnings
        sounds, words = live.voice.shelf, live.voice.words
        self._world = World(
            *(self.book, FLOW, sounds, words, self.ears, self.any_sound, Nobody(), self.counters, self._transcript),
            over_prompts=self.settings.speech.over_prompts,
            circumstances=self.content.circumstances,
            tell_fault=tell_fault,
        )

    # -- calls --------------------------------------------------------------------------------------

    @property
    def calls(self) -> int:
        """Calls under way."""
        return len(self._calls)

    def _on_call(self, line: Line) -> None:
        self._live(Session(self._world, line).run())

    def _on_studio(self, line: Line) -> None:
        studio = studio_of(self.settings, self.voice, self.content.configuration, self.guard)
        self._live(StudioSession(studio, line).run())

    def _live(self, call: Coroutine[object, object, None]) -> None:
        task = asyncio.get_running_loop().create_task(call)
        self._calls.add(task)
        self._under_way.are(len(self._calls))
        task.add_done_callback(self._over)

    def _over(self, call: asyncio.Task[None]) -> None:
        self._calls.discard(call)
        self._under_way.are(len(self._calls))

    async def _finish_calls(self) -> None:
        await asyncio.gather(*self._calls, return_exceptions=True)

    async def idle(self) -> None:
        """Wait until every call that is under way is over."""
        await self._finish_calls()

    async def broken(self) -> str:
        """Wait until the line cannot go on; says why."""
        if not self.settings.asterisk.own_process:
            await asyncio.Event().wait()  # somebody else starts it again, and the client reconnects
        status = await self.asterisk.wait()
        return f"Asterisk ended by itself with status {status}; the line stops too."


Part = MediaServer | AriClient | KeyWatch | AsteriskEdge | Counters | LiveContent | UnderWay


async def _started(stack: AsyncExitStack, part: Part) -> None:
    stack.push_async_callback(part.close)
    await part.start()


@asynccontextmanager
async def running(
    settings: Settings,
    transcript: Transcript | None = None,
    progress: Progress | None = None,
    identity: OnlyForTests | None = None,
) -> AsyncIterator[App]:
    """The line, running until the block ends or fails. Raises AsteriskError, ContentError, and its parts' errors."""
    async with AsyncExitStack() as stack:
        if not settings.prints_calls:
            stack.enter_context(faults_told())
        app = App(settings, transcript, progress, identity)
        await app._start(stack)
        yield app

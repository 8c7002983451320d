"""The line as a bench or a test sees it: an address to call, process ids, its sounds, and questions it answers."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any, Protocol

from pydantic import SecretStr

from ivr.asterisk.configure import OnlyForTests, asterisk_folder
from ivr.asterisk.console import ask_console
from ivr.asterisk.installation import find
from ivr.loop_lag import LagReport
from ivr.settings import Settings, changed
from ivr.settings_ports import with_free_ports

CHECKOUT = Path(__file__).resolve().parent.parent
_LONGEST_LINE = 2**20
_START_S = 300.0
_STOP_S = 30.0


class LineFailed(Exception):
    """The line did not start, or stopped answering; the text is its own sentence."""


class BenchLine(Protocol):
    """What a bench needs of a line that runs somewhere else."""

    @property
    def uri(self) -> str:
        """What to call."""

    async def pids(self) -> Mapping[str, tuple[int, ...]]:
        """Process ids of `asterisk`, `line`, `recogniser` (the active worker first), `any_sound` and `mothers`."""

    async def lag(self) -> LagReport:
        """The lag of the line's loop since it was last asked."""


class ChildLine:
    """A line in a child process."""

    def __init__(
        self, settings: Settings, process: asyncio.subprocess.Process, progress: Callable[[str], None]
    ) -> None:
        self.settings = settings
        self._process, self._progress = process, progress
        self._ready: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self._answers: asyncio.Queue[Any] = asyncio.Queue()
        self._asking = asyncio.Lock()
        self.uri = ""
        self.said: list[tuple[str, str, str]] = []
        """(call, prompt, language) of every prompt begun, where the transcript was asked for."""
        self.events: list[tuple[str, str]] = []
        """(call, what) of everything else in the transcript."""
        self._reader = asyncio.create_task(self._read())

    async def pids(self) -> dict[str, tuple[int, ...]]:
        """Process ids by part."""
        answer: dict[str, list[int]] = await self.ask("pids")
        return {"line": (self._process.pid,)} | {part: tuple(pids) for part, pids in answer.items()}

    async def lag(self) -> LagReport:
        """The lag of the line's loop since it was last asked."""
        return LagReport(**await self.ask("lag"))

    async def calls(self) -> int:
        """Calls under way."""
        count: int = await self.ask("calls")
        return count

    async def console(self, question: str) -> str:
        """What Asterisk's console answers; empty where it does not run."""
        return await ask_console(find(self.settings), asterisk_folder(self.settings), question)

    async def ask(self, name: str, argument: str = "") -> Any:
        """One question. Raises LineFailed where no answer comes."""
        async with self._asking:
            await self._send({"ask": name, "with": argument})
            answer = await asyncio.wait_for(self._answers.get(), _STOP_S)
        if isinstance(answer, LineFailed):
            raise answer
        return answer

    async def start(self, order: Mapping[str, object]) -> None:
        """Give the order and wait until the line answers calls. Raises LineFailed."""
        await self._send(order)
        self.uri = await asyncio.wait_for(asyncio.shield(self._ready), _START_S)

    async def stop(self) -> None:
        """Let the line end by itself, or make it. Idempotent."""
        if self._process.stdin:
            self._process.stdin.close()
        try:
            await asyncio.wait_for(self._process.wait(), _STOP_S)
        except TimeoutError:
            self._process.kill()
            await self._process.wait()
        await self._reader

    async def _send(self, message: Mapping[str, object]) -> None:
        if self._process.stdin is None:
            raise LineFailed("the line has no stdin")
        self._process.stdin.write(json.dumps(message).encode() + b"\n")
        await self._process.stdin.drain()

    async def _read(self) -> None:
        assert self._process.stdout  # noqa: S101 - it was started with a pipe
        while line := await self._process.stdout.readline():
            self._take(json.loads(line))
        over = LineFailed("the line ended")
        if not self._ready.done():
            self._ready.set_exception(over)
        self._answers.put_nowait(over)

    def _take(self, message: dict[str, Any]) -> None:
        match message:
            case {"ready": str(uri)}:
                self._ready.set_result(uri)
            case {"failed": str(why)} if not self._ready.done():
                self._ready.set_exception(LineFailed(why))
            case {"answer": answer}:
                self._answers.put_nowait(answer)
            case {"progress": str(sentence)}:
                self._progress(sentence)
            case {"said": [call, prompt, language, _]}:
                self.said.append((call, prompt, language))
            case {"event": [call, what]}:
                self.events.append((call, what))


def quiet(_: str) -> None:
    """Progress nobody wants to see."""


@asynccontextmanager
async def line_process(
    settings: Settings,
    *,
    transcript: bool = False,
    identity: OnlyForTests | None = None,
    progress: Callable[[str], None] = quiet,
) -> AsyncIterator[ChildLine]:
    """A line with these settings in a process of its own. Raises LineFailed."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bench.line_process"),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        cwd=CHECKOUT,
        limit=_LONGEST_LINE,
    )
    line = ChildLine(settings, process, progress)
    order = {
        "settings": _revealed(settings.model_dump()),
        "identity": asdict(identity or OnlyForTests()),
        "transcript": transcript,
    }
    try:
        await line.start(order)
        yield line
    finally:
        await line.stop()


def _revealed(value: Any) -> Any:
    """Plain JSON with the secrets in it, for the pipe to our own child and nowhere else."""
    match value:
        case SecretStr():
            return value.get_secret_value()
        case Path():
            return str(value)
        case dict():
            return {key: _revealed(part) for key, part in value.items()}
        case tuple() | list():
            return [_revealed(part) for part in value]
        case _:
            return value


def own_state(settings: Settings, state: Path) -> Settings:
    """The same settings with a state folder of their own, but the sounds that are rendered already."""
    sounds = settings.state / "sounds"
    sounds.mkdir(parents=True, exist_ok=True)
    state.mkdir(exist_ok=True)
    (state / "sounds").symlink_to(sounds)
    return changed(settings, {"line": {"state": state}})


def own_ports(settings: Settings) -> Settings:
    """The same settings, in profile `test`, on loopback ports that are free now: no running line is disturbed."""
    anew: dict[str, dict[str, object]] = {
        "line": {"profile": "test"},
        "asterisk": {"http_port": 0, "manager_port": 0, "ari_password": SecretStr("")},
        "sip": {"bind": "127.0.0.1", "port": 0, "transport": "udp", "rtp_from": 0, "rtp_to": 0},
        "trunk": {"mode": "none"},
        "media": {"host": "127.0.0.1", "port": 0, "password": SecretStr("")},
        "store": {"url": SecretStr(""), "configuration_url": SecretStr("")},
    }
    return with_free_ports(changed(settings, anew))

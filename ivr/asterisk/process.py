"""Run one Asterisk as a child of the line, and leave nothing of it behind."""

import asyncio
import contextlib
import re
import secrets as random
import shutil
import socket
from collections import deque
from pathlib import Path

import httpx

from ivr.asterisk.configure import FOLDERS, OnlyForTests, Secrets, fresh_secrets, write_configuration
from ivr.asterisk.console import ask_console
from ivr.asterisk.facts import Verdict, verdict
from ivr.asterisk.inspection import ari_http, running_troubles
from ivr.asterisk.installation import AsteriskError, Installation, find, version
from ivr.asterisk.trunk import QUESTION, TrunkStatus, trunk_status
from ivr.settings import Settings
from ivr.settings_ports import asterisk_ports, trouble

LONGEST_SOCKET_PATH = 107
"""Bytes in sockaddr_un.sun_path without its end (unix(7))."""
LAST_LINES = 12
POLL_SECONDS = 0.05
GUARDS = ("setpriv", "--pdeathsig", "KILL", "--", "prlimit", "--core=0", "--")
"""util-linux: die with the line, and never write a core dump (rule P5)."""


class AsteriskProcess:
    """Our own Asterisk. Start and stop it once each; it dies with this process in any case."""

    extra_modules: tuple[str, ...] = ()
    """Allowed beyond the allow list; the tests' carrier has some."""

    def __init__(
        self,
        settings: Settings,
        folder: Path,
        secrets: Secrets | None = None,
        identity: OnlyForTests | None = None,
    ) -> None:
        """`folder` becomes private and is emptied of ours at the end; `identity` is for tests alone."""
        self.settings = settings
        self.folder = folder.absolute()
        self.secrets = secrets or fresh_secrets(settings)
        self.version: Verdict | None = None
        self._identity = identity
        self._installation: Installation | None = None
        self._folder_is_ours = False
        self._child: asyncio.subprocess.Process | None = None
        self._reader: asyncio.Task[None] | None = None
        self._lines: deque[str] | None = deque(maxlen=LAST_LINES)

    @property
    def pid(self) -> int | None:
        """Asterisk's process id while it runs."""
        return self._child.pid if self._child and self._child.returncode is None else None

    async def start(self) -> None:
        """Start Asterisk and wait until ARI answers. Raises AsteriskError with what to do; then nothing is left."""
        try:
            await self._start()
        except BaseException:
            await self.stop()
            raise

    async def stop(self) -> None:
        """End Asterisk, gently for limits.stop_seconds, then hard, and remove its files. Idempotent."""
        if self._child is not None:
            await self._end(self._child)
        if self._reader is not None:
            await self._reader
        if self._folder_is_ours:
            self._remove_files()

    async def wait(self) -> int:
        """Give the exit status once Asterisk has ended, for whatever reason."""
        if self._child is None:
            raise RuntimeError("Asterisk was not started")
        return await self._child.wait()

    async def trunk(self) -> TrunkStatus:
        """How it stands with the carrier now."""
        if self._installation is None:
            raise RuntimeError("Asterisk was not started")
        return trunk_status(self.settings, await ask_console(self._installation, self.folder, QUESTION))

    def configure(self, installation: Installation) -> Path:
        """Write what Asterisk runs with; gives asterisk.conf."""
        return write_configuration(self.settings, self.folder, self.secrets, installation, self._identity)

    def _remove_files(self) -> None:
        for name in FOLDERS:
            shutil.rmtree(self.folder / name, ignore_errors=True)
        with contextlib.suppress(OSError):
            self.folder.rmdir()  # stays where somebody else put something into it

    async def _start(self) -> None:
        self._installation = find(self.settings)
        await self._check(self._installation)
        self._folder_is_ours = True
        configuration = self.configure(self._installation)
        self._child = await asyncio.create_subprocess_exec(
            *GUARDS, *self._installation.command, "-f", "-C", str(configuration),
            stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
            cwd=self.folder, env=_environment(),
        )  # fmt: skip
        self._reader = asyncio.create_task(self._read(self._child))
        async with ari_http(self.settings, self.secrets) as ari:
            await self._until_answering(self._child, ari)
            wrong = await running_troubles(self.settings, ari, self.extra_modules)
        if wrong:
            raise AsteriskError("\n".join((*wrong, self._last_lines())))
        self._lines = None

    async def _check(self, installation: Installation) -> None:
        self.version = verdict(await version(installation))
        wrong = [self.version.sentence] if self.version.grade == "refused" else []
        wrong += folder_troubles(self.folder)
        wrong += [sentence for use in asterisk_ports(self.settings) if (sentence := trouble(use))]
        if wrong:
            raise AsteriskError("\n".join(wrong))

    async def _until_answering(self, child: asyncio.subprocess.Process, ari: httpx.AsyncClient) -> None:
        patience = self.settings.limits.start_seconds
        try:
            async with asyncio.timeout(patience):
                while not await _answers(ari):
                    if child.returncode is not None:
                        raise AsteriskError(f"Asterisk ended with status {child.returncode}: {self._last_lines()}")
                    await asyncio.sleep(POLL_SECONDS)
        except TimeoutError:
            raise AsteriskError(f"Asterisk did not answer within {patience} s: {self._last_lines()}") from None

    def _last_lines(self) -> str:
        return " / ".join(self._lines or ()) or "it said nothing."

    async def _read(self, child: asyncio.subprocess.Process) -> None:
        """Empty Asterisk's console; of a start that fails the last lines are kept, without any digit."""
        if child.stdout is None:
            return
        while chunk := await child.stdout.read(4096):
            if self._lines is not None:
                self._lines.extend(scrubbed(chunk.decode(errors="replace")))
        await child.wait()

    async def _end(self, child: asyncio.subprocess.Process) -> None:
        with contextlib.suppress(ProcessLookupError):
            child.terminate()
        try:
            await asyncio.wait_for(child.wait(), self.settings.limits.stop_seconds)
        except TimeoutError:
            child.kill()
            await child.wait()


def folder_troubles(folder: Path) -> list[str]:
    """One sentence for each reason why Asterisk cannot live in a folder."""
    path = folder / "run/asterisk.ctl"
    if len(str(path).encode()) > LONGEST_SOCKET_PATH:
        return [f"{folder} is too long a path for a socket: set line.state to a shorter one."]
    if any(letter in str(folder) for letter in ";\n"):
        return [f'{folder} has a ";" or a line break in it: set line.state to a plain path.']
    with socket.socket(socket.AF_UNIX) as door:
        if door.connect_ex(str(path)) == 0:
            return [f"Another line runs in {folder}: stop it, or set line.state to another folder."]
    return []


def scrubbed(text: str) -> list[str]:
    """Lines without any digit, so that no number can be among them; empty lines left out."""
    return [re.sub(r"\d", "#", line).strip() for line in text.splitlines() if line.strip()]


async def _answers(ari: httpx.AsyncClient) -> bool:
    try:
        return (await ari.get("asterisk/ping")).status_code == httpx.codes.OK
    except httpx.TransportError:
        return False


def _environment() -> dict[str, str]:
    """glibc overwrites freed memory with this byte, so numbers do not linger in it (DESIGN.md section 5)."""
    return {
        "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
        "LANG": "C.UTF-8",
        "TERM": "dumb",
        "MALLOC_PERTURB_": str(1 + random.randbelow(255)),
    }

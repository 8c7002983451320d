"""A small real Asterisk of the line tests' own: one anonymous endpoint on loopback, our dialplan word, nothing else."""

import asyncio
import contextlib
import os
import secrets
import socket
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from ivr.asterisk.client import AriClient
from ivr.asterisk.errors import AriError
from ivr.asterisk.facts import MODULES as ALLOWED

PASSWORD = secrets.token_hex(8)

MODULES = (*ALLOWED, "res_pjsip_endpoint_identifier_anonymous")


@dataclass(frozen=True)
class SmallAsterisk:
    """Where it listens."""

    sip: int
    http: int
    media: int
    process: asyncio.subprocess.Process

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.http}/ari"

    def client(self, request_s: float = 5.0) -> AriClient:
        return AriClient(self.url, "amparo", PASSWORD, request_s=request_s)


def asterisk_root() -> Path:
    """The private root; skips aloud where there is none."""
    root = os.environ.get("AMPARO_ASTERISK_ROOT", "")
    if not root or not Path(root, "usr/sbin/asterisk").exists():
        pytest.skip("no Asterisk: AMPARO_ASTERISK_ROOT does not name a root with usr/sbin/asterisk")
    return Path(root)


def free_port(kind: socket.SocketKind = socket.SOCK_STREAM) -> int:
    """A port that is free now."""
    with socket.socket(socket.AF_INET, kind) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.asynccontextmanager
async def small_asterisk(folder: Path) -> AsyncIterator[SmallAsterisk]:
    """Start it in `folder`, stop it at the end."""
    root = asterisk_root()
    sip, http, media = free_port(socket.SOCK_DGRAM), free_port(), free_port()
    _configure(root, folder, sip, http, media)
    process = await _start(root, folder)
    try:
        box = SmallAsterisk(sip, http, media, process)
        await _until_up(box)
        yield box
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.wait()


async def _start(root: Path, folder: Path) -> asyncio.subprocess.Process:
    libraries = next((root / "usr/lib").glob("*-linux-gnu"))
    loader = next(libraries.glob("ld-linux-*.so*"))
    with (folder / "output").open("wb") as output:
        return await asyncio.create_subprocess_exec(
            *(loader, "--library-path", libraries, root / "usr/sbin/asterisk"),
            *("-f", "-n", "-C", folder / "asterisk.conf"),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=output,
            stderr=output,
        )


async def _until_up(box: SmallAsterisk) -> None:
    async with asyncio.timeout(20):
        while True:
            client = box.client()
            try:
                await client.start()
            except AriError:
                await asyncio.sleep(0.1)
            else:
                await client.close()
                return


def _configure(root: Path, folder: Path, sip: int, http: int, media: int) -> None:
    modules = next((root / "usr/lib").glob("*-linux-gnu/asterisk/modules"))
    for name in ("lib", "spool", "run", "log", "keys"):
        (folder / name).mkdir(parents=True)
    files = {
        "asterisk.conf": f"""[directories](!)
astetcdir => {folder}
astmoddir => {modules}
astvarlibdir => {folder}/lib
astdbdir => {folder}/lib
astkeydir => {folder}/keys
astdatadir => {root}/usr/share/asterisk
astspooldir => {folder}/spool
astrundir => {folder}/run
astlogdir => {folder}/log
""".replace("[directories](!)", "[directories]"),
        "modules.conf": "[modules]\nautoload=no\n" + "".join(f"load={name}.so\n" for name in MODULES),
        "logger.conf": "[logfiles]\nconsole => notice,warning,error\n",
        "http.conf": f"[general]\nenabled=yes\nbindaddr=127.0.0.1\nbindport={http}\n",
        "ari.conf": f"[general]\nenabled=yes\nwebsocket_write_timeout=1000\n"
        f"[amparo]\ntype=user\nread_only=no\npassword={PASSWORD}\n",
        "websocket_client.conf": f"[amparo_media]\ntype=websocket_client\nuri=ws://127.0.0.1:{media}/media\n"
        f"protocols=media\nusername=media\npassword={PASSWORD}\nconnection_type=per_call_config\n"
        "connection_timeout=500\nreconnect_interval=500\nreconnect_attempts=4\n",
        "chan_websocket.conf": "[global]\ncontrol_message_format=json\n",
        "rtp.conf": "[general]\nrtpstart=21000\nrtpend=29999\n",
        "stasis.conf": "",
        "extensions.conf": "[callers]\nexten => _.,1,Set(CALLERID(all)=)\n same => n,Stasis(amparo,call)\n",
        "pjsip.conf": f"""[loop]
type=transport
protocol=udp
bind=127.0.0.1:{sip}
[anonymous]
type=endpoint
context=callers
disallow=all
allow=ulaw
direct_media=no
callerid="anonymous" <0>
trust_id_inbound=no
""",
    }
    for name, text in files.items():
        (folder / name).write_text(text)

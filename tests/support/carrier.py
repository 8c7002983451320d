"""A second Asterisk that plays the carrier, and a raw view of ARI that hides nothing."""

import asyncio
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar

import httpx
import pytest
from websockets.asyncio.client import ClientConnection, connect

from ivr.asterisk.installation import AsteriskError, Installation, find
from ivr.asterisk.process import AsteriskProcess
from ivr.settings import Settings
from ivr.settings_ports import with_free_ports

CARRIER, STRANGER = "127.0.0.2", "127.0.0.3"
NAME = "line-of-the-test"
WORD = "word-of-the-test"
NUMBER = "15550123987"
"""The canary: a number of the range reserved for fiction."""

Running = TypeVar("Running", bound=AsteriskProcess)

PJSIP = """
[global]
type = global
endpoint_identifier_order = auth_username,username,ip
[transport]
type = transport
protocol = {transport}
bind = {host}:{port}
{tls}
[{name}]
type = auth
auth_type = digest
username = {name}
password = {word}
[{name}]
type = aor
max_contacts = 1
remove_existing = yes
minimum_expiration = 20
[{name}]
type = endpoint
context = nowhere
auth = {name}
aors = {name}
disallow = all
allow = {codecs}
dtmf_mode = {dtmf}
media_encryption = {encryption}
direct_media = no
trust_id_outbound = yes
send_pai = yes
"""


def settings_of_test(**sections: dict[str, Any]) -> Settings:
    """Settings with free ports on loopback; skips aloud where there is no Asterisk."""
    data: dict[str, dict[str, Any]] = {
        "line": {"profile": "test"},
        "asterisk": {"root": os.environ.get("AMPARO_ASTERISK_ROOT", ""), "http_port": 0, "manager_port": 0},
        "sip": {"port": 0, "rtp_from": 0, "rtp_to": 0},
        "media": {"port": 0},
        "console": {"port": 0},
    }
    for name, keys in sections.items():
        data.setdefault(name, {}).update(keys)
    settings = with_free_ports(Settings.model_validate(data))
    try:
        find(settings)
    except AsteriskError as wrong:
        pytest.skip(str(wrong))
    return settings


class Carrier(AsteriskProcess):
    """An Asterisk that lets the line sign in and calls it."""

    extra_modules = ("res_pjsip_registrar", "res_pjsip_endpoint_identifier_user")

    def __init__(self, folder: Path, host: str = CARRIER, dtmf: str = "rfc4733", settings: Settings | None = None):
        super().__init__(settings or settings_of_test(sip={"bind": host}), folder)
        self.host = host
        self.port = self.settings.sip.port
        self.dtmf = dtmf

    def configure(self, installation: Installation) -> Path:
        configuration = super().configure(installation)
        folder = configuration.parent
        with (folder / "modules.conf").open("a") as modules:
            modules.write("".join(f"load = {name}.so\n" for name in self.extra_modules))
        (folder / "pjsip.conf").write_text(self._pjsip())
        return configuration

    def _pjsip(self) -> str:
        sip = self.settings.sip
        files = f"cert_file = {sip.tls_cert_file}\npriv_key_file = {sip.tls_key_file}\nmethod = tlsv1_2"
        return PJSIP.format(
            host=self.host,
            port=self.port,
            transport=sip.transport,
            tls=files if sip.transport == "tls" else "",
            name=NAME,
            word=WORD,
            dtmf=self.dtmf,
            codecs="alaw,ulaw",
            encryption="sdes" if self.settings.trunk.srtp == "sdes" else "no",
        )


def trunk_to(carrier: Carrier) -> dict[str, Any]:
    """How a line signs in at `carrier`."""
    signed_in = {"mode": "registration", "host": carrier.host, "port": carrier.port, "username": NAME, "password": WORD}
    return {**signed_in, "allowed_sources": [f"{CARRIER}/32"], "register_seconds": 20}


def certificate(folder: Path) -> tuple[str, str]:
    """A certificate of both sides, signed by itself, and its key; skips aloud where openssl is missing."""
    if shutil.which("openssl") is None:
        pytest.skip("no openssl: no certificate can be made for TLS")
    cert, key = folder / "cert.pem", folder / "key.pem"
    names = f"subjectAltName=IP:{CARRIER},IP:127.0.0.1"
    order = f"openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN={CARRIER} -addext {names}".split()
    subprocess.run([*order, "-keyout", key, "-out", cert], check=True, capture_output=True)
    return str(cert), str(key)


def times_in_memory(pid: int, text: str) -> int:
    """How often a text is in the readable memory of a process (proc(5))."""
    found = 0
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        for area in Path(f"/proc/{pid}/maps").read_text().splitlines():
            first, _, after = area.split()[0].partition("-")
            with suppress(OSError, OverflowError):  # areas of devices and of the kernel cannot be read
                memory.seek(int(first, 16))
                found += memory.read(int(after, 16) - int(first, 16)).count(text.encode())
    return found


class RawAri:
    """Every event as it comes, and any request."""

    def __init__(self, process: AsteriskProcess, socket: ClientConnection, http: httpx.AsyncClient) -> None:
        self.process = process
        self.events: list[dict[str, Any]] = []
        self.raw: list[str] = []
        self._socket = socket
        self._http = http
        self._news = asyncio.Condition()

    async def read(self) -> None:
        """Take events until the socket is closed."""
        async for text in self._socket:
            async with self._news:
                self.raw.append(str(text))
                self.events.append(json.loads(text))
                self._news.notify_all()

    async def post(self, path: str, **query: str) -> Any:
        """POST to ARI; what it answers."""
        answer = await self._http.post(path, params=query)
        answer.raise_for_status()
        return answer.json() if answer.content else None

    async def delete(self, path: str) -> None:
        """DELETE in ARI."""
        (await self._http.delete(path)).raise_for_status()

    async def tried(self, path: str, **query: str) -> bool:
        """POST to ARI; whether it was done."""
        return (await self._http.post(path, params=query)).is_success

    async def until(self, fits: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """The first event that fits, also among those that came before."""
        async with self._news:
            await asyncio.wait_for(self._news.wait_for(lambda: any(map(fits, self.events))), 20)
        return next(filter(fits, self.events))

    async def until_type(self, kind: str) -> dict[str, Any]:
        """The first event of a type."""
        return await self.until(lambda event: event["type"] == kind)

    def of_type(self, kind: str) -> list[dict[str, Any]]:
        """Events of a type that came so far."""
        return [event for event in self.events if event["type"] == kind]


@asynccontextmanager
async def raw_ari(process: AsteriskProcess, app: str = "amparo") -> AsyncIterator[RawAri]:
    """Listen to everything one Asterisk tells."""
    user, word = process.settings.asterisk.ari_user, process.secrets.ari_password.get_secret_value()
    base = f"127.0.0.1:{process.settings.asterisk.http_port}/ari"
    events = f"ws://{base}/events?app={app}&subscribeAll=true&api_key={user}:{word}"
    async with (
        connect(events, proxy=None) as socket,
        httpx.AsyncClient(base_url=f"http://{base}/", auth=(user, word), trust_env=False) as http,
    ):
        ari = RawAri(process, socket, http)
        reader = asyncio.create_task(ari.read())
        try:
            yield ari
        finally:
            await socket.close()
            await reader


@asynccontextmanager
async def running(process: Running) -> AsyncIterator[Running]:
    """Started now, stopped at the end."""
    await process.start()
    try:
        yield process
    finally:
        await process.stop()


@contextmanager
def short_folder() -> Iterator[Path]:
    """A temporary folder whose path is short enough for a socket, and which must be empty at the end."""
    with tempfile.TemporaryDirectory(prefix="amparo-") as name:
        yield Path(name)
        left = sorted(Path(name).rglob("*"))
        assert left == [], f"left behind: {left}"


async def settled(folder: Path) -> None:
    """Asterisk writes its own random name within a second of its start."""
    journal = folder / "lib/astdb.sqlite3-journal"
    async with asyncio.timeout(20):
        at_work = True
        while at_work:
            await asyncio.sleep(1.2)
            at_work = await asyncio.to_thread(journal.exists)


def files_of(folder: Path) -> dict[Path, tuple[int, bytes]]:
    """Every file with its modification time and content."""
    return {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in folder.rglob("*") if path.is_file()}

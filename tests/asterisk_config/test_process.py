"""A real Asterisk with our configuration: what runs, what is written, what is left."""

import asyncio
import os
import socket
import sqlite3
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from ipaddress import ip_address
from pathlib import Path

import pytest

from ivr.asterisk.configure import FOLDERS
from ivr.asterisk.facts import modules_for
from ivr.asterisk.inspection import ari_http, running_modules, running_version
from ivr.asterisk.installation import AsteriskError, Installation, find
from ivr.asterisk.process import AsteriskProcess, scrubbed
from ivr.settings import Settings, changed
from ivr.settings_ports import asterisk_ports
from ivr.settings_sections import CHECKOUT
from tests.support.carrier import running, settings_of_test, short_folder

pytestmark = pytest.mark.asterisk


@pytest.fixture
def folder() -> Iterator[Path]:
    with short_folder() as made:
        yield made


@pytest.fixture
async def asterisk(folder: Path) -> AsyncIterator[AsteriskProcess]:
    async with running(AsteriskProcess(settings_of_test(), folder / "a")) as process:
        yield process


async def test_exactly_the_allow_list_runs_in_a_good_version(asterisk: AsteriskProcess) -> None:
    async with ari_http(asterisk.settings, asterisk.secrets) as ari:
        loaded = {name.removesuffix(".so") for name in await running_modules(ari) if name.endswith(".so")}
        assert loaded == set(modules_for(srtp=False))
        assert (await running_version(ari)).grade == "good"


async def test_it_writes_a_random_name_of_its_own_and_a_process_id_and_nothing_else(asterisk: AsteriskProcess) -> None:
    beside_etc = {path.relative_to(asterisk.folder) for path in asterisk.folder.rglob("*") if not path.is_dir()}
    written = {str(path) for path in beside_etc if path.parts[0] != "etc"}
    written.discard("lib/astdb.sqlite3-journal")  # for the first second, until that name is written
    assert written == {"lib/astdb.sqlite3", "run/asterisk.ctl", "run/asterisk.pid"}
    with closing(sqlite3.connect(f"file:{asterisk.folder}/lib/astdb.sqlite3?mode=ro", uri=True)) as database:
        assert {key for (key,) in database.execute("SELECT key FROM astdb")} <= {"/pbx/UUID"}


async def test_it_dumps_no_core_and_overwrites_what_it_frees(asterisk: AsteriskProcess) -> None:
    process = Path(f"/proc/{asterisk.pid}")
    core = next(line for line in (process / "limits").read_text().splitlines() if line.startswith("Max core"))
    assert core.split()[4:6] == ["0", "0"]
    environment = dict(pair.split("=", 1) for pair in (process / "environ").read_text().split("\0") if pair)
    assert 1 <= int(environment["MALLOC_PERTURB_"]) <= 255


async def test_it_is_reached_at_three_ports_of_this_machine_and_nowhere_else(asterisk: AsteriskProcess) -> None:
    wanted = {(use.kind, use.host, use.port) for use in asterisk_ports(asterisk.settings)}
    found = await asyncio.to_thread(_listening, asterisk.pid)
    asking_names = {use for use in found if use[0] == "udp" and use[1] in ("0.0.0.0", "::")}  # noqa: S104 - only read
    assert len(wanted) == 3
    assert found - asking_names == wanted
    assert len(asking_names) <= 2  # PJSIP's resolver: one socket a family, and answers only from the name server count


def _listening(pid: int | None) -> set[tuple[str, str, int]]:
    """Kind, address and port of every open server socket (proc(5), /proc/net/tcp)."""
    own = {link.readlink().name for link in Path(f"/proc/{pid}/fd").iterdir() if link.is_symlink()}
    found = set()
    for table, listening in (("tcp", "0A"), ("udp", "07"), ("tcp6", "0A"), ("udp6", "07")):
        for row in Path(f"/proc/net/{table}").read_text().splitlines()[1:]:
            fields = row.split()
            host, port = fields[1].split(":")
            if fields[3] == listening and f"socket:[{fields[9]}]" in own:
                found.add((table[:3], _address(host), int(port, 16)))
    return found


def _address(word: str) -> str:
    """Four bytes at a time in the machine's order."""
    turned = b"".join(bytes.fromhex(word[at : at + 8])[::-1] for at in range(0, len(word), 8))
    return str(ip_address(turned))


async def test_it_is_started_as_a_child_and_gone_at_the_end(folder: Path) -> None:
    process = AsteriskProcess(settings_of_test(), folder / "a")
    await process.start()
    pid = process.pid
    assert pid is not None
    assert not _ended(pid)
    await process.stop()
    await process.stop()
    assert process.pid is None
    assert _ended(pid)


async def test_it_dies_with_its_parent(folder: Path) -> None:
    code = (
        "import asyncio, pathlib, sys\n"
        "from tests.support.carrier import settings_of_test\n"
        "from ivr.asterisk.process import AsteriskProcess\n"
        "async def main():\n"
        f"    process = AsteriskProcess(settings_of_test(), pathlib.Path({str(folder / 'a')!r}))\n"
        "    await process.start()\n"
        "    print(process.pid, flush=True)\n"
        "    await asyncio.sleep(3600)\n"
        "asyncio.run(main())\n"
    )
    settings_of_test()  # skips here where there is no Asterisk
    parent = await asyncio.create_subprocess_exec(
        sys.executable, "-c", code, stdout=asyncio.subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(CHECKOUT)}
    )
    assert parent.stdout is not None
    child = int(await parent.stdout.readline())
    parent.kill()
    await parent.wait()
    async with asyncio.timeout(20):
        gone = False
        while not gone:
            await asyncio.sleep(0.05)
            gone = _ended(child)
    async with running(AsteriskProcess(settings_of_test(), folder / "a")):
        pass  # whoever comes next removes the files at its end


def _ended(pid: int) -> bool:
    """Also where nobody waits for it, so that it stays in the table as a zombie."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except FileNotFoundError:
        return True


@pytest.mark.parametrize(("key", "kind"), [("sip.port", socket.SOCK_DGRAM), ("asterisk.http_port", socket.SOCK_STREAM)])
async def test_a_taken_port_is_named_with_its_setting(folder: Path, key: str, kind: socket.SocketKind) -> None:
    settings = settings_of_test()
    section, _, name = key.partition(".")
    with socket.socket(socket.AF_INET, kind) as taken:
        taken.bind(("127.0.0.1", 0))
        if kind == socket.SOCK_STREAM:
            taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(AsteriskError, match=rf"Port {port} .* set {key} to another port"):
            await AsteriskProcess(changed(settings, {section: {name: port}}), folder / "a").start()


class Broken(AsteriskProcess):
    """Asterisk that wants a module that does not exist."""

    def configure(self, installation: Installation) -> Path:
        configuration = super().configure(installation)
        with (configuration.parent / "modules.conf").open("a") as modules:
            modules.write("require = res_no_such_thing_987.so\n")
        return configuration


async def test_a_start_that_fails_tells_the_last_lines_without_any_digit(folder: Path) -> None:
    with pytest.raises(AsteriskError, match="res_no_such_thing_###") as raised:
        await Broken(settings_of_test(), folder / "a").start()
    assert "987" not in str(raised.value)


class Talkative(AsteriskProcess):
    """Asterisk with a module that must not run."""

    def configure(self, installation: Installation) -> Path:
        configuration = super().configure(installation)
        with (configuration.parent / "modules.conf").open("a") as modules:
            modules.write("load = res_pjsip_history.so\n")
        return configuration


async def test_a_module_that_must_not_run_refuses_the_start(folder: Path) -> None:
    with pytest.raises(AsteriskError, match="res_pjsip_history, which must not be: keeps whole SIP messages"):
        await Talkative(settings_of_test(), folder / "a").start()


async def test_a_folder_too_deep_for_a_socket_is_told(folder: Path) -> None:
    with pytest.raises(AsteriskError, match=r"set line\.state to a shorter one"):
        await AsteriskProcess(settings_of_test(), folder / ("a" * 100)).start()


async def test_two_lines_do_not_share_a_folder(asterisk: AsteriskProcess) -> None:
    with pytest.raises(AsteriskError, match="Another line runs in"):
        await AsteriskProcess(settings_of_test(), asterisk.folder).start()
    async with ari_http(asterisk.settings, asterisk.secrets) as ari:
        assert (await running_version(ari)).grade == "good"
    assert {path.name for path in asterisk.folder.iterdir()} == set(FOLDERS)


async def test_a_folder_that_would_break_the_configuration_is_told(folder: Path) -> None:
    with pytest.raises(AsteriskError, match=r"set line\.state to a plain path"):
        await AsteriskProcess(settings_of_test(), folder / "a;b").start()


def test_no_asterisk_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(AsteriskError, match=r"asterisk\.root"):
        find(Settings.model_validate({"asterisk": {"root": str(tmp_path)}}))


def test_lines_are_kept_without_digits() -> None:
    assert scrubbed("From: 15550123987\n\n  port 5060 \n") == ["From: ###########", "port ####"]

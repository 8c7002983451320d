"""A private PostgreSQL for tests: its own folder and socket, no TCP port, gone afterwards."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

USER = "amparo"
WITHOUT_ROOT = ("postgres", "nobody")
"""Accounts that may run the server where the tests run as root, which PostgreSQL refuses."""


@cache
def server_programs() -> Path | None:
    """The folder with initdb and postgres of the newest version installed, or None."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda path: int(path.parts[-3]))
    return found[-1].parent if found else None


@contextmanager
def private_postgres() -> Iterator[str]:
    """Run a server; gives the URL of its empty database. Skips where the server programs are absent."""
    programs = server_programs()
    if programs is None:
        pytest.skip("PostgreSQL is not installed: no /usr/lib/postgresql/*/bin/postgres (apt-get install postgresql)")
    # Not pytest's folder: that one is closed to other accounts, and socket paths have only 107 bytes.
    folder = Path(tempfile.mkdtemp(prefix="amparo-pg-"))
    try:
        _give_away(folder)
        _initialise(programs, folder)
        with _running(programs, folder):
            yield f"postgresql://{USER}@/postgres?host={folder}"
    finally:
        shutil.rmtree(folder)


@contextmanager
def fresh_database(server: str) -> Iterator[str]:
    """The URL of a new empty database on a server; it is dropped afterwards."""
    name = f"t{uuid4().hex}"
    _execute(server, f"CREATE DATABASE {name}")
    try:
        yield server.replace("/postgres?", f"/{name}?")
    finally:
        _execute(server, f"DROP DATABASE {name} WITH (FORCE)")


def _execute(server: str, sql: str) -> None:
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.encode())


def _account() -> pwd.struct_passwd | None:
    """Whom to run as; None means as ourselves."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    return next(known[name] for name in WITHOUT_ROOT if name in known)


def _give_away(folder: Path) -> None:
    if account := _account():
        os.chown(folder, account.pw_uid, account.pw_gid)


def _start(folder: Path, *words: str | Path) -> subprocess.Popen[bytes]:
    account = _account()
    with _log_path(folder).open("ab") as log:
        return subprocess.Popen(
            words,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            user=account.pw_uid if account else None,
            group=account.pw_gid if account else None,
            extra_groups=[] if account else None,
        )


def _initialise(programs: Path, folder: Path) -> None:
    with _start(
        folder, programs / "initdb", "-D", folder / "data", "-U", USER, "-A", "trust", "-E", "UTF8", "--no-sync"
    ) as initdb:
        assert initdb.wait(timeout=120) == 0, _log_of(folder)


@contextmanager
def _running(programs: Path, folder: Path) -> Iterator[None]:
    options = ("-k", str(folder), "-h", "", "-F", "-c", "shared_buffers=16MB")
    server = _start(folder, programs / "postgres", "-D", folder / "data", *options)
    try:
        _wait_ready(programs, folder, server)
        yield
    finally:
        server.send_signal(signal.SIGINT)  # "fast shutdown": ends sessions and cleans up
        server.wait(timeout=60)


def _wait_ready(programs: Path, folder: Path, server: subprocess.Popen[bytes]) -> None:
    ask = [str(programs / "pg_isready"), "-q", "-h", str(folder), "-t", "1"]
    for _ in range(600):
        if subprocess.run(ask, check=False, timeout=30).returncode == 0:
            return
        assert server.poll() is None, _log_of(folder)
        time.sleep(0.1)
    pytest.fail(_log_of(folder))


def _log_path(folder: Path) -> Path:
    return folder / "log"


def _log_of(folder: Path) -> str:
    return _log_path(folder).read_text(errors="replace")

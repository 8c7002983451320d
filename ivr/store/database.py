"""One database by URL: SQLite in a private file, or PostgreSQL; opened only while it is needed."""

import logging
import os
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import URL, Connection, NullPool, event, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

PRIVATE = 0o600
"""Mode of the SQLite file: its owner and nobody else."""

DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg"}
TALKATIVE = ("aiosqlite", "psycopg", "sqlalchemy")
"""Loggers that tell each statement when it happens: a line looks at its configuration every few seconds (rule P11)."""
PRAGMAS = (
    "PRAGMA journal_mode=DELETE",  # nothing stays beside the file after a commit, as a WAL would
    "PRAGMA secure_delete=ON",  # replaced rows are overwritten with zeros (rule P12)
    "PRAGMA temp_store=MEMORY",
    "PRAGMA synchronous=FULL",
)


@dataclass(frozen=True, slots=True)
class Kind:
    """One of the line's databases: what sentences call it, and where its migrations are."""

    name: str
    file: str
    """The name its SQLite file has in examples."""
    migrations: str
    """The package with Alembic's environment."""


COUNTERS = Kind("counters'", "counters.db", "ivr.store.migrations")
MIGRATION_LOCK = 7_412_305
"""Any number, the same in every process: programs that start together prepare a PostgreSQL database one by one."""
READING = "reading"
"""Execution option of a connection that only reads: on SQLite it keeps nobody from writing."""


class StoreError(Exception):
    """The database cannot be used; the text is a sentence for the operator and holds no password."""


def open_engine(url: str, kind: Kind = COUNTERS) -> AsyncEngine:
    """An engine that keeps no connection between uses. Raises StoreError where the URL is none we can use."""
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)
    parsed = _parse(url, kind)
    # hide_parameters: no error text of the database may carry what was counted.
    engine = create_async_engine(parsed, poolclass=NullPool, hide_parameters=True)
    if parsed.get_backend_name() == "sqlite":
        _make_private(Path(parsed.database or ""), kind)
        event.listen(engine.sync_engine, "connect", _prepare_sqlite)
        event.listen(engine.sync_engine, "begin", _begin_sqlite)
    return engine


def was_made(url: str, kind: Kind = COUNTERS) -> bool:
    """False for a SQLite file that is not there; of servers nobody knows, so they count as made. Raises StoreError."""
    parsed = _parse(url, kind)
    return parsed.get_backend_name() != "sqlite" or Path(parsed.database or "").exists()


async def migrate(engine: AsyncEngine, revision: str = "head", kind: Kind = COUNTERS) -> None:
    """Bring the schema to a revision (`base` takes everything away). Raises StoreError."""
    try:
        async with engine.begin() as connection:
            await connection.run_sync(_migrate, revision, kind)
    except (SQLAlchemyError, OSError) as error:
        raise StoreError(
            f"The {kind.name} database {place(engine)} could not be opened or prepared ({type(error).__name__}). "
            "Check that it is reachable and may be written, and the setting that names it."
        ) from error
    except CommandError as error:
        raise StoreError(
            f"The {kind.name} database {place(engine)} was made by another version of this program, which is not "
            "known here. Install the newest version, or name another database."
        ) from error


def place(engine: AsyncEngine) -> str:
    """Where the database is, without its password."""
    return engine.url.render_as_string(hide_password=True)


def _parse(url: str, kind: Kind) -> URL:
    try:
        parsed = make_url(url)
    except ArgumentError:
        # `from None`: the original error repeats the URL, and a password with it.
        sentence = f"The setting of the {kind.name} database is not a URL such as sqlite:///{kind.file}."
        raise StoreError(sentence) from None
    if parsed.drivername in DRIVERS:
        parsed = parsed.set(drivername=DRIVERS[parsed.drivername])
    if parsed.drivername not in DRIVERS.values():
        raise StoreError(f"The {kind.name} database cannot be {parsed.drivername}: use sqlite or postgresql.")
    if parsed.get_backend_name() == "sqlite" and parsed.database in {None, "", ":memory:"}:
        raise StoreError(f"The {kind.name} database needs a file: sqlite:///FOLDER/{kind.file}, not memory.")
    return parsed


def _make_private(path: Path, kind: Kind) -> None:
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, PRIVATE))
        if path.stat().st_mode & 0o777 != PRIVATE:
            path.chmod(PRIVATE)
    except OSError as error:
        raise StoreError(f"The {kind.name} file {path} could not be made: {error.strerror}.") from error


# The two listeners get objects of the driver's adapter, which SQLAlchemy leaves untyped.
def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # transactions begin where we say, in _begin_sqlite
    cursor = connection.cursor()
    for pragma in PRAGMAS:
        cursor.execute(pragma)
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    reading = connection.get_execution_options().get(READING, False)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


def _migrate(connection: Connection, revision: str, kind: Kind) -> None:
    if connection.dialect.name == "postgresql":  # on SQLite, BEGIN IMMEDIATE already lets one at a time do this
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({MIGRATION_LOCK})")
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(files(kind.migrations)))
    if revision == "base":
        command.downgrade(config, revision)
    else:
        command.upgrade(config, revision)

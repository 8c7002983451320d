"""The schema is an allow list: no time but the month, no row number, nothing about a caller (rules P2, P11)."""

from typing import Any

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, Inspector, inspect

from ivr.store.database import migrate, open_engine
from ivr.store.tables import METADATA

ALLOWED = {
    "alembic_version": {"version_num": "VARCHAR"},
    "calls_by_language": {"month": "VARCHAR", "language": "VARCHAR", "outcome": "VARCHAR", "count": "BIGINT"},
    "calls_by_topic": {"month": "VARCHAR", "topic": "VARCHAR", "outcome": "VARCHAR", "count": "BIGINT"},
    "calls_by_band": {"month": "VARCHAR", "band": "VARCHAR", "count": "BIGINT"},
    "measures": {"month": "VARCHAR", "measure": "VARCHAR", "bucket": "VARCHAR", "count": "BIGINT"},
}
"""Before adding to this list, read DESIGN section 2: what could it tell about one caller, beside the rest?"""


def schema(connection: Connection) -> dict[str, dict[str, str]]:
    inspector: Inspector = inspect(connection)
    return {
        table: {column["name"]: str(column["type"]).split("(")[0] for column in inspector.get_columns(table)}
        for table in inspector.get_table_names()
    }


def differences(connection: Connection) -> list[Any]:
    return list(compare_metadata(MigrationContext.configure(connection), METADATA))


async def test_only_allowed_tables_and_columns_exist(url: str) -> None:
    engine = open_engine(url)
    await migrate(engine)
    async with engine.connect() as connection:
        assert await connection.run_sync(schema) == ALLOWED
        assert await connection.run_sync(differences) == []


async def test_migrations_go_down_and_up_again(url: str) -> None:
    engine = open_engine(url)
    await migrate(engine)
    await migrate(engine, "base")
    async with engine.connect() as connection:
        assert set(await connection.run_sync(schema)) == {"alembic_version"}
    await migrate(engine)
    await migrate(engine)
    async with engine.connect() as connection:
        assert await connection.run_sync(schema) == ALLOWED

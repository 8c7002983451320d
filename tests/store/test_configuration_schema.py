"""The configuration's tables are those of its migrations, on both databases; nothing about callers is among them."""

from datetime import UTC, datetime
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, inspect, text

from ivr.store.configuration.room import CONFIGURATION
from ivr.store.configuration.store import Configuration
from ivr.store.configuration.tables import METADATA
from ivr.store.counters import Counters
from ivr.store.database import StoreError, migrate, open_engine
from tests.support.band_clock import BandClock


def tables(connection: Connection) -> set[str]:
    return set(inspect(connection).get_table_names())


def differences(connection: Connection) -> list[Any]:
    options = {"version_table": "configuration_version"}
    return list(compare_metadata(MigrationContext.configure(connection, opts=options), METADATA))


async def test_migrations_make_what_the_tables_say(url: str) -> None:
    engine = open_engine(url, CONFIGURATION)
    await migrate(engine, kind=CONFIGURATION)
    async with engine.connect() as connection:
        assert await connection.run_sync(tables) == {*METADATA.tables, "configuration_version"}
        assert await connection.run_sync(differences) == []


async def test_migrations_go_down_and_up_again(url: str) -> None:
    engine = open_engine(url, CONFIGURATION)
    for revision in ("head", "base", "head", "head"):
        await migrate(engine, revision, CONFIGURATION)
    async with engine.connect() as connection:
        assert await connection.run_sync(tables) == {*METADATA.tables, "configuration_version"}


async def test_counters_and_configuration_may_share_a_database(url: str) -> None:
    clock = BandClock(datetime(2026, 11, 25, 12, tzinfo=UTC))
    counters, kept = Counters(url, clock.now, sleep_until=clock.sleep_until), Configuration(url)
    await counters.start()
    await kept.start()
    assert (await kept.versions.heads()).publication == 0
    assert await counters.totals() == {}
    await counters.close()
    await kept.close()


async def test_a_database_of_a_newer_program_is_refused_with_a_sentence(url: str) -> None:
    engine = open_engine(url, CONFIGURATION)
    await migrate(engine, kind=CONFIGURATION)
    async with engine.begin() as connection:
        await connection.execute(text("UPDATE configuration_version SET version_num = '9999'"))
    with pytest.raises(StoreError, match="another version of this program"):
        await Configuration(url).start()

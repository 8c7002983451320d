"""Every test of the store runs on SQLite and on PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.postgres import fresh_database, private_postgres


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    with private_postgres() as server:
        yield server


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def url(request: pytest.FixtureRequest, state_folder: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{state_folder}/counters.db"
        return
    with fresh_database(request.getfixturevalue("postgres_server")) as fresh:
        yield fresh


@pytest.fixture
def state_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "state"
    folder.mkdir()
    return folder

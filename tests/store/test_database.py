"""Opening the database: private files, and sentences for the operator."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from ivr.store.counters import Counters
from ivr.store.database import StoreError, open_engine


def _now() -> datetime:
    return datetime.now(UTC)


async def test_the_sqlite_file_is_private_from_its_first_moment(tmp_path: Path) -> None:
    file = tmp_path / "new" / "counters.db"
    open_engine(f"sqlite:///{file}")
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700


async def test_a_file_open_to_others_is_closed(tmp_path: Path) -> None:
    file = tmp_path / "counters.db"
    file.touch(0o644)
    open_engine(f"sqlite:///{file}")
    assert file.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("no url", "not a URL"),
        ("mysql://host/db", "use sqlite or postgresql"),
        ("sqlite://", "needs a file"),
        ("sqlite:////dev/null/counters.db", "could not be made"),
    ],
)
async def test_a_url_of_no_use_is_refused(url: str, sentence: str) -> None:
    with pytest.raises(StoreError, match=sentence):
        Counters(url, _now)


async def test_a_database_that_is_not_there_refuses_the_start_without_its_password(tmp_path: Path) -> None:
    counters = Counters(f"postgresql://amparo:secret-word@/counters?host={tmp_path}", _now)
    with pytest.raises(StoreError, match="reachable") as refused:
        await counters.start()
    assert "secret-word" not in str(refused.value)
    await counters.close()


async def test_a_file_that_is_no_database_refuses_the_start(tmp_path: Path) -> None:
    (tmp_path / "counters.db").write_text("this was never a database, it is a letter " * 50)
    counters = Counters(f"sqlite:///{tmp_path}/counters.db", _now)
    with pytest.raises(StoreError, match="could not be opened or prepared"):
        await counters.start()
    await counters.close()

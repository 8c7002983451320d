"""The message and the invitations, as they are kept."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import text

from ivr.publishing.invites import Invite, Invites, InviteStore, Lock
from ivr.publishing.message import Message, Messages
from ivr.store.configuration.room import CONFIGURATION
from ivr.store.configuration.store import Configuration, configuration
from ivr.store.database import open_engine

DAY = date(2026, 11, 25)
UNTIL = datetime(2026, 11, 26, 8, 0, tzinfo=ZoneInfo("Europe/Lisbon"))
STORM = Message("notice.storm", True, UNTIL, "author1", "a storm", DAY)
INVITE = Invite("ab12", "qaa", "fr", ("greeting", "promise"), "voice1", DAY)
LOCK = Lock(b"salt", b"digest")


@pytest.fixture
async def kept(url: str) -> AsyncIterator[Configuration]:
    async with configuration(url) as opened:
        yield opened


async def test_the_newest_message_counts(kept: Configuration) -> None:
    switch: Messages = kept.switch
    assert await switch.message() is None
    await switch.put(STORM)
    found = await switch.message()
    assert found == STORM
    assert found
    assert found.until.utcoffset() == timedelta(0)
    off = Message("", False, datetime(2026, 11, 25, tzinfo=UTC), "author2", "over", DAY)
    await switch.put(off)
    assert await switch.message() == off
    assert (await kept.versions.heads()).message == 2


async def test_an_invite_is_kept_until_it_ends(kept: Configuration) -> None:
    store: InviteStore = kept.invitations
    await store.add_invite(INVITE, LOCK)
    assert await store.open_invites(DAY) == ((INVITE, LOCK),)
    assert await store.end_invite("ab12", DAY)
    assert not await store.end_invite("ab12", DAY)
    assert await store.open_invites(DAY) == ()
    assert [invite.used_at for invite in await store.all_invites()] == [DAY]


async def test_the_lock_of_an_invite_that_is_over_is_erased(url: str, kept: Configuration) -> None:
    await kept.invitations.add_invite(INVITE, LOCK)
    assert await _locks(url) == [(b"salt", b"digest")]
    assert await kept.invitations.open_invites(DAY + timedelta(days=1)) == ()
    assert await _locks(url) == [(b"", b"")]
    assert not await kept.invitations.end_invite("ab12", DAY + timedelta(days=1))


async def test_a_code_is_nowhere_in_the_database(url: str, kept: Configuration) -> None:
    _, code = await Invites(kept.invitations, lambda: DAY).create("qaa", "fr", ("greeting",), "voice1")
    engine = open_engine(url, CONFIGURATION)
    async with engine.connect() as connection:
        rows = [tuple(row) for row in await connection.execute(text("SELECT * FROM invites"))]
    assert len(rows) == 1
    assert not [value for value in rows[0] if code in str(value) or code.encode() in bytes(str(value), "utf-8")]


async def _locks(url: str) -> list[tuple[bytes, bytes]]:
    engine = open_engine(url, CONFIGURATION)
    async with engine.connect() as connection:
        rows = await connection.execute(text("SELECT salt, digest FROM invites"))
        return [(bytes(row.salt), bytes(row.digest)) for row in rows]

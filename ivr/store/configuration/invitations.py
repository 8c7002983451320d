"""Invitations to record by phone: `ivr.publishing.invites.InviteStore` over the database."""

from datetime import date
from typing import Any

from sqlalchemy import insert, select, update

from ivr.publishing.invites import Invite, Lock
from ivr.store.configuration.room import Room
from ivr.store.configuration.tables import INVITES

HEAD = "sounds"
ERASED = {"salt": b"", "digest": b""}


class Invitations:
    """Where invites are kept. Raises StoreError."""

    def __init__(self, room: Room) -> None:
        self._room = room

    async def add_invite(self, invite: Invite, lock: Lock) -> None:
        """Keep a new one."""
        row = {"language": invite.language, "bridge": invite.bridge, "prompts": " ".join(invite.prompts)}
        code = {"salt": lock.salt, "digest": lock.digest}
        added = insert(INVITES).values(id=invite.id, voice=invite.voice, expires=invite.expires, **row, **code)
        async with self._room.writing(HEAD) as connection:
            await connection.execute(added)

    async def open_invites(self, today: date) -> tuple[tuple[Invite, Lock], ...]:
        """Those whose code works, each with its lock; locks of those that expired are erased."""
        over = (INVITES.c.expires < today) & (INVITES.c.digest != b"")
        chosen = select(INVITES).where(INVITES.c.used_at.is_(None), INVITES.c.expires >= today).order_by(INVITES.c.id)
        async with self._room.writing(HEAD) as connection:
            await connection.execute(update(INVITES).where(over).values(**ERASED))
            return tuple((_invite(row), Lock(row.salt, row.digest)) for row in await connection.execute(chosen))

    async def end_invite(self, id_: str, day: date) -> bool:
        """Erase its lock; False where there is no open one of that id."""
        open_one = (INVITES.c.id == id_) & INVITES.c.used_at.is_(None) & (INVITES.c.expires >= day)
        async with self._room.writing(HEAD) as connection:
            done = await connection.execute(update(INVITES).where(open_one).values(used_at=day, **ERASED))
            return bool(done.rowcount)

    async def all_invites(self) -> tuple[Invite, ...]:
        """All, the newest expiry first."""
        async with self._room.reading() as connection:
            rows = await connection.execute(select(INVITES).order_by(INVITES.c.expires.desc(), INVITES.c.id))
            return tuple(_invite(row) for row in rows)


def _invite(row: Any) -> Invite:
    prompts = tuple(row.prompts.split())
    return Invite(row.id, row.language, row.bridge, prompts, row.voice, row.expires, row.used_at)

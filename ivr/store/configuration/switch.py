"""The one-switch message: `ivr.publishing.message.Messages` over the database."""

from datetime import UTC, datetime

from sqlalchemy import insert, select

from ivr.publishing.message import Message
from ivr.store.configuration.room import Room, raise_head
from ivr.store.configuration.tables import MESSAGES

HEAD = "message"


class Switch:
    """Every setting is kept; the newest counts. Raises StoreError."""

    def __init__(self, room: Room) -> None:
        self._room = room

    async def message(self) -> Message | None:
        """The newest setting; None where nobody ever used the switch."""
        newest = select(MESSAGES).order_by(MESSAGES.c.number.desc()).limit(1)
        async with self._room.reading() as connection:
            row = (await connection.execute(newest)).one_or_none()
        if row is None:
            return None
        return Message(row.prompt, row.closed, datetime.fromisoformat(row.until), row.who, row.why, row.day)

    async def put(self, message: Message) -> None:
        """The newest setting from now on."""
        until = message.until.astimezone(UTC).isoformat(timespec="seconds")
        what = {"prompt": message.prompt, "closed": message.closed, "until": until}
        who = {"who": message.who, "why": message.why, "day": message.day}
        async with self._room.writing(HEAD) as connection:
            number = await raise_head(connection, HEAD)
            await connection.execute(insert(MESSAGES).values(number=number, **what, **who))

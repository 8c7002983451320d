"""Invitations to record by phone: a one-time code lets somebody record some prompts in their language.

The code is shown once and kept as a salted scrypt digest. It works until all its prompts are recorded, it expires or it
is withdrawn; then the digest is erased.
"""

import asyncio
import hashlib
import hmac
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from flows.messages import told
from ivr.publishing.errors import PublishingRefused
from ivr.publishing.policy import actor

DIGITS = 8
"""Random digits of a code (rule C3)."""
DAYS = 7
"""Days a code works, the last one included."""
MOST_OPEN = 20
"""Codes that work at once: each costs a try 30 ms, and each makes guessing easier."""
MOST_PROMPTS = 500
SALT_BYTES = 16
SCRYPT_N, SCRYPT_R, SCRYPT_P = 2**14, 8, 1
"""Work of one digest: 16 MB and some 30 ms; all 10^8 codes of one invite take a core more than a month."""


@dataclass(frozen=True, slots=True)
class Invite:
    """Somebody may record these prompts."""

    id: str
    """Random; no order is in it."""
    language: str
    bridge: str
    """The language in which sentences are read to the speaker."""
    prompts: tuple[str, ...]
    voice: str
    """A neutral label of the speaker, for the manifest of recordings."""
    expires: date
    """The last day it works."""
    used_at: date | None = None
    """When it ended: all recorded, or withdrawn."""


@dataclass(frozen=True, slots=True)
class Lock:
    """What can tell the code of an invite, and only when it is tried."""

    salt: bytes
    digest: bytes


class InviteStore(Protocol):
    """Where invites are kept."""

    async def add_invite(self, invite: Invite, lock: Lock) -> None:
        """Keep a new one."""

    async def open_invites(self, today: date) -> tuple[tuple[Invite, Lock], ...]:
        """Those whose code works, each with its lock; locks of those that expired are erased."""

    async def end_invite(self, id_: str, day: date) -> bool:
        """Erase its lock; False where there is no open one of that id."""

    async def all_invites(self) -> tuple[Invite, ...]:
        """All, the newest expiry first."""


class Invites:
    """What the desk creates and the studio takes. Whoever lets callers try codes limits their tries (rule C5)."""

    def __init__(self, store: InviteStore, today: Callable[[], date]) -> None:
        self._store, self._today = store, today

    async def create(self, language: str, bridge: str, prompts: Sequence[str], voice: str) -> tuple[Invite, str]:
        """A new invite and its code, which is told nowhere else. Raises PublishingRefused."""
        voice = actor(voice)
        if not 1 <= len(prompts) <= MOST_PROMPTS:
            template = "an invitation is for 1 to {most} prompts, not {count}."
            raise PublishingRefused(told(template, most=MOST_PROMPTS, count=len(prompts)))
        if len(await self._store.open_invites(self._today())) >= MOST_OPEN:
            template = "{most} invitations are open, which is the most; withdraw one first."
            raise PublishingRefused(told(template, most=MOST_OPEN))
        code = await self._new_code()
        expires = self._today() + timedelta(days=DAYS)
        invite = Invite(secrets.token_hex(8), language, bridge, tuple(dict.fromkeys(prompts)), voice, expires)
        salt = secrets.token_bytes(SALT_BYTES)
        await self._store.add_invite(invite, Lock(salt, await asyncio.to_thread(_digest, code, salt)))
        return invite, code

    async def take(self, code: str) -> Invite | None:
        """The open invite of a code, as often as it is tried; every open one is compared, whichever fits."""
        found = None
        code = code[: 2 * DIGITS]  # whatever is longer is wrong too, and costs no more
        for invite, lock in await self._store.open_invites(self._today()):
            tried = await asyncio.to_thread(_digest, code, lock.salt)
            if hmac.compare_digest(tried, lock.digest):
                found = invite
        return found

    async def finish(self, id_: str) -> bool:
        """All is recorded: the code works no more. False where it ended before."""
        return await self._store.end_invite(id_, self._today())

    async def withdraw(self, id_: str) -> None:
        """The code works no more, whatever is recorded. Raises PublishingRefused where there is no open invite."""
        if not await self._store.end_invite(id_, self._today()):
            raise PublishingRefused(told("there is no open invitation '{id}'.", id=id_))

    async def list(self) -> tuple[Invite, ...]:
        """All invites, without codes; ended and expired ones too."""
        return await self._store.all_invites()

    def is_open(self, invite: Invite) -> bool:
        """Whether its code works today."""
        return invite.used_at is None and self._today() <= invite.expires

    async def _new_code(self) -> str:
        """Eight random digits that no open invite has: two with one code could not be told apart."""
        while True:
            code = "".join(str(secrets.randbelow(10)) for _ in range(DIGITS))
            if await self.take(code) is None:
                return code


def _digest(code: str, salt: bytes) -> bytes:
    return hashlib.scrypt(code.encode(), salt=salt, n=SCRYPT_N, r=SCRYPT_R, p=SCRYPT_P)

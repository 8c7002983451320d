"""`./amparo message on|closed|off|show|notices`: one sentence for every caller, now, without touching a flow."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from flows.messages import Translate, told
from ivr.authoring import notices, signing
from ivr.authoring.notices import Notice
from ivr.authoring.telling import tell
from ivr.publishing.message import Holes, Message, Wanted, Where, described, ended, switched_off, switched_on
from ivr.publishing.records import Signed
from ivr.settings import Settings
from ivr.store.configuration.store import Configuration, configuration


async def on(settings: Settings, wanted: Wanted, signed: Signed, translate: Translate) -> int:
    """Switch a message on. Raises PublishingRefused, PromptError, StoreError."""
    found = await notices.notices(settings)
    holes = {notice.name: Holes(notice.written, notice.missing) for notice in found}
    where = Where(datetime.now(UTC), settings.zone, holes)
    message = switched_on(wanted, signed.who, signed.why, where)
    return await _put(settings, message, found, translate)


async def off(settings: Settings, signed: Signed, translate: Translate) -> int:
    """Switch it off. Raises PublishingRefused, StoreError."""
    message = switched_off(signed.who, signed.why, datetime.now(UTC), settings.zone)
    return await _put(settings, message, (), translate)


async def show(settings: Settings, translate: Translate) -> int:
    """Say what is on, and what could be. Raises StoreError, PromptError."""
    async with _configuration(settings) as kept:
        message = await kept.switch.message()
    found, now = await notices.notices(settings), datetime.now(UTC)
    tell((described(message, now, settings.zone),), translate)
    if message and message.on(now):
        tell(notices.worded(found, message.prompt), translate)
    tell((notices.names(found),), translate)
    return 0


async def show_notices(settings: Settings, translate: Translate) -> int:
    """Say what could be switched on. Raises PromptError, StoreError."""
    tell(notices.listed(await notices.notices(settings)), translate)
    return 0


async def _put(settings: Settings, message: Message, found: tuple[Notice, ...], translate: Translate) -> int:
    async with _configuration(settings) as kept:
        before = await kept.switch.message()
        await kept.switch.put(message)
    now = datetime.now(UTC)
    tell((described(message, now, settings.zone),), translate)
    tell(notices.worded(found, message.prompt), translate)
    if replaced := ended(before, message, now):
        tell((replaced,), translate)
    tell(signing.remark(message.who), translate)
    tell((told("A running line knows within three seconds, for calls that begin then."),), translate)
    return 0


@asynccontextmanager
async def _configuration(settings: Settings) -> AsyncIterator[Configuration]:
    await asyncio.to_thread(settings.state.mkdir, mode=0o700, parents=True, exist_ok=True)
    async with configuration(settings.configuration_url) as kept:
        yield kept

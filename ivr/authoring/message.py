"""`./amparo message on|closed|off|show`: one sentence for every caller, now, without touching a flow."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

from flows.messages import Translate, told
from ivr import wordings
from ivr.authoring.office import teller
from ivr.publishing.message import Message, Wanted, Where, described, switched_off, switched_on
from ivr.publishing.records import Signed
from ivr.settings import Settings
from ivr.store.configuration.store import Configuration, configuration
from ivr.voice import country


async def on(settings: Settings, wanted: Wanted, signed: Signed, translate: Translate) -> int:
    """Switch a message on. Raises PublishingRefused, StoreError."""
    message = switched_on(wanted, signed.who, signed.why, await asyncio.to_thread(_where, settings))
    return await _put(settings, message, translate)


async def off(settings: Settings, signed: Signed, translate: Translate) -> int:
    """Switch it off. Raises PublishingRefused, StoreError."""
    message = switched_off(signed.who, signed.why, await asyncio.to_thread(_where, settings))
    return await _put(settings, message, translate)


async def show(settings: Settings, translate: Translate) -> int:
    """Say what is on. Raises StoreError."""
    async with _configuration(settings) as kept:
        message = await kept.switch.message()
    teller(translate)(described(message, datetime.now(UTC), settings.zone))
    return 0


async def _put(settings: Settings, message: Message, translate: Translate) -> int:
    async with _configuration(settings) as kept:
        await kept.switch.put(message)
    say = teller(translate)
    say(described(message, datetime.now(UTC), settings.zone))
    say(told("A running line knows within three seconds, for calls that begin then."))
    return 0


@asynccontextmanager
async def _configuration(settings: Settings) -> AsyncIterator[Configuration]:
    await asyncio.to_thread(settings.state.mkdir, mode=0o700, parents=True, exist_ok=True)
    async with configuration(settings.configuration_url) as kept:
        yield kept


def _where(settings: Settings) -> Where:
    """What this installation can say, by its texts and recordings. Raises PromptError."""
    written = wordings.texts(settings, country(settings))

    def lacking(prompt: str) -> tuple[str, ...]:
        recorded = {tag for tag in settings.line.languages if _recording(settings, tag, prompt).is_file()}
        return tuple(tag for tag in settings.line.languages if tag not in recorded and not written.has(prompt, tag))

    return Where(datetime.now(UTC), settings.zone, lacking)


def _recording(settings: Settings, language: str, prompt: str) -> Path:
    return settings.prompts.recordings / language / f"{prompt}.wav"

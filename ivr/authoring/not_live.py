"""What an author's walk shows otherwise than callers hear it: wording that is not published, a message that is on."""

import asyncio
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime

from flows.messages import Sentence, told
from ivr import wordings
from ivr.authoring.wish import Wish
from ivr.publishing.message import Message, described
from ivr.publishing.records import NO_WORDING, Wording
from ivr.settings import Settings
from ivr.store.configuration.store import existing
from ivr.store.database import StoreError


def otherwise(settings: Settings, wish: Wish) -> Iterator[Sentence]:
    """A line for each. Raises PromptError; not to be called on an event loop."""
    with suppress(StoreError):  # whoever looks at what the program brings needs no database
        live, message = asyncio.run(_kept(settings))
        yield from _wording(settings, live)
        if message is not None:
            yield from _message(settings, message, wish)


async def _kept(settings: Settings) -> tuple[Wording, Message | None]:
    async with existing(settings.configuration_url) as kept:
        return (await wordings.live_of(kept.versions), await kept.switch.message()) if kept else (NO_WORDING, None)


def _wording(settings: Settings, live: Wording) -> Iterator[Sentence]:
    changed = wordings.unheard(settings, live)
    if changed.any:
        template = (
            "This walk has the wording as it is written here; callers do not hear that yet: texts: {texts}, phrases: "
            "{phrases} (./amparo flows diff wording live desk)."
        )
        yield told(template, texts=len(changed.sentences), phrases=changed.count_of_phrases)


def _message(settings: Settings, message: Message, wish: Wish) -> Iterator[Sentence]:
    now = datetime.now(UTC)
    lacks = message.prompt not in wish.notices or (message.closed and not wish.closed)
    if message.on(now) and lacks:
        how = f"--notice {message.prompt}{' --closed' if message.closed else ''}"
        template = "{message} This walk is without it; with it: {how}."
        yield told(template, message=described(message, now, settings.zone), how=how)

"""The office of this installation: its database, its shipped flows, its checks."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime

from flows.messages import Sentence, Translate
from ivr.authoring.checking import checking
from ivr.authoring.telling import tell
from ivr.content import flow_texts
from ivr.hearing import recognisers
from ivr.publishing.office import Office
from ivr.publishing.overlay import by_flow
from ivr.settings import Settings
from ivr.store.configuration.store import configuration


def teller(translate: Translate) -> Callable[[Sentence], None]:
    """Says one sentence at a time, on the terminal."""
    return lambda sentence: tell((sentence,), translate)


@asynccontextmanager
async def office(settings: Settings, translate: Translate) -> AsyncIterator[Office]:
    """Ready to work until the block ends. Raises StoreError."""
    library = by_flow(await asyncio.to_thread(flow_texts))
    hearing = await asyncio.to_thread(lambda: frozenset(recognisers(settings)))
    check = checking(settings, hearing, teller(translate))
    await asyncio.to_thread(settings.state.mkdir, mode=0o700, parents=True, exist_ok=True)
    async with configuration(settings.configuration_url) as kept:
        yield Office(kept.versions, library, check, lambda: datetime.now(settings.zone).date(), settings.two_persons)

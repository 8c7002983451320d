"""Tells a running line that sounds or texts changed; calls that begin then have them."""

import asyncio
from collections.abc import Callable

from ivr.settings import Settings
from ivr.store.configuration.store import configuration


async def and_notify(settings: Settings, work: Callable[[], int]) -> int:
    """Do the work, then tell a running line. Raises what the work raises, and StoreError."""
    status = await asyncio.to_thread(work)
    if settings.store.configuration_url.get_secret_value() or (settings.state / "configuration.sqlite").exists():
        async with configuration(settings.configuration_url) as kept:
            await kept.versions.sounds_changed()
    return status

"""A flow put live in the database of a line that is not started yet."""

from ivr.content import flow_texts
from ivr.publishing.office import Office
from ivr.publishing.overlay import by_flow
from ivr.settings import Settings
from ivr.store.configuration.store import configuration
from tests.support.live_line import put_live
from tests.support.office import Checks
from tests.support.versions import DAY


async def published(settings: Settings, text: str) -> None:
    """Over the shipped flows; without the checks of an author's command."""
    async with configuration(settings.configuration_url) as kept:
        await put_live(Office(kept.versions, by_flow(flow_texts()), Checks(), lambda: DAY, two_persons=False), text)

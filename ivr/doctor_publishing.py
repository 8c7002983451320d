"""Checks of what is published: whether it can be loaded, whether the running line uses it, and what is switched on."""

import asyncio
from datetime import UTC, datetime

from flows import load
from flows.errors import Refused
from ivr import wordings
from ivr.content import flow_texts, offer
from ivr.doctor_report import Check, Level
from ivr.hearing import recognisers
from ivr.live_status import Status, read_status
from ivr.publishing.message import Message, described
from ivr.publishing.office import LiveBook, live_book_of
from ivr.publishing.overlay import by_flow, overlaid
from ivr.publishing.records import Publication, Wording
from ivr.settings import Settings
from ivr.store.configuration.store import existing
from ivr.store.database import StoreError
from prompts.errors import PromptError


async def published(settings: Settings, *, running: bool) -> list[Check]:
    """Of the flows, of the message, and of the wording that is written here."""
    try:
        live, message = await _kept(settings)
    except StoreError as wrong:
        return [Check("flows", Level.FAIL, str(wrong))]
    status = read_status(settings.state) if running else None
    flows = await asyncio.to_thread(_flows, settings, live, status)
    return [flows, _message(message, settings), await asyncio.to_thread(_wording, settings, live.wording)]


async def _kept(settings: Settings) -> tuple[LiveBook, Message | None]:
    """What is live; a database that was never made stays so."""
    library = by_flow(await asyncio.to_thread(flow_texts))
    async with existing(settings.configuration_url) as kept:
        if kept is None:
            return LiveBook(Publication(0), overlaid(library, {})), None
        return await live_book_of(kept.versions, library), await kept.switch.message()


def _flows(settings: Settings, live: LiveBook, status: Status | None) -> Check:
    number = live.publication.number
    what = f"Publication {number}" if number else "The shipped flows"
    if wrong := _wrong(settings, live):
        more = f" (and {len(wrong) - 1} more)" if len(wrong) > 1 else ""
        todo = "Mend it, or go back: ./amparo flows rollback FLOW."
        return Check("flows", Level.FAIL, f"{what} cannot be loaded: {wrong[0]}{more} {todo}")
    if status and status.refused:
        kept = f"The running line goes on with publication {status.publication}: {status.refused} cannot be used."
        return Check("flows", Level.WARN, f"{kept} {' '.join(status.why[:1])}")
    if status and status.publication != number:
        kept = f"The running line still has publication {status.publication}"
        return Check("flows", Level.WARN, f"{kept}; publication {number} is new. If this stays so, look at its output.")
    used = " and used by the running line" if status else ""
    return Check("flows", Level.OK, f"{what}: {len(live.texts)} flows are in order{used}.")


def _wrong(settings: Settings, live: LiveBook) -> tuple[str, ...]:
    try:
        own = wordings.opened(live.wording)
        load.book(live.texts, offer(settings, frozenset(recognisers(settings)), own))
    except Refused as error:
        return error.sentences()
    return ()


def _wording(settings: Settings, live: Wording) -> Check:
    """Whether callers hear what is written here; what was never published, they do not."""
    try:
        changed = wordings.unheard(settings, live)
    except PromptError as wrong:
        return Check("wording", Level.WARN, f"Texts or words of this installation cannot be read: {wrong}")
    if not changed.any:
        what = f"{live.name.capitalize()} is live" if live.number else "Texts and words are those of the program"
        return Check("wording", Level.OK, f"{what}.")
    phrases = changed.count_of_phrases
    what = f"What is written here is not what callers hear: texts: {len(changed.sentences)}, phrases: {phrases}."
    todo = "./amparo flows draft wording; or, to begin again from what callers hear: ./amparo prompts reset."
    return Check("wording", Level.WARN, f"{what} {todo}")


def _message(message: Message | None, settings: Settings) -> Check:
    now = datetime.now(UTC)
    level = Level.WARN if message and message.on(now) else Level.OK
    return Check("message", level, str(described(message, now, settings.zone)))

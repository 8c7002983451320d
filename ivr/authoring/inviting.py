"""`./amparo prompts invite|invites|withdraw`: who may record by phone."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date, datetime

from flows.messages import Sentence, Translate, told
from ivr import wordings
from ivr.authoring.telling import tell
from ivr.publishing.invites import Invite, Invites
from ivr.settings import Settings
from ivr.store.configuration.store import configuration
from ivr.voice import country
from prompts import manifest
from prompts.catalogue import Catalogue
from prompts.errors import PromptError
from prompts.parts import Part, parts


async def invite(  # noqa: PLR0913, PLR0917 - what one invitation is made of
    settings: Settings, language: str, bridge: str, voice: str, prompts: tuple[str, ...], translate: Translate
) -> int:
    """Make a code for some prompts, or for all that have no recording in their present wording.

    Raises PromptError, PublishingRefused, StoreError.
    """
    own = await wordings.live(settings)  # the running line reads it to them
    catalogue = await asyncio.to_thread(lambda: wordings.texts(settings, country(settings), own))
    wanted = _wanted(settings, catalogue, language, prompts)
    _readable(settings, catalogue, bridge, wanted)
    async with _invites(settings) as invites:
        made, code = await invites.create(language, bridge, wanted, voice)
    tell(_given(settings, made, code), translate)
    return 0


async def listed(settings: Settings, translate: Translate) -> int:
    """All invitations, without their codes. Raises StoreError."""
    async with _invites(settings) as invites:
        found = await invites.list()
        tell(tuple(_line(each, is_open=invites.is_open(each)) for each in found), translate)
    if not found:
        tell((told("Nobody is invited to record."),), translate)
    return 0


async def withdraw(settings: Settings, id_: str, translate: Translate) -> int:
    """End an invitation; what was recorded stays. Raises PublishingRefused, StoreError."""
    async with _invites(settings) as invites:
        await invites.withdraw(id_)
    tell((told("The code works no more. What was recorded stays."),), translate)
    return 0


@asynccontextmanager
async def _invites(settings: Settings) -> AsyncIterator[Invites]:
    def today() -> date:
        return datetime.now(settings.zone).date()

    await asyncio.to_thread(settings.state.mkdir, mode=0o700, parents=True, exist_ok=True)
    async with configuration(settings.configuration_url) as kept:
        yield Invites(kept.invitations, today)


def _wanted(settings: Settings, catalogue: Catalogue, language: str, prompts: tuple[str, ...]) -> tuple[str, ...]:
    """Whole prompts only: pieces around a number or a day are spoken from the script of units."""
    whole = {part.name: part for part in parts(catalogue, language) if not part.piece}
    unknown = [name for name in prompts if name not in whole]
    if unknown:
        template = "'{names}' cannot be recorded by phone: callers hear no such prompt, or something is put into it."
        raise PromptError(told(template, names=", ".join(unknown)))
    there = manifest.load(settings.prompts.recordings, language).entries
    return prompts or tuple(name for name, part in whole.items() if _open(there.get(name), part))


def _open(entry: manifest.Entry | None, part: Part) -> bool:
    return entry is None or entry.text != part.version


def _readable(settings: Settings, catalogue: Catalogue, bridge: str, wanted: tuple[str, ...]) -> None:
    if bridge not in settings.line.languages:
        template = "sentences are read in a language the line offers: {languages}."
        raise PromptError(told(template, languages=", ".join(settings.line.languages)))
    unread = [name for name in wanted if not catalogue.has(name, bridge)]
    if unread:
        template = "'{names}' cannot be read in '{language}': write it there first."
        raise PromptError(told(template, names=", ".join(unread[:5]), language=bridge))


def _given(settings: Settings, made: Invite, code: str) -> tuple[Sentence, ...]:
    template = "{voice} may record {count} prompts in '{language}' until {day}; they are read in '{bridge}'."
    who = told(
        template,
        voice=made.voice,
        count=len(made.prompts),
        language=made.language,
        day=made.expires,
        bridge=made.bridge,
    )
    dial = settings.sip_uri.replace("sip:amparo@", f"sip:{settings.prompts.record_extension}@")
    how = told("Dial {dial}, or the number your carrier sends there, and key in the code.", dial=dial)
    shown = told("The code, shown only now: {code}", code=f"{code[:4]} {code[4:]}")
    return who, how, shown


def _line(each: Invite, *, is_open: bool) -> Sentence:
    template = "{id}  {language} (read in {bridge})  {voice}  {count} prompts  until {day}  {state}"
    state = told("open") if is_open else told("ended")
    return told(
        template,
        id=each.id,
        language=each.language,
        bridge=each.bridge,
        voice=each.voice,
        count=len(each.prompts),
        day=each.expires,
        state=state,
    )

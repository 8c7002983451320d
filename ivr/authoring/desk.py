"""The texts and words that authors write, before callers hear them: how they are drafted, and begun again."""

import asyncio
from collections.abc import Iterable
from contextlib import nullcontext
from dataclasses import dataclass

from flows.messages import Sentence, Translate, told
from ivr import wordings
from ivr.authoring import exported
from ivr.authoring.telling import tell
from ivr.publishing.errors import PublishingRefused
from ivr.publishing.office import Office, live_book
from ivr.publishing.ports import Versions
from ivr.publishing.records import SHIPPED, WORDING, FlowVersion, Wording, digest
from ivr.settings import Settings
from ivr.store.configuration.store import configuration
from prompts import own_changes, own_files
from prompts.errors import PromptError
from prompts.own import NONE, Files
from prompts.own_changes import NO_CHANGES, Changes


@dataclass(frozen=True, slots=True)
class Desk:
    """What lies there, and what callers hear."""

    text: str
    """All of it as one text."""
    live: Wording
    changes: Changes
    """From what callers hear."""
    base: int
    """The version it was made from."""

    @property
    def what_differs(self) -> dict[str, int]:
        """How many texts and phrases callers do not hear, or hear otherwise."""
        return {"texts": len(self.changes.sentences), "phrases": self.changes.count_of_phrases}


async def desk(settings: Settings, office: Office) -> Desk:
    """As it is now. Raises PromptError where somebody has written what cannot be read."""
    live = (await live_book(office)).wording
    text, changes = await asyncio.to_thread(_looked, settings, live)
    known = exported.known(settings.state).get(WORDING, live.number)
    there = {SHIPPED, *(line.number for line in await office.store.listed(WORDING))}
    return Desk(text, live, changes, known if known in there else live.number)


def _looked(settings: Settings, live: Wording) -> tuple[str, Changes]:
    own, kept = wordings.own(settings), wordings.opened(live)
    with own_files.alone(own) if own.texts.exists() else nullcontext():
        files = own_files.read(own)
    text = own_files.bundle(files)
    return text, NO_CHANGES if text == live.text else _changes(kept, files)


async def differs(office: Office, version: FlowVersion) -> Changes:
    """What callers hear otherwise with a version of the wording. Raises PromptError."""
    live = (await live_book(office)).wording
    new = Wording(version.number, version.text)
    return await asyncio.to_thread(lambda: _changes(wordings.opened(live), wordings.opened(new)))


def _changes(kept: Files, files: Files) -> Changes:
    """Also where what is live cannot be read any more, as after an update: it must be possible to mend it."""
    try:
        return own_changes.changes(kept, files)
    except PromptError:
        return own_changes.changes(NONE, files)


def remember(settings: Settings, number: int) -> None:
    """What is written next is made from this version."""
    exported.keep(settings.state, {WORDING: number})


# -- beginning again -------------------------------------------------------------------------------------------


async def reset(settings: Settings, translate: Translate) -> int:
    """Write again what callers hear. Raises PublishingRefused where something was never drafted, so that it is kept."""
    await asyncio.to_thread(settings.state.mkdir, mode=0o700, parents=True, exist_ok=True)
    async with configuration(settings.configuration_url) as kept:
        live = await _live(kept.versions)
        known = {digest(""), *(line.digest for line in await kept.versions.listed(WORDING))}
    await asyncio.to_thread(_put, settings, live, known)
    told_of = told("The texts and words of this installation are what callers hear: {version}.", version=_name(live))
    tell((told_of,), translate)
    return 0


async def _live(store: Versions) -> Wording:
    number = (await store.live()).live(WORDING)
    return Wording(number, (await store.texts([(WORDING, number)]))[WORDING]) if number else Wording()


def _name(live: Wording) -> Sentence | str:
    return live.name if live.number else told("none of your own")


def _put(settings: Settings, live: Wording, known: Iterable[str]) -> None:
    own = wordings.own(settings)
    with own_files.alone(own):
        if digest(own_files.bundle(own_files.read(own))) not in known:
            template = (
                "texts or words here were never drafted and would be lost: ./amparo flows draft wording --who NAME "
                "--why TEXT keeps them; then try again."
            )
            raise PublishingRefused(told(template))
        own_files.put(own, wordings.opened(live))
        remember(settings, live.number)

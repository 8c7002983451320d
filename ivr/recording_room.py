"""Where recordings by phone go: invitations from the configuration, sounds into the folder of recordings."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import date, datetime
from pathlib import Path

from ivr.asterisk.faults import tell_fault
from ivr.publishing.invites import Invite, Invites
from ivr.settings import Settings
from ivr.store.configuration.store import Configuration
from ivr.studio.guard import Guard
from ivr.studio.ports import Flaw, Task
from ivr.studio.session import Studio
from ivr.voice import Voice
from prompts import audio_check, manifest
from prompts.catalogue import Catalogue
from prompts.cleaning import cleaned, wav_file
from prompts.errors import PromptError
from prompts.intake import keep
from prompts.manifest import Entry
from prompts.parts import Part, parts
from speech.convert import mulaw_decode
from speech.ports import MULAW_RATE, Sound

FLAWS: dict[str, Flaw] = {
    audio_check.SILENCE.template: "nothing",
    audio_check.TOO_SHORT: "nothing",
    audio_check.TOO_LONG: "long",
    audio_check.QUIET.template: "quiet",
    audio_check.CLIPPED.template: "loud",
    audio_check.NOISY.template: "noise",
}
"""What the speaker is told, by the sentence an author would read."""


def studio_of(settings: Settings, voice: Voice, kept: Configuration, guard: Guard) -> Studio:
    """The studio of a running line, with the sounds it has now."""

    def today() -> date:
        return datetime.now(settings.zone).date()

    shelves = Shelves(
        settings.prompts.recordings,
        voice.shelf.catalogue,
        today,
        kept.versions.sounds_changed,
    )
    desk = Desk(Invites(kept.invitations, today))
    return Studio(voice.shelf, settings.line.main_language, desk, shelves, guard, tell_fault)


class Desk:
    """Who may record; fits `ivr.studio.ports.Invitations`."""

    def __init__(self, invites: Invites) -> None:
        self._invites = invites

    async def take(self, code: str) -> Task | None:
        """The task of an open invitation."""
        invite = await self._invites.take(code)
        return task_of(invite) if invite else None

    async def finish(self, task: Task) -> None:
        """The code works no more."""
        await self._invites.finish(task.invite)


def task_of(invite: Invite) -> Task:
    """What an invitation asks for, as the studio sees it."""
    return Task(invite.id, invite.language, invite.bridge, invite.voice, invite.prompts)


class Shelves:
    """The folder of recordings; fits `ivr.studio.ports.Takes`. Sound and files are handled in threads."""

    def __init__(
        self,
        folder: Path,
        catalogue: Catalogue,
        today: Callable[[], date],
        changed: Callable[[], Awaitable[None]],
    ) -> None:
        """The catalogue is what is read to speakers; `changed` is told when new calls can hear a recording."""
        self._folder, self._catalogue, self._today, self._changed = folder, catalogue, today, changed

    async def missing(self, task: Task) -> tuple[str, ...]:
        """What this voice has not recorded in its present wording."""
        return await asyncio.to_thread(self._missing, task)

    async def flaw(self, task: Task, prompt: str, mulaw: bytes) -> Flaw:
        """What is wrong with a take."""
        return await asyncio.to_thread(self._flaw, task, prompt, mulaw)

    async def keep(self, task: Task, prompt: str, mulaw: bytes) -> None:
        """Keep it as `review: none`. Raises PromptError, OSError."""
        await asyncio.to_thread(self._keep, task, prompt, mulaw)
        await self._changed()

    def _parts(self, language: str) -> dict[str, Part]:
        return {part.name: part for part in parts(self._catalogue, language)}

    def _missing(self, task: Task) -> tuple[str, ...]:
        known, there = self._parts(task.language), manifest.load(self._folder, task.language).entries
        return tuple(name for name in task.prompts if name in known and not _done(there.get(name), known[name], task))

    def _flaw(self, task: Task, prompt: str, mulaw: bytes) -> Flaw:
        try:
            cleaned(_sound(mulaw), self._parts(task.language)[prompt])
        except PromptError as wrong:
            return FLAWS.get(wrong.sentence.template, "noise")
        return ""

    def _keep(self, task: Task, prompt: str, mulaw: bytes) -> None:
        part = self._parts(task.language)[prompt]
        entry = Entry(voice=task.voice, date=self._today(), text=part.version, source="phone")
        keep(self._folder, task.language, [(prompt, entry, wav_file(cleaned(_sound(mulaw), part)))])


def _done(entry: Entry | None, part: Part, task: Task) -> bool:
    return entry is not None and entry.text == part.version and entry.voice == task.voice


def _sound(mulaw: bytes) -> Sound:
    return Sound(mulaw_decode(mulaw), MULAW_RATE)

"""What the running line says: the shipped flows and wording with what is published over them, kept up to date while
calls go on."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from flows import load
from flows.errors import Refused
from flows.messages import Sentence
from flows.model import FlowBook
from ivr.content import (
    ContentError,
    flow_texts,
    missing_prompts,
    missing_words,
    offer,
    unknown_words,
)
from ivr.live_status import Status, forget_status, write_status
from ivr.publishing.aside import AsideFailed, in_process
from ivr.publishing.beside import in_thread
from ivr.publishing.circumstances import LineCircumstances
from ivr.publishing.message import described
from ivr.publishing.office import LiveBook, live_book_of
from ivr.publishing.overlay import by_flow
from ivr.publishing.records import Heads, Wording
from ivr.publishing.watch import Watch, nap
from ivr.settings import Settings
from ivr.store.configuration.store import Configuration
from ivr.voice import Voice, voice
from ivr.wordings import opened
from prompts.gaps import UNHEARD
from prompts.own import Files
from speech.ports import Recogniser, SpeechError

Progress = Callable[[str], None]
UNUSABLE = (Refused, SpeechError, AsideFailed)
"""What keeps a publication from being used; the line goes on with the one before."""


@dataclass(frozen=True, slots=True)
class Live:
    """What new calls get."""

    publication: int
    book: FlowBook
    voice: Voice
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Content:
    """Where everything but the published flows comes from, and how often we look for changes."""

    library: Callable[[], Mapping[str, str]] = flow_texts
    """File name to text of the shipped flows."""
    voice: Callable[[Settings, Progress, Files], Coroutine[Any, Any, Voice]] = voice
    pause: Callable[[], Awaitable[None]] = nap


@dataclass(frozen=True, slots=True)
class _First:
    """What a line begins with."""

    heads: Heads
    live: LiveBook
    sounds: Voice


class LiveContent:
    """Loads what is published, and loads it again when that changes; `adopt` is told each time."""

    def __init__(
        self,
        settings: Settings,
        ears: Recogniser,
        say: Progress,
        adopt: Callable[[Live], None],
        content: Content | None = None,
    ) -> None:
        self._settings, self._ears, self._say, self._adopt = settings, ears, say, adopt
        self._content = content or Content()
        self._configuration = Configuration(settings.configuration_url)
        self._watch = Watch(self._configuration.versions.heads, self._changed, say, self._content.pause)
        self._first: _First
        self._live: Live
        self.circumstances = LineCircumstances(lambda: datetime.now(UTC), settings.zone)
        """What a call that begins now is told."""

    @property
    def configuration(self) -> Configuration:
        """The database of flows, the message and invitations."""
        return self._configuration

    async def start(self) -> None:
        """Open the database. Raises StoreError."""
        await self._configuration.start()

    async def close(self) -> None:
        """Stop looking for changes and give everything back. Idempotent."""
        await self._watch.close()
        await self._configuration.close()
        forget_status(self._settings.state)

    async def prepare(self) -> Voice:
        """Find what is live now, and its sounds. Raises Refused, SpeechError, StoreError."""
        heads, live = await self._configuration.versions.heads(), await self._published()
        sounds = await self._content.voice(self._settings, self._say, opened(live.wording))
        self._first = _First(heads, live, sounds)
        return sounds

    async def begin(self) -> None:
        """Use what was prepared and look for changes from then on. Raises Refused, ContentError, StoreError."""
        first = self._first
        self._use(await self._loaded(first.live, first.sounds))
        self.circumstances.message = message = await self._configuration.switch.message()
        if message and message.on(datetime.now(UTC)):
            self._tell_message()
        self._watch.start(first.heads)

    async def _changed(self, old: Heads, new: Heads) -> None:
        switched = new.message != old.message
        if switched:
            self.circumstances.message = await self._configuration.switch.message()
        if (new.publication, new.sounds) != (old.publication, old.sounds) or self._message_lacks_sound():
            await self._reload(new)
        if switched:
            self._tell_message()

    async def _reload(self, heads: Heads) -> None:
        what = "New sounds" if heads.publication == self._live.publication else f"Publication {heads.publication}"
        self._say(f"{what}: being loaded for new calls.")
        try:
            live = await self._published()
            self._use(await self._loaded(live, await self._voice_again(live.wording)))
        except UNUSABLE as wrong:
            self._refuse(heads.publication, wrong)
        else:
            self._say(f"New calls get publication {self._live.publication}.")

    async def _published(self) -> LiveBook:
        """The newest publication. Raises StoreError."""
        library = by_flow(await asyncio.to_thread(self._content.library))
        return await live_book_of(self._configuration.versions, library)

    async def _loaded(self, live: LiveBook, sounds: Voice) -> Live:
        """A publication, checked as at the start. Raises Refused, ContentError, AsideFailed."""
        book = await in_process(_book, live, self._settings, self._ears.languages)
        holes = await asyncio.to_thread(_holes, book, sounds)
        if holes:
            checked = (UNHEARD,) if self._settings.line.profile == "production" else ()
            raise ContentError(*holes, *checked)
        unknown = await unknown_words(book, sounds.words, self._ears)
        return Live(live.publication.number, book, sounds, tuple(str(word) for word in unknown))

    async def _voice_again(self, wording: Wording) -> Voice:
        """Published texts and words with the recordings of now, read and rendered beside the loop."""
        return await in_thread(lambda: self._content.voice(self._settings, _untold, opened(wording)))

    def _use(self, live: Live) -> None:
        self._live = live
        self.circumstances.sayable = self._sayable
        for warning in live.warnings:
            self._say(warning)
        write_status(self._settings.state, Status(live.publication))
        self._adopt(live)

    def _refuse(self, number: int, wrong: Exception) -> None:
        sentences = wrong.sentences() if isinstance(wrong, Refused) else tuple(str(wrong).splitlines())
        for sentence in sentences:
            self._say(sentence)
        kept = self._live.publication
        self._say(f"Publication {number} cannot be used; the line goes on with publication {kept}.")
        write_status(self._settings.state, Status(kept, number, sentences))

    def _tell_message(self) -> None:
        message = self.circumstances.message
        self._say(str(described(message, datetime.now(UTC), self._settings.zone)))
        if message and self._message_lacks_sound():
            self._say(f"'{message.prompt}' has no sound in every language, so callers do not hear it.")

    def _message_lacks_sound(self) -> bool:
        message = self.circumstances.message
        return message is not None and message.on(datetime.now(UTC)) and not self._sayable(message.prompt)

    def _sayable(self, prompt: str) -> bool:
        return all((prompt, language) in self._live.voice.pairs for language in self._settings.line.languages)


def _book(live: LiveBook, settings: Settings, hearing: frozenset[str]) -> FlowBook:
    """In a process: reading flows and words takes long. Raises FlowError, PromptError."""
    return load.book(live.texts, offer(settings, hearing, opened(live.wording)))


def _untold(_: str) -> None:
    """Hundreds of sounds are read again at each publication; nobody needs to see that."""


def _holes(book: FlowBook, sounds: Voice) -> tuple[Sentence, ...]:
    return missing_prompts(book, sounds.pairs, sounds.shelf.lacking) + missing_words(book, sounds.words)

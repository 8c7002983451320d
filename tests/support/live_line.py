"""A running line without a telephone: live content over a real database, and real sessions on fake lines."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from ivr.call.nobody import Nobody
from ivr.call.session import Session
from ivr.call.world import World
from ivr.live import Content, Live, LiveContent, Progress
from ivr.publishing.drafting import draft
from ivr.publishing.going_live import Published, publish
from ivr.publishing.office import Office
from ivr.publishing.overlay import by_flow
from ivr.settings import Settings
from ivr.store.configuration.store import Configuration, configuration
from ivr.voice import Voice
from prompts import catalogue, words
from prompts.own import Files
from prompts.render import Rendered
from prompts.shelf import Shelf
from tests.support.call_world import Remembered, Talk, TestEars, TestSoundEars, sound_named
from tests.support.fake_line import FakeLine
from tests.support.office import Checks
from tests.support.versions import DAY, UNIVERSAL

LANGUAGES = ("ko", "en")
WELCOME = """\
flow: welcome
start: languages
nodes:
  languages: {kind: language, next: first, unknown: first}
  first: {kind: menu, prompts: [slower.on], options: {more: {key: "1", prompt: yes_no.yes, next: second}}}
  second: {kind: menu, prompts: [nowhere_back]}
"""
"""With prompts of the engine, which are always there."""
CHANGED = WELCOME.replace("slower.on", "danger.short").replace("nowhere_back", "error.keys_only")
LIBRARY = {"universal.yaml": UNIVERSAL, "welcome.yaml": WELCOME}


class EverySound(Mapping[tuple[str, str, str], Rendered]):
    """Every wording has a sound that begins with the name of its prompt."""

    def __getitem__(self, key: tuple[str, str, str]) -> Rendered:
        sound = sound_named(f"<{key[0]}/{key[1]}>")
        return Rendered(sound, sound)

    def __contains__(self, key: object) -> bool:
        return True

    def __iter__(self) -> Iterator[tuple[str, str, str]]:
        return iter([("apology", language, "") for language in LANGUAGES])

    def __len__(self) -> int:
        return len(LANGUAGES)


@dataclass
class Pace:
    """The watch looks when the test says so."""

    _looks: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(0))
    _asked: asyncio.Event = field(default_factory=asyncio.Event)

    async def pause(self) -> None:
        self._asked.set()
        await self._looks.acquire()

    async def look(self) -> None:
        """Let it look once, and wait until it has done what it had to do."""
        await self._asked.wait()
        self._asked.clear()
        self._looks.release()
        await asyncio.wait_for(self._asked.wait(), 60)


@dataclass
class LiveLine:
    """What a test sees of the line."""

    settings: Settings
    content: LiveContent
    kept: Configuration
    office: Office
    pace: Pace
    said: list[str]
    lives: list[Live]
    voices: list[frozenset[tuple[str, str]]]
    """What the next voices cannot say; nothing where it is empty."""

    @asynccontextmanager
    async def call(self) -> AsyncIterator[Talk]:
        """A call that has just been answered with what is live now; ended at the end."""
        ears, journal, line = TestEars(), Remembered(), FakeLine()
        live = self.lives[-1]
        faults: list[BaseException] = []
        world = World(
            *(live.book, "welcome", live.voice.shelf, live.voice.words, ears, TestSoundEars(), Nobody(), journal),
            circumstances=self.content.circumstances,
            tell_fault=faults.append,
        )
        task = asyncio.create_task(Session(world, line).run())
        talk = Talk(line, ears, journal, task, faults)
        await talk.turn()
        try:
            yield talk
        finally:
            line.leave()
            await asyncio.wait_for(task, 5)
            assert faults == []

    async def publish(self, text: str, who: str = "author1") -> Published:
        """Draft a text and put it live."""
        return await put_live(self.office, text, who)


async def put_live(office: Office, text: str, who: str = "author1") -> Published:
    """Draft a text and publish it."""
    drafted = await draft(office, {"file.yaml": text}, who, "a test")
    new = drafted.new[0]
    return await publish(office, {new.flow: new.number}, who, "a test")


def settings_of(folder: Path) -> Settings:
    """A line of two languages with its state in a folder."""
    line = {"state": folder, "languages": LANGUAGES, "main_language": "ko", "profile": "test"}
    return Settings.model_validate({"line": line})


@asynccontextmanager
async def live_line(
    folder: Path, *, check: Checks | None = None, meanwhile: Callable[[Office], Awaitable[object]] | None = None
) -> AsyncIterator[LiveLine]:
    """A line that has loaded what is live; something may happen while it makes its first sounds."""
    settings, pace = settings_of(folder), Pace()
    said: list[str] = []
    lives: list[Live] = []
    unsayable: list[frozenset[tuple[str, str]]] = []

    async def voice(_: Settings, __: Progress, own: Files) -> Voice:
        shelf = Shelf(catalogue.load(own=own), EverySound())
        lacking = unsayable.pop(0) if unsayable else frozenset()
        return Voice(shelf, words.load(own=own), shelf.ready - lacking)

    content = LiveContent(settings, TestEars(), said.append, lives.append, Content(lambda: LIBRARY, voice, pace.pause))
    async with configuration(settings.configuration_url) as kept:
        office = Office(kept.versions, by_flow(LIBRARY), check or Checks(), lambda: DAY, two_persons=False)
        try:
            await content.start()
            await content.prepare()
            if meanwhile:
                await meanwhile(office)
            await content.begin()
            yield LiveLine(settings, content, kept, office, pace, said, lives, unsayable)
        finally:
            await content.close()

"""A world for sessions: sounds that are their own names, ears the test speaks into, a journal that remembers."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from flows import load
from flows.model import FlowBook
from flows.nodes import Offer
from ivr.call.nobody import Nobody
from ivr.call.ports import People, Summary
from ivr.call.session import Session
from ivr.call.world import Circumstances, World
from speech.ports import Grammar, Heard, HearingEvent, LanguageDeaf, Lost, SpeechStarted, Unclear, Zone
from tests.support.fake_line import FakeLine

LIBRARY = Path(__file__).parents[2] / "flows" / "library"
PROMPT_FRAMES = 50
"""Every prompt lasts a second."""
FRAME = 160


def sound_named(name: str) -> bytes:
    """A second of sound that starts with its name, so that a test can read what was played."""
    return name.encode().ljust(FRAME * PROMPT_FRAMES, b"\xff")


class NamedSounds:
    """Sounds that say their own name and language."""

    def __init__(self, missing: frozenset[str] = frozenset()) -> None:
        self.missing = missing

    def sound(self, prompt: str, language: str, values: tuple[tuple[str, str], ...], slow: bool) -> bytes:
        if prompt in self.missing:
            raise KeyError(prompt)
        return sound_named(f"<{prompt}/{language}{'/slow' if slow else ''}{''.join(v for _, v in values)}>")

    def text(self, prompt: str, language: str, values: tuple[tuple[str, str], ...]) -> str:
        return f"{prompt}/{language}{''.join(value for _, value in values)}"


class NamedWords:
    """Every option is said by its own name."""

    def phrases(self, option: str, language: str) -> tuple[str, ...]:
        return (f"{option} {language}",)


class TestStream:
    """One question the fake ears listen to."""

    __test__ = False

    def __init__(self, grammar: Grammar, tell: Callable[[HearingEvent], None]) -> None:
        self.grammar, self._tell = grammar, tell
        self.fed = 0
        self.closed = False

    def feed(self, mulaw: bytes, said: bytes = b"") -> None:
        self.fed += len(mulaw)

    def close(self) -> None:
        self.closed = True

    def tell(self, event: HearingEvent) -> None:
        if not self.closed:
            self._tell(event)

    def hear(self, option: str, zone: Zone = Zone.ACCEPT) -> None:
        names = {name for name, _ in self.grammar.options}
        assert option in names, f"{option} is not among {sorted(names)}"
        self.tell(SpeechStarted())
        self.tell(Heard(option, option, zone))


class TestEars:
    """Ears for the given languages, spoken into by the test."""

    __test__ = False

    def __init__(self, *languages: str) -> None:
        self.languages = frozenset(languages)
        self.streams: list[TestStream] = []
        self.deaf = False

    def open(self, grammar: Grammar, tell: Callable[[HearingEvent], None]) -> TestStream:
        if self.deaf:
            raise LanguageDeaf("deaf for this test")
        self.streams.append(TestStream(grammar, tell))
        return self.streams[-1]

    async def unknown_words(self, language: str, phrases: tuple[str, ...]) -> tuple[str, ...]:
        return ()

    @property
    def open_streams(self) -> list[TestStream]:
        return [stream for stream in self.streams if not stream.closed]

    def hear(self, option: str, zone: Zone = Zone.ACCEPT) -> None:
        self.open_streams[-1].hear(option, zone)

    def mumble(self) -> None:
        for stream in self.open_streams:
            stream.tell(Unclear())

    def die(self) -> None:
        for stream in self.open_streams:
            stream.tell(Lost())


class TestSoundEars:
    """Ears for any sound; the test makes it."""

    __test__ = False

    def __init__(self) -> None:
        self.streams: list[TestStream] = []
        self.before: list[bytes] = []
        self.deaf = False

    def open(self, before: bytes, tell: Callable[[HearingEvent], None]) -> TestStream:
        if self.deaf:
            raise LanguageDeaf("deaf for this test")
        self.before.append(before)
        self.streams.append(TestStream(Grammar("any sound", ()), tell))
        return self.streams[-1]

    @property
    def last(self) -> TestStream:
        return self.streams[-1]

    def sound(self) -> None:
        """A short one."""
        self.last.tell(SpeechStarted())
        self.last.tell(Unclear())


@dataclass
class Remembered:
    """A journal for tests."""

    summaries: list[Summary] = field(default_factory=list)

    def count(self, summary: Summary) -> None:
        self.summaries.append(summary)


@dataclass
class Talk:
    """One session with its line and its ears."""

    line: FakeLine
    ears: TestEars
    journal: Remembered
    task: asyncio.Task[None]
    faults: list[BaseException]
    any_sound: TestSoundEars = field(default_factory=TestSoundEars)

    @property
    def said(self) -> str:
        """Names of the prompts heard so far, in order."""
        return bytes(self.line.heard).replace(b"\xff", b"").decode(errors="replace")

    async def turn(self) -> None:
        """Let the session do what it has to do now."""
        for _ in range(20):
            await asyncio.sleep(0)

    async def listen_to_all(self) -> None:
        """Hear everything the line says until it waits."""
        await self.turn()
        while self.line.playing is not None:
            self.line.finish_play()
            await self.turn()

    async def press(self, keys: str) -> None:
        self.line.press(keys)
        await self.turn()

    async def hear(self, option: str, zone: Zone = Zone.ACCEPT) -> None:
        self.ears.hear(option, zone)
        await self.turn()


LANGUAGES = ("ko", "en", "fr")


def library(hearing: frozenset[str]) -> FlowBook:
    """The shipped flows in three languages."""
    texts = {file.name: file.read_text(encoding="utf-8") for file in LIBRARY.glob("*.yaml")}
    return load.book(texts, Offer(LANGUAGES, "ko", hearing))


def world(
    ears: TestEars,
    journal: Remembered,
    *,
    sounds: NamedSounds | None = None,
    people: People | None = None,
    any_sound: "TestSoundEars | None" = None,
) -> World:
    book = library(ears.languages)
    heard = any_sound or TestSoundEars()
    return World(book, "welcome", sounds or NamedSounds(), NamedWords(), ears, heard, people or Nobody(), journal)


@asynccontextmanager
async def talk(
    sounds: NamedSounds | None = None,
    people: People | None = None,
    book: FlowBook | None = None,
    hour: Circumstances | None = None,
    hears: tuple[str, ...] = ("ko",),
) -> AsyncIterator[Talk]:
    """A call that has just been answered, with the shipped flows or others; ended at the end."""
    ears, journal, line = TestEars(*hears), Remembered(), FakeLine()
    faults: list[BaseException] = []
    any_sound = TestSoundEars()
    around = world(ears, journal, sounds=sounds, people=people, any_sound=any_sound)
    around = replace(around, tell_fault=faults.append)
    around = replace(around, book=book or around.book, circumstances=lambda: hour or Circumstances())
    task = asyncio.get_running_loop().create_task(Session(around, line).run())
    spoken = Talk(line, ears, journal, task, faults, any_sound)
    await spoken.turn()
    try:
        yield spoken
    finally:
        line.leave()
        await asyncio.wait_for(task, 5)

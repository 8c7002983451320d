"""Recording by phone, on a fake line and a clock that jumps."""

import asyncio
from collections.abc import Coroutine
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from ivr.studio.guard import DELAY_S, WRONG_PER_HOUR, Guard
from ivr.studio.ports import Flaw, Task
from ivr.studio.session import Studio, StudioSession
from speech.convert import mulaw_encode
from tests.support.call_world import NamedSounds
from tests.support.fake_line import FakeLine
from tests.support.virtual_time import run_virtual

CODE = "13572468"
TASK = Task("invite", "qaa", "fr", "voice A", ("greeting", "promise", "apology"))


def spoken(seconds: float, seed: int = 1) -> bytes:
    """A second of noise is speech enough for a recording."""
    noise = np.random.default_rng(seed).normal(0, 3_000, round(seconds * 8_000)).astype("<i2")
    return mulaw_encode(noise.tobytes())


@dataclass
class Desk:
    """Knows one code."""

    finished: list[str] = field(default_factory=list)
    tried: list[str] = field(default_factory=list)

    async def take(self, code: str) -> Task | None:
        self.tried.append(code)
        return TASK if code == CODE else None

    async def finish(self, task: Task) -> None:
        self.finished.append(task.invite)


@dataclass
class Tape:
    """Keeps takes in memory."""

    kept: dict[str, bytes] = field(default_factory=dict)
    flaws: list[Flaw] = field(default_factory=list)
    fails: bool = False

    async def missing(self, task: Task) -> tuple[str, ...]:
        return tuple(prompt for prompt in task.prompts if prompt not in self.kept)

    async def flaw(self, task: Task, prompt: str, mulaw: bytes) -> Flaw:
        return self.flaws.pop(0) if self.flaws else ""

    async def keep(self, task: Task, prompt: str, mulaw: bytes) -> None:
        if self.fails:
            raise OSError("the disk is full")
        self.kept[prompt] = mulaw


class Speaker:
    """Somebody in the studio: hears sentences to their end, presses keys, speaks."""

    def __init__(self, missing: frozenset[str] = frozenset()) -> None:
        self.line, self.desk, self.tape = FakeLine(), Desk(), Tape()
        self.faults: list[BaseException] = []
        self.guard = Guard(lambda: asyncio.get_running_loop().time())
        studio = Studio(NamedSounds(missing), "ko", self.desk, self.tape, self.guard, self.faults.append)
        self.task = asyncio.get_running_loop().create_task(StudioSession(studio, self.line).run())
        self._read = 0

    async def turn(self) -> None:
        for _ in range(30):
            await asyncio.sleep(0)

    async def hears(self) -> str:
        """Everything that is said until the line waits; what is new since the last time."""
        await self.turn()
        while self.line.playing is not None:
            self.line.finish_play()
            await self.turn()
        said = bytes(self.line.heard)[self._read :]
        self._read += len(said)
        return said.replace(b"\xff", b"").decode(errors="ignore")

    async def presses(self, keys: str) -> str:
        self.line.press(keys)
        return await self.hears()

    async def speaks(self, sound: bytes) -> str:
        """Says it after the tone; silence ends it."""
        self.line.say(sound)
        self.line.advance(3)
        return await self.hears()

    async def comes_in(self) -> str:
        await self.hears()
        return await self.presses(CODE)


def at_the_studio(talk: Coroutine[Any, Any, None]) -> None:
    run_virtual(talk)


def test_three_sentences_are_recorded_and_the_code_is_used_up() -> None:
    async def talk() -> None:
        speaker = Speaker()
        assert await speaker.hears() == "<studio.code/ko>"
        first = await speaker.presses(CODE)
        assert first.startswith("<studio.welcome/fr><greeting/fr><studio.speak/fr>")
        for number, prompt in enumerate(TASK.prompts):
            told = await speaker.speaks(spoken(1, number))
            assert told.endswith("<studio.keep/fr><key.1/fr><studio.again/fr><key.2/fr><studio.skip/fr><key.3/fr>")
            told = await speaker.presses("1")
            assert told.startswith("<studio.kept/fr>")
            assert spoken(1, number) in speaker.tape.kept[prompt]
        assert told == "<studio.kept/fr><studio.thanks/fr>"
        await speaker.task
        assert speaker.desk.finished == ["invite"]
        assert speaker.line.hung_up
        assert speaker.faults == []

    at_the_studio(talk())


def test_the_speaker_hears_what_was_recorded() -> None:
    async def talk() -> None:
        speaker = Speaker()
        await speaker.comes_in()
        speaker.line.heard.clear()
        speaker._read = 0
        await speaker.speaks(spoken(1))
        assert spoken(1) in bytes(speaker.line.heard)
        speaker.line.leave()
        await speaker.task

    at_the_studio(talk())


def test_again_and_skip_keep_nothing_and_the_code_goes_on_working() -> None:
    async def talk() -> None:
        speaker = Speaker()
        await speaker.comes_in()
        await speaker.speaks(spoken(1))
        assert (await speaker.presses("2")).startswith("<greeting/fr><studio.speak/fr>")
        await speaker.speaks(spoken(1, 2))
        assert (await speaker.presses("3")).startswith("<promise/fr>")
        await speaker.speaks(spoken(1, 3))
        await speaker.presses("1")
        await speaker.speaks(spoken(1, 4))
        assert await speaker.presses("3") == "<studio.more_left/fr>"
        await speaker.task
        assert list(speaker.tape.kept) == ["promise"]
        assert speaker.desk.finished == []

    at_the_studio(talk())


def test_star_plays_it_once_more_and_a_key_ends_a_recording() -> None:
    async def talk() -> None:
        speaker = Speaker()
        await speaker.comes_in()
        speaker.line.say(spoken(1))
        told = await speaker.presses("5")
        assert "<studio.keep/fr>" in told
        assert "<studio.keep/fr>" in await speaker.presses("*")
        assert (await speaker.presses("1")).startswith("<studio.kept/fr>")
        speaker.line.leave()
        await speaker.task

    at_the_studio(talk())


def test_a_flaw_is_told_and_the_sentence_comes_again() -> None:
    async def talk() -> None:
        for flaw in ("long", "quiet", "loud", "noise"):
            speaker = Speaker()
            speaker.tape.flaws = [flaw]
            await speaker.comes_in()
            told = await speaker.speaks(spoken(1))
            assert told.startswith(f"<studio.{flaw}/fr><greeting/fr>")
            speaker.line.leave()
            await speaker.task

    at_the_studio(talk())


def test_silence_is_told_and_never_kept() -> None:
    async def talk() -> None:
        speaker = Speaker()
        await speaker.comes_in()
        assert (await speaker.speaks(b"")).startswith("<studio.nothing/fr><greeting/fr>")
        speaker.line.leave()
        await speaker.task
        assert speaker.tape.kept == {}

    at_the_studio(talk())


def test_a_wrong_and_a_short_code_are_told_the_same_and_three_end_the_call() -> None:
    async def talk() -> None:
        speaker = Speaker()
        await speaker.hears()
        assert await speaker.presses("11111111") == "<studio.code_wrong/ko>"
        assert await speaker.presses("123#") == "<studio.code_wrong/ko>"
        assert await speaker.presses("22222222") == "<studio.code_end/ko>"
        await speaker.task
        assert speaker.line.hung_up
        assert speaker.desk.tried == ["11111111", "22222222"]

    at_the_studio(talk())


def test_star_begins_the_code_anew() -> None:
    async def talk() -> None:
        speaker = Speaker()
        await speaker.hears()
        assert (await speaker.presses(f"99*{CODE}")).startswith("<studio.welcome/fr>")
        speaker.line.leave()
        await speaker.task

    at_the_studio(talk())


def test_many_wrong_codes_make_everybody_wait_the_same() -> None:
    async def talk() -> None:
        guard = Guard(asyncio.get_running_loop().time)
        for _ in range(WRONG_PER_HOUR):
            await guard.before()
            guard.wrong()
        began = asyncio.get_running_loop().time()
        await guard.before()
        assert asyncio.get_running_loop().time() - began == DELAY_S
        await asyncio.sleep(3_700)
        began = asyncio.get_running_loop().time()
        await guard.before()
        assert asyncio.get_running_loop().time() == began

    at_the_studio(talk())


def test_hanging_up_at_any_moment_leaves_what_was_kept_and_no_task() -> None:
    async def talk() -> None:
        for after in range(12):
            speaker = Speaker()
            acts = (speaker.hears(), speaker.presses(CODE), speaker.speaks(spoken(1)), speaker.presses("1"))
            for number, act in enumerate(acts):
                if number > after:
                    act.close()
                else:
                    await act
            speaker.line.leave()
            await asyncio.wait_for(speaker.task, 60)
            assert list(speaker.tape.kept) == (["greeting"] if after >= 3 else [])
            assert speaker.faults == []

    at_the_studio(talk())


def test_a_fault_of_ours_is_an_apology_in_the_bridge_language() -> None:
    async def talk() -> None:
        speaker = Speaker()
        speaker.tape.fails = True
        await speaker.comes_in()
        await speaker.speaks(spoken(1))
        assert await speaker.presses("1") == "<apology/fr>"
        await speaker.task
        assert [type(fault) for fault in speaker.faults] == [OSError]
        assert speaker.line.hung_up

    at_the_studio(talk())


def test_nobody_who_answers_nothing_holds_the_line_for_good() -> None:
    async def talk() -> None:
        speaker = Speaker()
        await speaker.comes_in()
        await speaker.speaks(spoken(1))
        for _ in range(4):
            await asyncio.sleep(11)
            await speaker.hears()
        await asyncio.wait_for(speaker.task, 60)
        assert speaker.line.hung_up
        assert speaker.tape.kept == {}

    at_the_studio(talk())

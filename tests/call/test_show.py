"""The transcript says a sentence when the caller begins to hear it, and nothing that was cut off."""

import asyncio
from dataclasses import dataclass, field

from flows.effects import Gap, Item, Spoken
from ivr.call.show import Shower
from tests.support.call_world import NamedSounds
from tests.support.virtual_time import run_virtual


@dataclass
class Page:
    lines: list[str] = field(default_factory=list)

    def said(self, call: str, prompt: str, language: str, text: str) -> None:
        self.lines.append(f"{call} {text}")

    def event(self, call: str, text: str) -> None:
        self.lines.append(f"{call} {text}")


def test_sentences_come_one_after_the_other_and_stop_when_they_are_cut() -> None:
    async def call() -> None:
        page = Page()
        shower = Shower(page, NamedSounds(), "c")
        one, two, three = (Spoken(name, "en") for name in ("one", "two", "three"))
        items: list[tuple[Item, int]] = [(one, 1000), (Gap(400), 400), (two, 1000), (three, 500)]
        shower.said(items)
        await asyncio.sleep(1.3)
        assert page.lines == ["c one/en"]
        await asyncio.sleep(0.2)
        assert page.lines == ["c one/en", "c two/en"]
        shower.stop()
        await asyncio.sleep(5)
        assert len(page.lines) == 2

    run_virtual(call())

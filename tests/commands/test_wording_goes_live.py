"""Own texts and words from a sheet to the callers: written, drafted, approved by another, published, taken back."""

import asyncio
import sys
from pathlib import Path

import pytest

from flows.messages import untranslated
from ivr.authoring import sheets
from tests.support.coordinator import Coordinator
from tests.support.live_line import LiveLine, live_line

CHECKOUT = Path(__file__).parents[2]
AUTHOR = ("--who", "author1", "--why", "a test")
ALONE = ("--reason", "unreachable=a test of publishing", "--reason", "V8=so is this")
"""Nobody leads callers to the flow of this test, and it does not offer to repeat."""
NEW = "Which of the clinics do you look for?"
OLD = "Which clinic do you look for?"


@pytest.fixture
def she(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Coordinator:
    made = Coordinator(tmp_path, capsys)
    with made.settings_file.open("a") as file:
        file.write('[publishing]\ntwo_persons = "always"\n')
    made.own.home.mkdir()
    return made


def heard(line: LiveLine) -> str:
    """What callers hear of the flow now."""
    shelf = line.lives[-1].voice.shelf
    return shelf.text("clinic.which", "en") if ("clinic.which", "en") in shelf.ready else ""


def said(line: LiveLine) -> tuple[str, ...]:
    return line.lives[-1].voice.words.phrases("clinic.teeth", "en")


async def typed(she: Coordinator, *words: str | Path) -> tuple[int, str]:
    """In another window, while the line runs."""
    command = [sys.executable, "-m", "ivr.cli", "--settings", str(she.settings_file), *map(str, words)]
    pipe, same = asyncio.subprocess.PIPE, asyncio.subprocess.STDOUT
    process = await asyncio.create_subprocess_exec(*command, cwd=CHECKOUT, stdout=pipe, stderr=same)
    out, _ = await process.communicate()
    return await process.wait(), out.decode()


async def done(she: Coordinator, *words: str | Path) -> str:
    status, told = await typed(she, *words)
    assert status == 0, told
    return told


async def refused(she: Coordinator, *words: str | Path) -> str:
    status, told = await typed(she, *words)
    assert status in {1, 2}, told
    assert "Traceback" not in told
    return told


async def test_callers_hear_own_texts_when_they_are_published(she: Coordinator) -> None:
    async with live_line(she.own.home) as line:
        drafted = await done(she, "flows", "draft", she.flow, *AUTHOR)
        assert "It is kept, but cannot be published as it is:" in drafted
        assert "clinic 1 has " in await refused(she, "flows", "approve", "clinic", "1", "--who", "reader")
        await asyncio.to_thread(written, she)
        await line.pace.look()
        assert (heard(line), said(line)) == ("", ())

        drafted = await done(she, "flows", "draft", she.flow, *AUTHOR)
        assert "clinic: nothing changed since draft 1." in drafted
        assert "wording 1 is a draft, made from what the program brings." in drafted
        assert "Not what callers hear now: texts: 15, phrases: 18" in drafted
        assert "Without errors: clinic 1, wording 1." in drafted
        assert "flows approve wording 1" in drafted
        await done(she, "flows", "approve", "clinic", "1", "--who", "reader")
        told = await refused(she, "flows", "publish", "clinic", *AUTHOR, *ALONE)
        assert "wording 1 is by author1 and nobody else approved it yet" in told
        assert "These go live together, since one needs the other: clinic 1, wording 1." in told
        await done(she, "flows", "approve", "wording", "1", "--who", "reader")
        assert "wording: live is now version 1" in await done(she, "flows", "publish", "clinic", *AUTHOR, *ALONE)
        await line.pace.look()
        assert (heard(line), said(line)) == (OLD, ("teeth", "dentist", "tooth"))

        await changed_and_taken_back(she, line)


def written(she: Coordinator) -> None:
    she.make()
    she.fill()
    take(she)


async def changed_and_taken_back(she: Coordinator, line: LiveLine) -> None:
    await asyncio.to_thread(corrected, she)
    await line.pace.look()
    assert heard(line) == OLD
    kept = "The English is new, and the wording stays as it was, in fr, ko: clinic.which. Does it still fit?"
    drafted = await done(she, "flows", "draft", "wording", *AUTHOR)
    assert "wording 2 is a draft, made from version 1." in drafted
    assert kept in drafted
    shown = await done(she, "flows", "diff", "wording")
    assert f"clinic.which [en]\n- {OLD}\n+ {NEW}" in shown
    assert shown == await done(she, "flows", "diff", "wording", "live", "desk")
    assert kept in shown
    assert kept in await done(she, "flows", "approve", "wording", "2", "--who", "reader")
    await done(she, "flows", "publish", "wording", *AUTHOR)
    await line.pace.look()
    assert heard(line) == NEW

    told = await done(she, "flows", "rollback", "wording", *AUTHOR)
    assert "What was taken back is still written here" in told
    await line.pace.look()
    assert heard(line) == OLD
    assert "what was live as version 2" in await done(she, "flows", "draft", "wording", *AUTHOR)
    assert "what callers hear: wording 1." in await done(she, "prompts", "reset")
    told = await done(she, "flows", "draft", "wording", *AUTHOR)
    assert "the texts and words here are what callers hear" in told
    told = await refused(she, "flows", "rollback", "wording", *AUTHOR)
    assert "Together: ./amparo flows rollback wording=shipped clinic --who NAME --why TEXT" in told


def corrected(she: Coordinator) -> None:
    she.make("--all")
    she.put("texts", "clinic.which", "English", NEW)
    take(she)


def take(she: Coordinator) -> None:
    place = sheets.place(she.settings, shipped=False)
    assert sheets.take(she.sheet, untranslated, place) == 0


async def test_what_nobody_drafted_is_not_lost(she: Coordinator) -> None:
    await asyncio.to_thread(written, she)
    assert "never drafted and would be lost" in await refused(she, "prompts", "reset")
    await done(she, "flows", "draft", "wording", *AUTHOR)
    assert "what callers hear: none of your own." in await done(she, "prompts", "reset")
    assert not list(she.own.texts.glob("*.po"))
    assert not list(she.own.words.glob("*.yaml"))

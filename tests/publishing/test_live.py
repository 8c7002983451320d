"""A running line takes up what is published: for new calls, and never for one that is under way."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ivr.live_status import Status, read_status
from ivr.publishing.going_live import rollback
from ivr.publishing.message import Message
from ivr.publishing.ports import Report
from tests.support.live_line import CHANGED, WELCOME, LiveLine, live_line, put_live
from tests.support.office import Checks
from tests.support.versions import DAY

LACKING = frozenset({("danger.short", "en")})


@pytest.fixture
async def line(tmp_path: Path) -> AsyncIterator[LiveLine]:
    async with live_line(tmp_path) as started:
        yield started


async def test_an_empty_database_is_the_library(line: LiveLine) -> None:
    assert line.lives[-1].publication == 0
    assert set(line.lives[-1].book.flows) == {"universal", "welcome"}
    assert read_status(line.settings.state) == Status(0)
    await line.pace.look()
    assert len(line.lives) == 1


async def test_a_call_under_way_keeps_its_version_and_the_next_one_gets_the_new(line: LiveLine) -> None:
    async with line.call() as before:
        await before.press("2")
        await before.listen_to_all()
        assert before.said.endswith("<slower.on/en><sound.how/en><yes_no.yes/en><key.1/en>")
        await line.publish(CHANGED)
        await line.pace.look()
        assert line.lives[-1].publication == 1
        await before.press("1")
        await before.listen_to_all()
        assert before.said.endswith("<nowhere_back/en>")
        async with line.call() as after:
            await after.press("2")
            await after.press("1")
            await after.listen_to_all()
            assert "<danger.short/en>" not in before.said
            assert after.said.endswith("<error.keys_only/en>")
    assert "New calls get publication 1." in line.said


async def test_a_rollback_is_taken_up_like_any_other(line: LiveLine) -> None:
    await line.publish(CHANGED)
    await line.pace.look()
    await rollback(line.office, {"welcome": None}, "author1", "it was better before")
    await line.pace.look()
    assert line.lives[-1].publication == 2
    async with line.call() as call:
        await call.press("2")
        await call.listen_to_all()
        assert "<slower.on/en>" in call.said


async def test_a_line_that_starts_later_has_what_is_published(line: LiveLine, tmp_path: Path) -> None:
    await line.publish(CHANGED)
    async with live_line(tmp_path) as other:
        assert other.lives[-1].publication == 1
        assert "prompts=('danger.short',)" in str(other.lives[-1].book.flows["welcome"].nodes["first"])


async def test_what_is_published_while_a_line_makes_its_sounds_is_taken_up(tmp_path: Path) -> None:
    async with live_line(tmp_path, meanwhile=lambda office: put_live(office, CHANGED)) as line:
        assert [live.publication for live in line.lives] == [0]
        await line.pace.look()
        assert [live.publication for live in line.lives] == [0, 1]


async def test_a_publication_that_cannot_be_said_keeps_the_old_one_and_says_so(line: LiveLine) -> None:
    line.voices.append(LACKING)
    await line.publish(CHANGED)
    await line.pace.look()
    assert [live.publication for live in line.lives] == [0]
    assert "Publication 1 cannot be used; the line goes on with publication 0." in line.said
    status = read_status(line.settings.state)
    assert status
    assert (status.publication, status.refused) == (0, 1)
    assert "The prompt 'danger.short' is missing in 'en'" in status.why[0]
    told = len(line.said)
    await line.pace.look()
    assert len(line.said) == told
    async with line.call() as call:
        await call.press("2")
        await call.listen_to_all()
        assert "<slower.on/en>" in call.said


async def test_new_sounds_are_taken_up_when_told(line: LiveLine) -> None:
    line.voices.append(LACKING)
    await line.publish(CHANGED)
    await line.pace.look()
    await line.kept.versions.sounds_changed()
    await line.pace.look()
    assert line.lives[-1].publication == 1
    assert read_status(line.settings.state) == Status(1)


async def test_a_book_that_does_not_load_keeps_the_old_one(tmp_path: Path) -> None:
    """A check that saw nothing wrong, as that of another version of the program may."""

    class Blind(Checks):
        async def __call__(self, book: object) -> Report:
            return Report()

    async with live_line(tmp_path, check=Blind()) as line:
        await line.publish(WELCOME.replace("next: second", "next: nowhere"))
        await line.pace.look()
        assert line.lives[-1].publication == 0
        status = read_status(tmp_path)
        assert status
        assert "names 'nowhere', and there is no such node" in status.why[0]
        await line.publish(CHANGED)
        await line.pace.look()
        assert line.lives[-1].publication == 2


async def test_a_database_that_goes_away_and_comes_back(line: LiveLine) -> None:
    file = line.settings.state / "configuration.sqlite"
    kept = file.read_bytes()
    file.write_bytes(b"no database " * 100)
    for _ in range(3):
        await line.pace.look()
    away = [sentence for sentence in line.said if "goes on with what it has" in sentence]
    assert len(away) == 1
    assert "The configuration database" in away[0]
    file.write_bytes(kept)
    await line.pace.look()
    assert line.said[-1] == "The configuration database answers again."


async def test_the_status_is_gone_when_the_line_is(tmp_path: Path) -> None:
    async with live_line(tmp_path):
        assert (tmp_path / "live.json").stat().st_mode & 0o777 == 0o600
    assert read_status(tmp_path) is None
    assert left(tmp_path) == ["configuration.sqlite"]


def left(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


# -- the message ---------------------------------------------------------------------------------------


def a_message(prompt: str, *, closed: bool = False, minutes: int = 60) -> Message:
    until = datetime.now(UTC) + timedelta(minutes=minutes)
    return Message(prompt, closed, until, "author1", "a storm", DAY)


async def test_a_message_is_in_the_circumstances_of_new_calls(line: LiveLine) -> None:
    await line.kept.switch.put(a_message("apology", closed=True))
    assert line.content.circumstances().notices == ()
    await line.pace.look()
    now = line.content.circumstances()
    assert (now.notices, now.closed) == (("apology",), True)
    assert len(line.lives) == 1
    await line.kept.switch.put(Message("", False, datetime.now(UTC), "author1", "over", DAY))
    await line.pace.look()
    assert (line.content.circumstances().notices, line.content.circumstances().closed) == ((), False)
    assert line.said[-1] == "No message is switched on."


async def test_a_message_without_a_sound_brings_new_sounds(line: LiveLine) -> None:
    await line.kept.switch.put(a_message("no.such.prompt", closed=True))
    await line.pace.look()
    assert (line.content.circumstances().notices, line.content.circumstances().closed) == ((), True)
    assert "'no.such.prompt' has no sound in every language, so callers do not hear it." in line.said
    assert len(line.lives) == 2

"""Versions and publications: nothing is lost, nothing is half done, whoever writes beside us."""

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from ivr.publishing.ports import Overtaken, Versions
from ivr.publishing.records import Approval, Discard, Publication, Reason, digest
from ivr.store.configuration.room import CONFIGURATION
from ivr.store.configuration.store import Configuration, configuration
from ivr.store.database import StoreError, open_engine
from tests.support.versions import DAY, SCHOOL, new, publication

CHECKOUT = Path(__file__).parents[2]


@pytest.fixture
async def kept(url: str) -> AsyncIterator[Configuration]:
    async with configuration(url) as opened:
        yield opened


@pytest.fixture
def versions(kept: Configuration) -> Versions:
    return kept.versions


async def test_an_empty_database_publishes_nothing(versions: Versions) -> None:
    assert await versions.live() == Publication(0)
    assert (await versions.listed(), await versions.publications(), await versions.version("school", 1)) == (
        (),
        (),
        None,
    )


async def test_a_text_comes_back_letter_by_letter(versions: Versions) -> None:
    odd = "flow: school\r\n# مرحبا 한국어 \U0001f600 'quotes' \\ %s :x\nlast line without an end"
    await versions.add([new(text=odd)])
    found = await versions.version("school", 1)
    assert found
    assert (found.text, found.digest, found.who, found.why, found.day) == (odd, digest(odd), "author1", "a test", DAY)
    assert await versions.texts([("school", 1)]) == {"school": odd}
    assert await versions.texts([]) == {}


async def test_a_megabyte_of_text_is_kept(versions: Versions) -> None:
    large = "# " + "é" * 999_990
    await versions.add([new(text=large)])
    assert (await versions.texts([("school", 1)]))["school"] == large


async def test_numbers_count_for_each_flow(versions: Versions) -> None:
    added = await versions.add([new(), new(), new("other")])
    assert [line.name for line in added] == ["school 1", "school 2", "other 1"]
    assert [line.name for line in await versions.listed()] == ["other 1", "school 1", "school 2"]
    assert [line.name for line in await versions.listed("school")] == ["school 1", "school 2"]
    assert {line.state for line in added} == {"draft"}


async def test_states_follow_from_publications(versions: Versions) -> None:
    await versions.add([new(), new(), new()])
    await versions.publish(publication(1, school=1))
    await versions.publish(publication(2, school=2))
    assert [line.state for line in await versions.listed("school")] == ["archived", "published", "draft"]
    assert [line.was_live for line in await versions.listed("school")] == [True, True, False]
    await versions.discard("school", 3, Discard("author1", "not needed", DAY))
    await versions.publish(publication(3))
    assert [line.state for line in await versions.listed("school")] == ["archived"] * 3
    assert [line.was_live for line in await versions.listed("school")] == [True, True, False]


async def test_a_publication_is_read_as_it_was_made(versions: Versions) -> None:
    await versions.add([new(), new("other")])
    reasons = (Reason("other", "V5", "five needs are wanted here"), Reason("school", "V6", "short words"))
    made = replace(publication(1, other=1, school=1), reasons=reasons)
    await versions.publish(made)
    assert await versions.live() == made
    await versions.publish(publication(2, other=1))
    assert [each.number for each in await versions.publications()] == [2, 1]
    assert await versions.publications("school") == (made,)
    assert (await versions.heads()).publication == 2


async def test_approvals_are_kept_and_replaced_by_the_same_person(versions: Versions) -> None:
    await versions.add([new()])
    for mark in ("a", "b"):
        await versions.approve("school", 1, Approval("reader", DAY, mark))
    await versions.approve("school", 1, Approval("another", DAY, "b"))
    found = await versions.version("school", 1)
    assert found
    assert found.approvals == (Approval("another", DAY, "b"), Approval("reader", DAY, "b"))
    assert found.approvals == (await versions.listed("school"))[0].approvals


@pytest.mark.parametrize("number", [1, 3])
async def test_a_publication_that_is_not_the_next_changes_nothing(versions: Versions, number: int) -> None:
    await versions.add([new(), new()])
    await versions.publish(publication(1, school=1))
    with pytest.raises(Overtaken):
        await versions.publish(publication(number, school=2))
    assert (await versions.live()).flows == (("school", 1),)


async def test_a_discarded_draft_goes_live_nowhere_and_a_published_one_is_not_discarded(versions: Versions) -> None:
    await versions.add([new(), new()])
    away = Discard("author1", "not needed", DAY)
    await versions.discard("school", 1, away)
    with pytest.raises(Overtaken):
        await versions.publish(publication(1, school=1))
    await versions.publish(publication(1, school=2))
    with pytest.raises(Overtaken):
        await versions.discard("school", 2, away)
    with pytest.raises(Overtaken):
        await versions.approve("school", 2, Approval("reader", DAY, "x"))


async def test_of_many_who_publish_at_once_one_does(url: str, versions: Versions) -> None:
    await versions.add([new() for _ in range(8)])

    async def one(number: int) -> bool:
        async with configuration(url) as own:
            try:
                await own.versions.publish(publication(1, school=number))
            except Overtaken:
                return False
            return True

    won = await asyncio.gather(*(one(number) for number in range(1, 9)))
    assert sum(won) == 1
    assert (await versions.live()).flows == (("school", won.index(True) + 1),)


async def test_of_many_who_draft_at_once_nobody_is_lost(url: str, versions: Versions) -> None:
    async def one(number: int) -> int:
        async with configuration(url) as own:
            return (await own.versions.add([new(text=f"{SCHOOL}# {number}\n")]))[0].number

    numbers = await asyncio.gather(*(one(number) for number in range(8)))
    assert sorted(numbers) == list(range(1, 9))
    texts = [(await versions.texts([("school", number)]))["school"] for number in numbers]
    assert texts == [f"{SCHOOL}# {number}\n" for number in range(8)]


async def test_a_publication_that_breaks_half_way_is_none(url: str, versions: Versions) -> None:
    """The last table it writes to is hidden meanwhile."""
    await versions.add([new()])
    await _execute(url, "ALTER TABLE publication_reasons RENAME TO hidden")
    with pytest.raises(StoreError, match="could not be used"):
        await versions.publish(replace(publication(1, school=1), reasons=(Reason("school", "V5", "x"),)))
    await _execute(url, "ALTER TABLE hidden RENAME TO publication_reasons")
    assert await versions.live() == Publication(0)
    assert (await versions.listed())[0].state == "draft"
    await versions.publish(publication(1, school=1))


KILLED = """
import asyncio, os, signal, sys
from ivr.store.configuration import versions
from ivr.store.configuration.store import configuration
from tests.support.versions import publication

async def killed(connection, head):
    os.kill(os.getpid(), signal.SIGKILL)

async def main():
    async with configuration(sys.argv[1]) as kept:
        versions.raise_head = killed
        await kept.versions.publish(publication(2, school=2))

asyncio.run(main())
"""


async def test_whoever_is_killed_while_publishing_leaves_the_old_publication(url: str, versions: Versions) -> None:
    """Killed after all rows are written and before the end of the transaction."""
    await versions.add([new(), new()])
    await versions.publish(publication(1, school=1))
    words = [sys.executable, "-c", KILLED, url]
    done = await asyncio.to_thread(subprocess.run, words, cwd=CHECKOUT, check=False, capture_output=True, timeout=60)
    assert done.returncode == -9, done.stderr
    assert (await versions.live()).flows == (("school", 1),)
    await versions.publish(publication(2, school=2))
    assert (await versions.live()).flows == (("school", 2),)


async def test_a_reader_does_not_wait_for_a_writer(kept: Configuration) -> None:
    await kept.versions.add([new()])
    async with kept.versions._room.writing("publication"):
        assert (await kept.versions.heads()).publication == 0


async def test_a_database_that_is_away_is_one_sentence_without_its_password(tmp_path: Path) -> None:
    away = Configuration(f"postgresql://amparo:secret-word@/configuration?host={tmp_path}")
    for work in (away.start, away.versions.heads):
        with pytest.raises(StoreError, match=r"The configuration database .* could not be") as refused:
            await work()
        assert "secret-word" not in str(refused.value)


async def test_new_sounds_are_told(kept: Configuration) -> None:
    await kept.versions.sounds_changed()
    await kept.versions.sounds_changed()
    assert (await kept.versions.heads()).sounds == 2


async def _execute(url: str, sql: str) -> None:
    engine = open_engine(url, CONFIGURATION)
    async with engine.begin() as connection:
        await connection.execute(text(sql))

"""The wording beside the flows: what was drafted with what, and what callers heard before wordings had versions."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from sqlalchemy import text

from ivr.publishing.records import SHIPPED, WORDING, Publication, Reason
from ivr.store.configuration.room import CONFIGURATION
from ivr.store.configuration.store import Configuration, configuration
from ivr.store.database import migrate, open_engine
from tests.support.versions import DAY, new, publication

SAID = ("amparo wording 1\ntexts/fr.po 5\nallô\n\n", "amparo", "callers heard this before", DAY)


@pytest.fixture
async def kept(url: str) -> AsyncIterator[Configuration]:
    async with configuration(url) as opened:
        yield opened


async def linked(kept: Configuration) -> dict[str, int]:
    return {line.name: line.wording for line in await kept.versions.listed()}


async def test_what_is_drafted_together_belongs_together(kept: Configuration) -> None:
    added = await kept.versions.add([new(), new(WORDING, "one"), new("other")])
    assert [(line.name, line.wording) for line in added] == [("school 1", 1), ("wording 1", SHIPPED), ("other 1", 1)]
    assert await linked(kept) == {"school 1": 1, "wording 1": SHIPPED, "other 1": 1}
    found = await kept.versions.version("school", 1)
    assert found
    assert found.wording == 1
    assert await kept.versions.texts([("school", 1), (WORDING, 1)]) == {"school": found.text, WORDING: "one"}


async def test_a_draft_that_is_drafted_again_has_the_newer_wording(kept: Configuration) -> None:
    await kept.versions.add([new(), new("other")])
    assert await linked(kept) == {"school 1": SHIPPED, "other 1": SHIPPED}
    await kept.versions.add([new(WORDING, "one")], again=[("school", 1)])
    assert await linked(kept) == {"school 1": 1, "wording 1": SHIPPED, "other 1": SHIPPED}
    await kept.versions.add([], again=[("school", 1), ("other", 1)], wording=1)
    assert (await linked(kept))["other 1"] == 1
    await kept.versions.add([], again=[("school", 1)])
    assert (await linked(kept))["school 1"] == SHIPPED


async def test_nothing_is_from_before_in_a_new_database(kept: Configuration) -> None:
    assert not await kept.versions.waits_for_wording()
    assert not await kept.versions.adopt(*SAID)
    assert await kept.versions.listed() == ()


async def at_the_first_revision(url: str, *, used: bool) -> None:
    """As a program from before wordings had versions left it."""
    engine = open_engine(url, CONFIGURATION)
    await migrate(engine, "0001", CONFIGURATION)
    if used:
        async with engine.begin() as connection:
            await connection.execute(text("UPDATE heads SET number = 1 WHERE name = 'publication'"))
            await connection.execute(text("INSERT INTO publications VALUES (1, 'author1', 'before', '2026-11-25')"))
            await connection.execute(text("INSERT INTO publication_flows VALUES (1, 'school', 1)"))
            await connection.execute(text("INSERT INTO publication_reasons VALUES (1, 'school', 'V5', 'wanted')"))
    await engine.dispose()


async def test_what_callers_heard_before_goes_on(url: str) -> None:
    await at_the_first_revision(url, used=True)
    async with configuration(url) as kept:
        assert await kept.versions.waits_for_wording()
        assert await kept.versions.adopt(*SAID)
        assert not await kept.versions.waits_for_wording()
        assert not await kept.versions.adopt("something else", *SAID[1:])
        live = await kept.versions.live()
        made = replace(publication(2, school=1, wording=1), who=SAID[1], why=SAID[2])
        assert live == replace(made, reasons=(Reason("school", "V5", "wanted"),))
        assert (await kept.versions.texts([(WORDING, 1)]))[WORDING] == SAID[0]
        assert (await kept.versions.heads()).publication == 2


async def test_no_wording_from_before_is_nothing_to_publish(url: str) -> None:
    await at_the_first_revision(url, used=True)
    async with configuration(url) as kept:
        assert not await kept.versions.adopt("", *SAID[1:])
        assert not await kept.versions.waits_for_wording()
        assert (await kept.versions.live()).number == 1


async def test_a_database_that_was_never_used_has_nothing_from_before(url: str) -> None:
    await at_the_first_revision(url, used=False)
    async with configuration(url) as kept:
        assert not await kept.versions.waits_for_wording()
        assert await kept.versions.live() == Publication(0)

"""The wording beside the flows: what was drafted with what."""

from collections.abc import AsyncIterator

import pytest

from ivr.publishing.records import SHIPPED, WORDING
from ivr.store.configuration.store import Configuration, configuration
from tests.support.versions import new


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

"""Publishing: who may, what is checked, what becomes of warnings, and the way back."""

import asyncio
from dataclasses import replace

import pytest
from sqlalchemy import text

from ivr.publishing.drafting import approve, discard, draft
from ivr.publishing.going_live import preview, publish, rollback
from ivr.publishing.office import Office, listed, live_book
from ivr.publishing.ports import Book, Report
from ivr.publishing.records import Reason
from ivr.store.configuration.room import CONFIGURATION
from ivr.store.database import open_engine
from tests.publishing.test_drafting import refused
from tests.support.office import Desk, warning
from tests.support.versions import DAY, SCHOOL


def school(number: int) -> str:
    return f"{SCHOOL}# {number}\n"


async def drafted(office: Office, *numbers: int) -> None:
    for number in numbers:
        await draft(office, {"school.yaml": school(number)}, "author1", f"try {number}")


async def live_text(office: Office) -> str:
    texts = (await live_book(office)).texts
    return next((text for name, text in texts.items() if name.startswith("school")), "")


async def test_a_published_flow_is_in_the_book(alone: Desk) -> None:
    await drafted(alone.office, 1)
    assert list((await live_book(alone.office)).texts) == ["universal.yaml"]
    done = await publish(alone.office, {"school": 1}, "author1", "needed")
    assert (done.publication.number, done.publication.flows, done.publication.day) == (1, (("school", 1),), DAY)
    assert list((await live_book(alone.office)).texts) == ["universal.yaml", "school.yaml (version 1)"]
    assert alone.checks.asked[-1].texts == (await live_book(alone.office)).texts


async def test_a_published_version_stands_in_for_the_shipped_flow(alone: Desk) -> None:
    changed = alone.office.library["universal"] + "# ours\n"
    await draft(alone.office, {"u": changed}, "author1", "ours")
    await publish(alone.office, {"universal": None}, "author1", "ours")
    assert (await live_book(alone.office)).texts == {"universal.yaml (version 1)": changed}
    await rollback(alone.office, {"universal": None}, "author1", "theirs was better")
    assert (await live_book(alone.office)).texts == {"universal.yaml": alone.office.library["universal"]}


async def test_a_book_with_a_mistake_is_refused_with_every_sentence(alone: Desk) -> None:
    broken = school(1).replace("next: bye", "next: nowhere").replace("start: hello", "start: away")
    await draft(alone.office, {"s": broken}, "author1", "broken")
    said = await refused(publish(alone.office, {"school": 1}, "author1", "now"))
    assert len(said) == 3
    assert all(sentence.startswith("school.yaml (version 1):") for sentence in said[:2])
    assert said[2].startswith("nothing was published: mend these 2 mistakes")
    assert (await live_book(alone.office)).publication.number == 0
    assert (await listed(alone.office))[0].state == "draft"


async def test_two_flows_that_need_each_other_go_live_together(alone: Desk) -> None:
    first = school(1).replace("next: bye", "next: visit") + "  visit: {kind: subflow, flow: other, next: bye}\n"
    second = "flow: other\nstart: a\nnodes:\n  a: {kind: menu, prompts: [info.law]}\n"
    texts = {"a": first, "b": second}
    await draft(alone.office, texts, "author1", "a pair")
    await discard(alone.office, "other", 1, "author1", "alone it is no use")
    assert "'other'" in (await refused(publish(alone.office, {"school": 1}, "author1", "half")))[0]
    await draft(alone.office, texts, "author1", "a pair")
    done = await publish(alone.office, {"school": 1}, "author1", "the other goes along")
    assert done.publication.flows == (("other", 2), ("school", 1))
    said = await refused(rollback(alone.office, {"other": None}, "author1", "half back"))
    together = "Together: ./amparo flows rollback other=shipped school --who NAME --why TEXT"
    assert said[-1] == f"nothing was changed: school would no longer work. {together}"
    assert (await rollback(alone.office, {"school": None, "other": None}, "author1", "back")).publication.flows == ()


async def test_a_warning_needs_a_reason_and_keeps_it(alone: Desk) -> None:
    alone.checks.warnings = [warning("school"), warning("school", "V9", reason="said in the flow")]
    await drafted(alone.office, 1)
    said = await refused(publish(alone.office, {"school": 1}, "author1", "now"))
    assert len(said) == 1
    assert said[0].startswith("school.yaml:3: node 'hello': this menu is long. (Warning of rule V5: mend it, or say")
    assert said[0].endswith('--reason V5="...".)')
    assert await refused(publish(alone.office, {"school": 1}, "author1", "now", {"V5": "  "}))
    given = {"V5": " five are  wanted ", "V9": "not needed", "V77": "nor this"}
    done = await publish(alone.office, {"school": 1}, "author1", "now", given)
    assert done.publication.reasons == (Reason("school", "V5", "five are wanted"),)
    assert done.unused == ("V9", "V77")


async def test_publishing_nothing_is_refused(alone: Desk) -> None:
    assert await refused(publish(alone.office, {}, "author1", "now")) == ["name at least one flow."]


async def test_reasons_hold_for_flows_that_stay_and_new_warnings_need_new_ones(alone: Desk) -> None:
    alone.checks.warnings = [warning("school"), warning("universal")]
    await drafted(alone.office, 1)
    await publish(alone.office, {"school": 1}, "author1", "now", {"V5": "wanted"})
    other = SCHOOL.replace("flow: school", "flow: other")
    await draft(alone.office, {"o": other}, "author1", "another")
    assert len((await publish(alone.office, {"other": 1}, "author1", "no reason said again")).publication.reasons) == 2
    await drafted(alone.office, 2)
    done = await publish(alone.office, {"school": 2}, "author1", "what was all right before is so still")
    assert Reason("school", "V5", "wanted") in done.publication.reasons
    await drafted(alone.office, 3)

    async def longer(book: Book) -> Report:
        more = (warning("school", node="bye"),) if school(3) in book.texts.values() else ()
        return Report((), (*alone.checks.warnings, *more))

    said = await refused(publish(replace(alone.office, check=longer), {"school": 3}, "author1", "another is long"))
    assert [sentence.partition(":")[2][:14] for sentence in said] == ["3: node 'bye':"]


async def test_what_callers_live_with_already_needs_no_reason(alone: Desk) -> None:
    """Warnings about shipped flows, which whoever publishes may be unable to read."""
    alone.checks.warnings = [warning("universal"), warning("universal", "V9")]
    await drafted(alone.office, 1)
    assert (await publish(alone.office, {"school": 1}, "author1", "needed")).publication.reasons == ()
    assert (await preview(alone.office, {"school": 1})).known == 2


async def test_going_back_takes_the_reasons_along(alone: Desk) -> None:
    alone.checks.warnings = [warning("school")]
    await drafted(alone.office, 1, 2)
    await publish(alone.office, {"school": 1}, "author1", "now", {"V5": "the first reason"})
    alone.checks.warnings = []
    await draft(alone.office, {"s": school(2)}, "author1", "again", {"school": 1})
    await publish(alone.office, {"school": 3}, "author1", "better")
    alone.checks.warnings = [warning("school")]
    done = await rollback(alone.office, {"school": 1}, "author1", "worse")
    assert done.publication.reasons == (Reason("school", "V5", "the first reason"),)


async def test_going_back_asks_for_no_reason(alone: Desk) -> None:
    await drafted(alone.office, 1)
    await publish(alone.office, {"school": 1}, "author1", "now")
    await rollback(alone.office, {"school": None}, "author1", "off")
    alone.checks.warnings = [warning("school")]
    assert (await rollback(alone.office, {"school": 1}, "author1", "on")).publication.reasons == ()


async def test_rolling_back_goes_further_each_time(alone: Desk) -> None:
    for number in (1, 2, 3):
        await drafted(alone.office, number)
        await publish(alone.office, {"school": None}, "author1", "on")
    for expected in (school(2), school(1), ""):
        await rollback(alone.office, {"school": None}, "author2", "back")
        assert await live_text(alone.office) == expected
    assert await refused(rollback(alone.office, {"school": None}, "author2", "too far")) == [
        "school is as shipped already."
    ]
    await rollback(alone.office, {"school": 3}, "author2", "forth")
    assert await live_text(alone.office) == school(3)
    assert [line.state for line in await listed(alone.office)] == ["archived", "archived", "published"]


async def test_what_was_never_live_is_nothing_to_go_back_to(alone: Desk) -> None:
    await drafted(alone.office, 1)
    assert "was never live" in (await refused(rollback(alone.office, {"school": 1}, "author1", "x")))[0]
    await publish(alone.office, {"school": 1}, "author1", "x")
    assert "at version 1 already" in (await refused(rollback(alone.office, {"school": 1}, "author1", "x")))[0]
    assert "is live already" in (await refused(publish(alone.office, {"school": 1}, "author1", "x")))[0]
    assert "has no draft to publish" in (await refused(publish(alone.office, {"school": None}, "author1", "x")))[0]


async def test_changes_of_somebody_else_are_not_lost(alone: Desk) -> None:
    """Two authors begin from the same text; the second to publish is told, and puts both together."""
    await drafted(alone.office, 1)
    await publish(alone.office, {"school": 1}, "author1", "begin")
    await draft(alone.office, {"s": school(2)}, "author1", "mine")
    await draft(alone.office, {"s": school(3)}, "author2", "theirs")
    await publish(alone.office, {"school": 2}, "author1", "mine")
    said = await refused(publish(alone.office, {"school": 3}, "author2", "theirs"))
    assert "school 3 was begun from version 1, and version 2 is live by now" in said[0]
    assert "flows diff school 2 3" in said[0]
    await draft(alone.office, {"s": school(23)}, "author2", "both", {"school": 2})
    await publish(alone.office, {"school": 4}, "author2", "both")


async def test_a_draft_made_from_a_draft_goes_live(alone: Desk) -> None:
    await drafted(alone.office, 1)
    await draft(alone.office, {"s": school(2)}, "author2", "better", {"school": 1})
    await publish(alone.office, {"school": 2}, "author2", "both are in it")


async def test_what_was_taken_back_does_not_return_by_the_way(alone: Desk) -> None:
    await drafted(alone.office, 1)
    await publish(alone.office, {"school": 1}, "author1", "one")
    await drafted(alone.office, 2)
    await publish(alone.office, {"school": 2}, "author1", "two")
    await draft(alone.office, {"s": school(3)}, "author2", "made from two", {"school": 2})
    await rollback(alone.office, {"school": 1}, "author1", "two was wrong")
    assert (
        "was begun from version 2, and version 1 is live"
        in (await refused(publish(alone.office, {"school": 3}, "author2", "three")))[0]
    )


async def test_somebody_who_publishes_during_the_check_is_noticed(alone: Desk) -> None:
    await drafted(alone.office, 1, 2)
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def slowly(_: object) -> Report:
        begun.set()
        await go_on.wait()
        return Report()

    slow = asyncio.create_task(publish(replace(alone.office, check=slowly), {"school": 1}, "author1", "slow"))
    await begun.wait()
    await publish(alone.office, {"school": 2}, "author2", "quick")
    go_on.set()
    said = await refused(slow)
    assert "somebody else changed something meanwhile (publication 1 is the newest)" in said[0]
    assert await live_text(alone.office) == school(2)


# -- two persons ---------------------------------------------------------------------------------------


async def test_an_author_alone_neither_approves_nor_publishes(two: Desk) -> None:
    await drafted(two.office, 1)
    for name in ("author1", " AUTHOR 1", "Ａuthor1"):
        assert "cannot approve it alone" in (await refused(approve(two.office, "school", 1, name)))[0]
    assert "nobody else approved it yet" in (await refused(publish(two.office, {"school": 1}, "author1", "x")))[0]
    assert "nobody else approved it yet" in (await refused(publish(two.office, {"school": 1}, "reader", "x")))[0]
    await approve(two.office, "school", 1, "reader")
    await publish(two.office, {"school": 1}, "author1", "somebody else looked")


async def test_an_approval_is_of_one_version(two: Desk) -> None:
    await drafted(two.office, 1)
    await approve(two.office, "school", 1, "reader")
    await drafted(two.office, 2)
    assert "school 2 is by author1" in (await refused(publish(two.office, {"school": None}, "reader", "x")))[0]


async def test_a_text_that_changed_after_its_approval_needs_a_new_one(two: Desk, tmp_path: object) -> None:
    """Nothing here changes a text; somebody with the database in hand could."""
    await drafted(two.office, 1)
    await approve(two.office, "school", 1, "reader")
    engine = open_engine(f"sqlite:///{tmp_path}/configuration.sqlite", CONFIGURATION)
    async with engine.begin() as connection:
        await connection.execute(text("UPDATE flow_versions SET text = text || '# more'"))
    assert "is not what was approved" in (await refused(publish(two.office, {"school": 1}, "reader", "x")))[0]
    await approve(two.office, "school", 1, "reader")
    await publish(two.office, {"school": 1}, "reader", "looked again")


async def test_going_back_needs_no_second_person(two: Desk) -> None:
    for number in (1, 2):
        await drafted(two.office, number)
        await approve(two.office, "school", number, "reader")
        await publish(two.office, {"school": number}, "reader", "on")
    await rollback(two.office, {"school": None}, "author1", "at night")
    assert await live_text(two.office) == school(1)


@pytest.mark.parametrize("state", ["published", "archived"])
async def test_what_was_published_needs_no_approval(two: Desk, state: str) -> None:
    await drafted(two.office, 1)
    await approve(two.office, "school", 1, "reader")
    await publish(two.office, {"school": 1}, "reader", "on")
    if state == "archived":
        await rollback(two.office, {"school": None}, "reader", "off")
    assert "published already" in (await refused(approve(two.office, "school", 1, "reader")))[0]

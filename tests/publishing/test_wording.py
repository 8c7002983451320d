"""The wording beside the flows: drafted with them, live with them, and by the same rules."""

from dataclasses import replace

import pytest

from ivr.publishing.drafting import Same, approve, discard, draft
from ivr.publishing.going_live import preview, publish, rollback
from ivr.publishing.office import Office, diff, export, listed, live_book
from ivr.publishing.ports import Book, Finding, Report
from ivr.publishing.records import SHIPPED, WORDING
from tests.publishing.test_drafting import refused
from tests.support.office import LIBRARY, Desk, warning
from tests.support.versions import SCHOOL

ONE, TWO, THREE = "one", "one two", "one two three"
"""Nothing here reads them."""


async def drafted(office: Office, wording: str, *flows: str, base: int | None = None, who: str = "author1") -> None:
    texts = {f"{number}.yaml": text for number, text in enumerate(flows)}
    await draft(office, {**texts, WORDING: wording}, who, "why", {} if base is None else {WORDING: base})


async def live_wording(office: Office) -> str:
    return (await live_book(office)).wording.text


async def names(office: Office) -> list[tuple[str, int]]:
    return [(line.name, line.wording) for line in await listed(office)]


async def test_it_is_drafted_with_flows_and_alone(alone: Desk) -> None:
    await drafted(alone.office, ONE, SCHOOL)
    await drafted(alone.office, TWO)
    assert await names(alone.office) == [("school 1", 1), ("wording 1", SHIPPED), ("wording 2", SHIPPED)]


async def test_a_flow_that_did_not_change_is_drafted_with_what_was_mended(alone: Desk) -> None:
    await drafted(alone.office, ONE, SCHOOL)
    done = await draft(alone.office, {"s": SCHOOL, WORDING: TWO}, "author1", "mended", {WORDING: 1})
    assert ([new.name for new in done.new], done.same) == (["wording 2"], (Same("school", 1, "draft"),))
    assert (await names(alone.office))[0] == ("school 1", 2)
    again = await draft(alone.office, {"s": SCHOOL, WORDING: TWO}, "author1", "nothing new", {WORDING: 2})
    assert again.same == (Same("school", 1, "draft"), Same(WORDING, 2, "draft"))
    assert again.new == ()


async def test_where_nothing_is_the_installations_own_nothing_is_kept(alone: Desk) -> None:
    done = await draft(alone.office, {"s": SCHOOL, WORDING: ""}, "author1", "why")
    assert ([new.name for new in done.new], done.same) == (["school 1"], (Same(WORDING, SHIPPED, "published"),))


async def test_no_flow_has_its_name(alone: Desk) -> None:
    said = await refused(draft(alone.office, {"w.yaml": SCHOOL.replace("flow: school", "flow: wording")}, "a", "b"))
    assert "'wording' means the texts and words of this installation" in said[0]


async def test_a_flow_takes_its_wording_along_and_the_check_sees_both(alone: Desk) -> None:
    await drafted(alone.office, ONE, SCHOOL)
    done = await publish(alone.office, {"school": None}, "author1", "now")
    assert done.publication.flows == (("school", 1), (WORDING, 1))
    assert alone.checks.asked[-1].wording.text == await live_wording(alone.office) == ONE
    texts, numbers = await export(alone.office)
    assert (set(texts), set(numbers)) == ({"school", "universal"}, {"school", "universal"})


async def test_a_flow_takes_along_what_was_mended_after_it(alone: Desk) -> None:
    await drafted(alone.office, ONE, SCHOOL)
    await drafted(alone.office, TWO, base=1)
    await publish(alone.office, {"school": None}, "author1", "now")
    assert await live_wording(alone.office) == TWO


async def test_wording_that_was_put_away_does_not_go_along(alone: Desk) -> None:
    await drafted(alone.office, ONE, SCHOOL)
    await discard(alone.office, WORDING, 1, "author1", "not needed")
    done = await publish(alone.office, {"school": None}, "author1", "now")
    assert done.publication.flows == (("school", 1),)


async def test_it_is_gone_back_to_like_a_flow(alone: Desk) -> None:
    for number, text in enumerate((ONE, TWO)):
        await drafted(alone.office, text, base=number)
        await publish(alone.office, {WORDING: None}, "author1", "on")
    await rollback(alone.office, {WORDING: None}, "author1", "back")
    assert await live_wording(alone.office) == ONE
    await rollback(alone.office, {WORDING: SHIPPED}, "author1", "further back")
    assert await live_wording(alone.office) == ""
    assert (await diff(alone.office, WORDING, 1, 2)).lines


async def test_what_was_taken_back_does_not_return_by_the_way(alone: Desk) -> None:
    for number, text in enumerate((ONE, TWO)):
        await drafted(alone.office, text, base=number)
        await publish(alone.office, {WORDING: None}, "author1", "on")
    await rollback(alone.office, {WORDING: None}, "author1", "two was wrong")
    await drafted(alone.office, THREE, SCHOOL, base=2)
    said = await refused(publish(alone.office, {"school": None}, "author1", "with wording 3"))
    assert "wording 3 was begun from version 2, and version 1 is live by now" in said[0]
    assert "./amparo prompts reset" in said[0]
    assert said[1].endswith("one needs the other: school 1, wording 3.")
    await drafted(alone.office, THREE, base=1)
    await publish(alone.office, {WORDING: None}, "author1", "looked at")


async def test_a_rollback_says_that_the_wording_stays(alone: Desk) -> None:
    await drafted(alone.office, ONE, SCHOOL)
    await publish(alone.office, {"school": None}, "author1", "both")
    done = await rollback(alone.office, {"school": None}, "author1", "back")
    assert (done.wording_stays, await live_wording(alone.office)) == (1, ONE)
    done = await rollback(alone.office, {WORDING: None}, "author1", "that too")
    assert (done.wording_stays, done.publication.flows) == (SHIPPED, ())


async def test_nothing_stays_where_the_wording_did_not_come_along(alone: Desk) -> None:
    await drafted(alone.office, ONE)
    await publish(alone.office, {WORDING: None}, "author1", "first")
    await draft(alone.office, {"s": SCHOOL}, "author1", "then")
    await publish(alone.office, {"school": None}, "author1", "then")
    assert (await rollback(alone.office, {"school": None}, "author1", "back")).wording_stays == SHIPPED


# -- two persons ---------------------------------------------------------------------------------------


async def test_two_persons_look_at_it_too(two: Desk) -> None:
    await drafted(two.office, ONE, SCHOOL)
    await approve(two.office, "school", 1, "reader")
    said = await refused(publish(two.office, {"school": 1}, "author1", "now"))
    assert "wording 1 is by author1 and nobody else approved it yet" in said[0]
    await approve(two.office, WORDING, 1, "reader")
    await publish(two.office, {"school": 1}, "author1", "now")
    assert await live_wording(two.office) == ONE


async def test_what_nobody_approved_since_waits(two: Desk) -> None:
    await drafted(two.office, ONE, SCHOOL)
    for flow in ("school", WORDING):
        await approve(two.office, flow, 1, "reader")
    await drafted(two.office, TWO, base=1, who="author2")
    await publish(two.office, {"school": 1}, "author1", "now")
    assert await live_wording(two.office) == ONE


async def test_what_cannot_go_live_is_not_approved(two: Desk) -> None:
    await draft(two.office, {"s": SCHOOL.replace("next: bye", "next: nowhere")}, "author1", "torn")
    said = await refused(approve(two.office, "school", 1, "reader"))
    assert said[0] == "school 1 has 1 error and cannot go live, so it is not approved:"
    assert "node 'hello'" in said[1]
    assert (await listed(two.office))[0].approvals == ()


async def test_an_approval_asks_only_for_what_is_wrong(two: Desk) -> None:
    """What callers live with already, and what is new in it, is for whoever publishes."""
    two.checks.warnings.append(warning("school"))
    await draft(two.office, {"s": SCHOOL}, "author1", "why")
    await approve(two.office, "school", 1, "reader")
    assert [book.now for book in two.checks.asked] == [False]


async def test_an_approval_looks_at_a_flow_with_what_goes_along(two: Desk) -> None:
    await drafted(two.office, ONE, SCHOOL)
    await approve(two.office, "school", 1, "reader")
    assert two.checks.asked[-1].wording.name == "wording 1"


# -- what is new ---------------------------------------------------------------------------------------

LONG = "takes {} s"


@pytest.mark.parametrize(("flow", "asked"), [("school", 1), ("universal", 0)])
async def test_figures_of_a_warning_count_where_somebody_changed_the_flow(alone: Desk, flow: str, asked: int) -> None:
    def long(seconds: str) -> Finding:
        found = warning(flow)
        sentence = replace(found.trouble.sentence, template=LONG.format(seconds))
        return replace(found, trouble=replace(found.trouble, sentence=sentence))

    async def check(book: Book) -> Report:
        return Report((), (long("12.1" if book.now else "13"),))

    await draft(alone.office, {"s": SCHOOL}, "author1", "why")
    assert len((await preview(replace(alone.office, check=check), {"school": 1})).warnings) == asked


async def test_shipped_flows_are_no_companions(alone: Desk) -> None:
    """A flow that callers have already is as they have it, whoever drafts it."""
    visit = SCHOOL.replace("next: bye", "next: visit") + "  visit: {kind: subflow, flow: universal, next: bye}\n"
    await draft(alone.office, {"s": visit, "u": LIBRARY["universal"] + "# ours\n"}, "author1", "why")
    assert (await publish(alone.office, {"school": 1}, "author1", "now")).publication.flows == (("school", 1),)

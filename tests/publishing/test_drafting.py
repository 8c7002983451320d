"""Drafts: exactly what the author wrote, all or none, and nobody without a name."""

from dataclasses import replace

import pytest

from flows.errors import FlowError, Refused
from flows.messages import told
from ivr.publishing.aside import in_process
from ivr.publishing.drafting import Same, approve, discard, draft
from ivr.publishing.errors import PublishingRefused
from ivr.publishing.going_live import publish, rollback
from ivr.publishing.office import diff, export, listed, version_of
from ivr.publishing.records import SHIPPED
from tests.support.office import LIBRARY, Desk
from tests.support.versions import DAY, SCHOOL

OTHER = SCHOOL.replace("flow: school", "flow: other")
CHANGED = SCHOOL.replace("info.work", "info.law") + "  more:\n    kind: goodbye\n    prompts: [apology]\n"


async def refused(work: object) -> list[str]:
    assert hasattr(work, "__await__")
    with pytest.raises(Refused) as error:
        await work
    return list(error.value.sentences())


async def test_drafts_keep_every_letter(alone: Desk) -> None:
    texts = {"a/school.yaml": SCHOOL, "a/other.yaml": OTHER.replace("\n", "\r\n")}
    done = await draft(alone.office, texts, " author  1 ", "for a test")
    assert [(line.name, line.who, line.day, line.base) for line in done.new] == [
        ("school 1", "author 1", DAY, SHIPPED),
        ("other 1", "author 1", DAY, SHIPPED),
    ]
    assert (await version_of(alone.office, "school", 1)).text == SCHOOL
    assert (await version_of(alone.office, "other", 1)).text == OTHER.replace("\n", "\r\n")


async def test_what_is_there_already_is_not_drafted_again(alone: Desk) -> None:
    await draft(alone.office, {"school.yaml": SCHOOL}, "author1", "first")
    again = await draft(alone.office, {"s": SCHOOL, "u": LIBRARY["universal"], "o": OTHER}, "author1", "again")
    assert [line.name for line in again.new] == ["other 1"]
    assert again.same == (Same("school", 1, "draft"), Same("universal", SHIPPED, "published"))


async def test_what_was_live_is_gone_back_to_and_not_drafted_again(alone: Desk) -> None:
    for text in (SCHOOL, CHANGED):
        await draft(alone.office, {"s": text}, "author1", "why")
        await publish(alone.office, {"school": None}, "author1", "why")
    assert (await draft(alone.office, {"s": SCHOOL}, "author1", "why")).same == (Same("school", 1, "archived"),)
    assert (await draft(alone.office, {"s": CHANGED}, "author1", "why")).same == (Same("school", 2, "published"),)
    changed = LIBRARY["universal"] + "# ours\n"
    await draft(alone.office, {"u": changed}, "author1", "why")
    await publish(alone.office, {"universal": None}, "author1", "why")
    again = await draft(alone.office, {"u": LIBRARY["universal"]}, "author1", "why")
    assert again.same == (Same("universal", SHIPPED, "archived"),)


async def test_the_same_text_on_another_base_is_another_draft(alone: Desk) -> None:
    await draft(alone.office, {"s": SCHOOL}, "author1", "first")
    await publish(alone.office, {"school": 1}, "author1", "first")
    await draft(alone.office, {"s": CHANGED}, "author1", "second", {"school": 0})
    moved = await draft(alone.office, {"s": CHANGED}, "author1", "put together", {"school": 1})
    assert [(line.number, line.base) for line in moved.new] == [(3, 1)]


async def test_one_bad_file_keeps_all_out_and_every_mistake_is_named(alone: Desk) -> None:
    texts = {"good.yaml": SCHOOL, "torn.yaml": "flow: [", "nameless.yaml": "start: a\n", "twice.yaml": SCHOOL}
    said = await refused(draft(alone.office, texts, "author1", "why not"))
    assert [sentence.partition(":")[0] for sentence in said] == ["torn.yaml", "nameless.yaml", "twice.yaml"]
    assert await listed(alone.office) == ()


@pytest.mark.parametrize("line", ["flow: school", "flow: 'school'", 'flow:  "school"  # a name', "\ufeffflow: school"])
async def test_a_name_is_found_however_it_is_written(alone: Desk, line: str) -> None:
    text = SCHOOL.replace("# A flow of a test; this comment stays.\n", "").replace("flow: school", line)
    assert [new.name for new in (await draft(alone.office, {"s": text}, "author1", "why")).new] == ["school 1"]
    assert (await version_of(alone.office, "school", 1)).text == text


async def test_texts_are_read_in_a_process_where_calls_are_on_the_loop(alone: Desk) -> None:
    beside = replace(alone.office, aside=in_process)
    assert await refused(draft(beside, {"torn.yaml": "flow: ["}, "author1", "why"))
    assert (await draft(beside, {"s": SCHOOL}, "author1", "why")).new
    assert (await diff(beside, "school", SHIPPED, 1)).nodes_added == ("hello", "bye")


async def test_a_draft_may_have_mistakes(alone: Desk) -> None:
    unfinished = "flow: school\nstart: nowhere\nnodes: {}\n"
    assert (await draft(alone.office, {"s": unfinished}, "author1", "not ready")).new[0].text == unfinished


@pytest.mark.parametrize(
    ("who", "why", "sentence"),
    [
        ("", "why", "say who does this"),
        (" \t", "why", "say who does this"),
        ("author1", "  ", "say why"),
        ("somebody@example.org", "why", "neutral label"),
        ("+999 123 456 78", "why", "neutral label"),
        ("a" * 61, "why", "60 letters at most"),
        ("author1", "x" * 501, "500 letters at most"),
        ("author\x001", "why", "is no label"),
    ],
)
async def test_nobody_and_no_reason_is_refused(alone: Desk, who: str, why: str, sentence: str) -> None:
    said = await refused(draft(alone.office, {"s": SCHOOL}, who, why))
    assert sentence in said[0]
    assert await listed(alone.office) == ()


async def test_a_base_that_is_not_there_is_refused(alone: Desk) -> None:
    said = await refused(draft(alone.office, {"s": SCHOOL}, "author1", "why", {"school": 7}))
    assert "no version of 'school' was ever drafted" in said[0]


async def test_a_draft_is_discarded_and_stays_readable(alone: Desk) -> None:
    await draft(alone.office, {"s": SCHOOL}, "author1", "why")
    await discard(alone.office, "school", 1, "author1", "a mistake")
    assert (await version_of(alone.office, "school", 1)).state == "archived"
    for work in (
        discard(alone.office, "school", 1, "author1", "again"),
        publish(alone.office, {"school": 1}, "author1", "all the same"),
        approve(alone.office, "school", 1, "reader"),
    ):
        assert "school 1" in (await refused(work))[0]


async def test_there_is_a_sentence_for_what_is_not_there(alone: Desk) -> None:
    assert "there is no flow 'nowhere'" in (await refused(listed(alone.office, "nowhere")))[0]
    assert "was ever drafted" in (await refused(version_of(alone.office, "nowhere", 1)))[0]
    await draft(alone.office, {"s": SCHOOL}, "author1", "why")
    assert (await refused(version_of(alone.office, "school", 4)))[0] == "school has no version 4; it has 1."
    assert await listed(alone.office, "universal") == ()


async def test_a_name_that_is_mistyped_is_guessed(alone: Desk) -> None:
    await draft(alone.office, {"s": SCHOOL}, "author1", "why")
    for work in (
        listed(alone.office, "schol"),
        approve(alone.office, "schol", 1, "reader"),
        discard(alone.office, "schol", 1, "author1", "why"),
        publish(alone.office, {"schol": None}, "author1", "why"),
        rollback(alone.office, {"schol": None}, "author1", "why"),
    ):
        assert (await refused(work))[0].endswith(" Did you mean 'school'?")
    for other in ("school", "universal"):
        assert "Did you mean" not in (await refused(rollback(alone.office, {other: None}, "author1", "why")))[0]
    assert (await refused(publish(alone.office, {"wordin": None}, "author1", "why")))[0].endswith("'wording'?")


async def test_two_versions_are_compared_by_lines_nodes_and_prompts(alone: Desk) -> None:
    await draft(alone.office, {"s": SCHOOL}, "author1", "one")
    await draft(alone.office, {"s": CHANGED}, "author1", "two")
    found = await diff(alone.office, "school", 1, 2)
    assert "-    prompts: [info.work]   # so does this one" in found.lines
    assert (found.nodes_added, found.nodes_changed, found.nodes_removed) == (("more",), ("hello",), ())
    assert (found.prompts_added, found.prompts_removed) == (("info.law", "apology"), ("info.work",))
    back = await diff(alone.office, "school", 2, SHIPPED)
    assert back.nodes_removed == ("hello", "bye", "more")
    assert (await diff(alone.office, "school", 2, 2)).lines == ()


async def test_prompts_of_a_text_with_mistakes_are_not_guessed(alone: Desk) -> None:
    await draft(alone.office, {"s": SCHOOL}, "author1", "one")
    await draft(alone.office, {"s": SCHOOL.replace("kind: say", "kind: shout")}, "author1", "two")
    found = await diff(alone.office, "school", 1, 2)
    assert found.nodes_changed == ("hello",)
    assert not found.prompts_known


async def test_what_is_live_is_exported(alone: Desk) -> None:
    await draft(alone.office, {"s": SCHOOL}, "author1", "one")
    assert await export(alone.office) == (LIBRARY, {"universal": SHIPPED})
    await publish(alone.office, {"school": None}, "author1", "now")
    texts, numbers = await export(alone.office)
    assert texts == {**LIBRARY, "school": SCHOOL}
    assert numbers == {"universal": SHIPPED, "school": 1}


def test_what_is_refused_can_be_said_in_another_language() -> None:
    french = {"one {name}.": "un {name}."}
    error = PublishingRefused(told("one {name}.", name="x"), told("two."))
    assert error.sentences(lambda template: french.get(template, template)) == ("un x.", "two.")
    assert issubclass(FlowError, Refused)

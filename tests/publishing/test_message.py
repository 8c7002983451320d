"""The one-switch message: what may be switched on, and how it ends by itself."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from ivr.call.world import Circumstances
from ivr.publishing.circumstances import LineCircumstances
from ivr.publishing.errors import PublishingRefused
from ivr.publishing.message import Holes, Message, Wanted, Where, described, ended, switched_off, switched_on

LISBON = ZoneInfo("Europe/Lisbon")
NOW = datetime(2026, 7, 1, 12, 30, tzinfo=UTC)
"""13:30 in Lisbon."""


def where(*missing: str, written: tuple[str, ...] = (), now: datetime = NOW) -> Where:
    return Where(now, LISBON, {"notice.storm": Holes(written, missing)})


def on(until: str, prompt: str = "notice.storm", *, now: datetime = NOW, closed: bool = False) -> Message:
    return switched_on(Wanted(prompt, until, closed), " author1 ", "a storm", where(now=now))


def test_the_end_is_meant_on_the_clocks_of_the_line() -> None:
    message = on("2026-07-01 14:00")
    assert message.until == datetime(2026, 7, 1, 13, 0, tzinfo=UTC)
    assert (message.who, message.why, str(message.day)) == ("author1", "a storm", "2026-07-01")


@pytest.mark.parametrize(
    ("until", "sentence"),
    [
        ("2026-07-01 13:30", "2026-07-01 13:30 is over: it is 2026-07-01 13:30 where the line is."),
        ("2026-07-15 13:31", "14 days at most, so until 2026-07-15 13:30"),
        ("tomorrow", 'such as --until "2026-07-02 13:30"; this is not: tomorrow'),
        ("2026-07-01T14:00", "an end is written as day and time"),
        ("2026-02-30 14:00", "an end is written as day and time"),
        ("", "an end is written as day and time"),
    ],
)
def test_an_end_of_no_use_is_refused(until: str, sentence: str) -> None:
    with pytest.raises(PublishingRefused) as refused:
        on(until)
    assert sentence in str(refused.value)


def test_the_last_possible_end_is_taken() -> None:
    assert on("2026-07-15 13:30").until - NOW == timedelta(days=14)


def test_an_hour_that_clocks_leave_out_is_refused_and_one_that_comes_twice_ends_late() -> None:
    spring, autumn = datetime(2026, 3, 28, tzinfo=UTC), datetime(2026, 10, 24, tzinfo=UTC)
    with pytest.raises(PublishingRefused, match="clocks go forward"):
        on("2026-03-29 01:30", now=spring)
    assert on("2026-10-25 01:30", now=autumn).until == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize("prompt", ["greeting", "notice", "notices.storm", ""])
def test_only_notices_are_said_to_everybody(prompt: str) -> None:
    with pytest.raises(PublishingRefused, match=r"its name must begin with 'notice\.'"):
        on("2026-07-01 14:00", prompt)


def test_a_prompt_that_a_language_lacks_is_refused() -> None:
    with pytest.raises(
        PublishingRefused, match=r"'notice.storm' cannot be said in fr, ko yet.*prompts new notice.storm"
    ):
        switched_on(Wanted("notice.storm", "2026-07-01 14:00"), "author1", "a storm", where("fr", "ko"))


@pytest.mark.parametrize(
    ("missing", "sentence"),
    [
        (("ko",), "'notice.storm' cannot be said in ko yet"),
        ((), "'notice.storm' is written in fr, and callers hear it when it is published: ./amparo flows draft wording"),
    ],
)
def test_what_is_written_has_to_be_published_first(missing: tuple[str, ...], sentence: str) -> None:
    with pytest.raises(PublishingRefused, match=re.escape(sentence)):
        switched_on(Wanted("notice.storm", "2026-07-01 14:00"), "author1", "why", where(*missing, written=("fr",)))


def test_a_notice_that_nobody_wrote_is_refused_with_those_there_are() -> None:
    with pytest.raises(PublishingRefused, match=r"no notice 'notice.stom'. Did you mean 'notice.storm'\? There are: "):
        on("2026-07-01 14:00", "notice.stom")


@pytest.mark.parametrize(("who", "why"), [("", "a storm"), ("author1", "")])
def test_nobody_and_no_reason_switch_nothing(who: str, why: str) -> None:
    with pytest.raises(PublishingRefused):
        switched_on(Wanted("notice.storm", "2026-07-01 14:00"), who, why, where())
    with pytest.raises(PublishingRefused):
        switched_off(who, why, NOW, LISBON)


def test_people_are_told_what_is_on() -> None:
    message = on("2026-07-01 14:00")
    assert str(described(None, NOW, LISBON)) == "No message is switched on."
    assert "is said to every caller until 2026-07-01 14:00 (author1: a storm)" in str(described(message, NOW, LISBON))
    assert "counts as closed until" in str(described(replace(message, closed=True), NOW, LISBON))
    assert "ended at 2026-07-01 14:00 by itself" in str(described(message, message.until, LISBON))
    assert str(described(switched_off("author1", "over", NOW, LISBON), NOW, LISBON)) == "No message is switched on."


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        (
            True,
            False,
            "This replaces notice.storm; the line no longer counts as closed. To keep it closed: the same with",
        ),
        (True, True, "This replaces notice.storm."),
        (False, True, "This replaces notice.storm."),
        (False, False, "This replaces notice.storm."),
    ],
)
def test_what_a_message_replaces_is_told(*, before: bool, after: bool, sentence: str) -> None:
    was, then = on("2026-07-01 14:00", closed=before), on("2026-07-01 15:00", closed=after)
    assert str(ended(was, then, NOW)).startswith(sentence)
    assert ended(was, then, was.until) is None
    assert ended(None, then, NOW) is None


def test_what_is_switched_off_is_told() -> None:
    off = switched_off("author1", "over", NOW, LISBON)
    assert str(ended(on("2026-07-01 14:00"), off, NOW)) == "notice.storm is off."
    told = str(ended(on("2026-07-01 14:00", closed=True), off, NOW))
    assert told == "notice.storm is off, and the line no longer counts as closed."
    assert ended(off, off, NOW) is None


def test_a_call_is_told_the_hour_and_the_message_until_it_ends() -> None:
    moments = [NOW]
    line = LineCircumstances(lambda: moments[-1], LISBON)
    assert line() == Circumstances("2026-07-01T13:30", (), False)
    line.message = on("2026-07-01 14:00", closed=True)
    assert line() == Circumstances("2026-07-01T13:30", ("notice.storm",), True)
    moments.append(NOW + timedelta(minutes=29, seconds=59))
    assert line().closed
    moments.append(NOW + timedelta(minutes=30))
    assert line() == Circumstances("2026-07-01T14:00", (), False)


def test_a_message_without_a_sound_is_not_said_and_still_closes_the_line() -> None:
    line = LineCircumstances(lambda: NOW, UTC)
    line.message = on("2026-07-01 14:00", closed=True)
    line.sayable = lambda prompt: prompt != "notice.storm"
    assert line() == Circumstances("2026-07-01T12:30", (), True)

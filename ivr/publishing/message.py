"""The one-switch message: a sentence for every caller, or a closed line, that ends by itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Protocol

from flows.check import near
from flows.messages import Sentence, told
from ivr.publishing.errors import PublishingRefused
from ivr.publishing.policy import actor, purpose

FORMAT = "%Y-%m-%d %H:%M"
LONGEST_DAYS = 14
"""A message that is true for longer belongs into a flow, where it is checked and approved."""
PREFIX = "notice."
CLOSED = "notice.closed"
"""The prompt of `./amparo message closed`."""


@dataclass(frozen=True, slots=True)
class Message:
    """What is switched on, or that nothing is."""

    prompt: str
    """Empty where nothing is switched on."""
    closed: bool
    """Every `hours` node takes its closed way."""
    until: datetime
    """Aware; not part of it."""
    who: str
    why: str
    day: date

    def on(self, now: datetime) -> bool:
        """Whether callers hear it at an aware moment."""
        return bool(self.prompt) and now < self.until


class Messages(Protocol):
    """Where the switch is kept."""

    async def message(self) -> Message | None:
        """The newest setting; None where nobody ever used the switch."""

    async def put(self, message: Message) -> None:
        """The newest setting from now on; earlier ones are kept as history."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody asks to be switched on."""

    prompt: str
    until: str
    """`YYYY-MM-DD HH:MM`, as clocks on the wall show it where the line is."""
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Holes:
    """Why a notice cannot be switched on; by default it can."""

    written: tuple[str, ...] = ()
    """Offered languages in which callers hear it as soon as the wording is published."""
    missing: tuple[str, ...] = ()
    """Those in which nobody has written it."""


@dataclass(frozen=True, slots=True)
class Where:
    """What a line knows when it is asked to say something."""

    now: datetime
    zone: tzinfo
    notices: Mapping[str, Holes]
    """By name."""


def switched_on(wanted: Wanted, who: str, why: str, where: Where) -> Message:
    """The message as it will be kept. Raises PublishingRefused."""
    who, why = actor(who), purpose(why)
    _check_prompt(wanted.prompt, where)
    until = _until(wanted.until, where)
    return Message(wanted.prompt, wanted.closed, until, who, why, where.now.astimezone(where.zone).date())


def switched_off(who: str, why: str, now: datetime, zone: tzinfo) -> Message:
    """That nothing is on. Raises PublishingRefused."""
    return Message("", False, now, actor(who), purpose(why), now.astimezone(zone).date())


def ended(before: Message | None, after: Message, now: datetime) -> Sentence | None:
    """What a new setting ends, and what it takes away with it; None where nothing was on."""
    if before is None or not before.on(now):
        return None
    opens = before.closed and not after.closed
    if after.prompt and opens:
        template = (
            "This replaces {prompt}; the line no longer counts as closed. To keep it closed: the same with --closed."
        )
    elif after.prompt:
        template = "This replaces {prompt}."
    else:
        template = "{prompt} is off, and the line no longer counts as closed." if opens else "{prompt} is off."
    return told(template, prompt=before.prompt)


def _check_prompt(prompt: str, where: Where) -> None:
    if not prompt.startswith(PREFIX):
        template = "'{prompt}' is no message for everybody: its name must begin with '{prefix}', as in {example}."
        raise PublishingRefused(told(template, prompt=prompt, prefix=PREFIX, example=CLOSED))
    if prompt not in where.notices:
        template = (
            "there is no notice '{prompt}'.{near} There are: {known}. To write one: ./amparo prompts new {prompt} "
            "--out notice.xlsx"
        )
        known = {"near": near(prompt, where.notices), "known": ", ".join(where.notices) or "-"}
        raise PublishingRefused(told(template, prompt=prompt, **known))
    _check_heard(prompt, where.notices[prompt])


def _check_heard(prompt: str, holes: Holes) -> None:
    if holes.missing:
        template = (
            "'{prompt}' cannot be said in {languages} yet, and every caller has to hear it. Write it there: ./amparo "
            "prompts new {prompt} --out notice.xlsx, or record it (prompts/README.md)."
        )
        raise PublishingRefused(told(template, prompt=prompt, languages=", ".join(holes.missing)))
    if holes.written:
        template = (
            "'{prompt}' is written in {languages}, and callers hear it when it is published: ./amparo flows draft "
            "wording --who NAME --why TEXT, then approve and publish it."
        )
        raise PublishingRefused(told(template, prompt=prompt, languages=", ".join(holes.written)))


def _until(text: str, where: Where) -> datetime:
    until = _local(text, where)
    if until <= where.now:
        template = "{until} is over: it is {now} where the line is. Give a later time."
        raise PublishingRefused(told(template, until=text, now=written(where.now, where.zone)))
    last = where.now + timedelta(days=LONGEST_DAYS)
    if until > last:
        template = (
            "{until} is too far away: {days} days at most, so until {last}. What is true for longer belongs into a "
            "flow."
        )
        days = {"days": LONGEST_DAYS, "last": written(last, where.zone)}
        raise PublishingRefused(told(template, until=text, **days))
    return until


def _local(text: str, where: Where) -> datetime:
    try:
        local = datetime.strptime(" ".join(text.split()), FORMAT).replace(tzinfo=where.zone, fold=1)
    except ValueError:
        example = written(where.now + timedelta(days=1), where.zone)
        template = 'an end is written as day and time, such as --until "{example}"; this is not: {text}'
        raise PublishingRefused(told(template, example=example, text=text)) from None
    if local.astimezone(UTC).astimezone(where.zone).replace(tzinfo=None) != local.replace(tzinfo=None):
        template = "there is no {until} where the line is: clocks go forward then. Give a later time."
        raise PublishingRefused(told(template, until=text))
    return local.astimezone(UTC)  # an hour that comes twice compares rightly in UTC only


def written(moment: datetime, zone: tzinfo) -> str:
    """As people write it where the line is."""
    return moment.astimezone(zone).strftime(FORMAT)


def described(message: Message | None, now: datetime, zone: tzinfo) -> Sentence:
    """What is on now, for people."""
    if message is None or not message.prompt:
        return told("No message is switched on.")
    parts = {"prompt": message.prompt, "until": written(message.until, zone), "who": message.who, "why": message.why}
    if not message.on(now):
        return told("No message is switched on; {prompt} ended at {until} by itself.", **parts)
    if message.closed:
        template = "{prompt} is said to every caller and the line counts as closed until {until} ({who}: {why})."
        return told(template, **parts)
    return told("{prompt} is said to every caller until {until} ({who}: {why}).", **parts)

"""What time it is where the line is, which days are holidays there, and on which clocks opening hours are meant."""

from collections.abc import Mapping
from datetime import datetime, tzinfo
from typing import Any

from flows import parse
from flows.errors import FlowError
from flows.messages import Sentence, later, told
from ivr.settings import Settings
from prompts.packs import Pack

LOCAL = "%Y-%m-%dT%H:%M"
"""As calls carry it."""
WEEKDAYS = (
    *(later("Monday"), later("Tuesday"), later("Wednesday"), later("Thursday")),
    *(later("Friday"), later("Saturday"), later("Sunday")),
)


def now(zone: tzinfo) -> datetime:
    """The time there."""
    return datetime.now(zone)


def it_is(local: str, settings: Settings, pack: Pack | None) -> Sentence:
    """When a call begins, and whose holidays are known."""
    template = "It is {day} {date} {time} ({zone})."
    if not settings.zone_is_set:
        template = "It is {day} {date} {time} (UTC, since no zone is set under [line] in amparo.toml)."
    now = told(template, **_parts(local), zone=settings.line.zone)
    return told("{now} {holidays}", now=now, holidays=_holidays(pack))


def _holidays(pack: Pack | None) -> Sentence:
    if pack is None:
        return told("No country pack is set, so no public holidays are known.")
    if not pack.holidays:
        return told("The country pack '{pack}' names no public holidays.", pack=pack.name)
    return told("Public holidays are those of the country pack '{pack}'.", pack=pack.name)


def it_was(local: str) -> Sentence:
    """The same of a call that was saved; its clocks are not known."""
    return told("In this call it is {day} {date} {time}.", **_parts(local))


def _parts(local: str) -> dict[str, Sentence | str]:
    when = datetime.fromisoformat(local)
    return {"day": told(WEEKDAYS[when.weekday()]), "date": f"{when:%Y-%m-%d}", "time": f"{when:%H:%M}"}


def meant(settings: Settings, texts: Mapping[str, str]) -> tuple[Sentence, ...]:
    """On which clocks the hours of these flows (name to text) are meant; nothing where none has hours."""
    flows = ", ".join(flow for flow, text in texts.items() if _has_hours(text))
    if not flows:
        return ()
    template = "The hours of {flows} are meant on the clocks of {zone}."
    if not settings.zone_is_set:
        template = (
            "The hours of {flows} are meant on UTC clocks, since no zone is set. If the line is elsewhere: "
            'zone = "Europe/Lisbon" under [line] in amparo.toml.'
        )
    return (told(template, flows=flows, zone=settings.line.zone),)


def _has_hours(text: str) -> bool:
    """Whether there is such a node, also in a flow that has mistakes."""
    try:
        nodes = parse.parse(text, "").get("nodes")
    except FlowError:
        return False
    return isinstance(nodes, Mapping) and any(map(_is_hours, nodes.values()))


def _is_hours(node: Any) -> bool:
    return isinstance(node, Mapping) and node.get("kind") == "hours"

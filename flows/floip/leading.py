"""Nodes that lead on without a word of their own: branch, hours, subflow, discreet."""

from flows.exchange.conditions import Equals, any_equals
from flows.floip.blocks import CASE, MESSAGE, RUN_FLOW, Writer, language_id
from flows.floip.ids import uuid_of
from flows.hours import DAYS, Times
from flows.nodes.ask import Ask
from flows.nodes.branch import Branch
from flows.nodes.consent import Consent
from flows.nodes.discreet import Discreet
from flows.nodes.hours import Hours
from flows.nodes.subflow import Subflow

NEVER = "1 = 2"
"""A test for opening times that FLOIP expressions cannot say."""


def branch(out: Writer, node: Branch) -> None:
    """A case for each value."""
    exits = [out.way(value, ["cases", value], to, _test(out, node.on, value)) for value, to in node.cases.items()]
    out.block("", CASE, {}, [*exits, out.way("otherwise", ["otherwise"], node.otherwise)], "ADVANCED")


def _test(out: Writer, on: str, value: str) -> str:
    if on == "language":
        return any_equals((Equals("contact.language", language_id(value)),))
    asked = [name for name, node in out.flow.nodes.items() if _stores(node) == on]
    return any_equals(tuple(Equals(f"flow.{name}", value) for name in asked or [on]))


def _stores(node: object) -> str:
    return node.store if isinstance(node, Ask) else node.what if isinstance(node, Consent) else ""


def hours(out: Writer, node: Hours) -> None:
    """A case on the time of day; rules and holidays are more than FLOIP expressions can say."""
    spells = [test for times in node.times for test in _spells(times)]
    test = f"OR({', '.join(spells)})" if len(spells) > 1 else spells[0] if spells else NEVER
    is_open = out.way("open", ["open"], node.open, test)
    out.block("", CASE, {}, [is_open, out.exit("closed", out.block_id(out.node, "closed"))], "ADVANCED")
    config = {"prompt": out.resource(node.opens_unknown)}
    out.block("closed", MESSAGE, config, [out.way("closed", ["closed"], node.closed)])
    for prompt in node.prompts_said():
        out.resource(prompt)


def _spells(times: Times) -> list[str]:
    days = DAYS if "every_day" in times.days else tuple(day for day in DAYS if day in times.days)
    opens, closes = _minutes(times.opens), _minutes(times.closes)
    spells: list[str] = []
    for day in days:
        number = (DAYS.index(day) + 1) % 7 + 1  # theirs begin with 1 for Sunday
        if opens < closes:
            spells.append(_spell(number, opens, closes))
        else:
            spells += [_spell(number, opens, 24 * 60), _spell(number % 7 + 1, 0, closes)]
    return spells


def _spell(weekday: int, opens: int, closes: int) -> str:
    now = "HOUR(NOW()) * 60 + MINUTE(NOW())"
    return f"AND(WEEKDAY(NOW()) = {weekday}, {now} >= {opens}, {now} < {closes})"


def _minutes(clock: str) -> int:
    hour, minute = clock.split(":")
    return int(hour) * 60 + int(minute)


def subflow(out: Writer, node: Subflow) -> None:
    """A visit; a FLOIP flow always begins at its start."""
    config = {"flow_id": uuid_of("flow", node.flow)}
    out.block("", RUN_FLOW, config, [out.way("next", ["next"], node.next)])


def discreet(out: Writer, node: Discreet) -> None:
    """Nothing a FLOIP player could do, and nothing it should keep about anybody: a case with one way."""
    out.block("", CASE, {}, [out.way("next", ["next"], node.next)])
    for prompt in node.prompts_said():
        out.resource(prompt)

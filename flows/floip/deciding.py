"""Cases of FLOIP as branches: a row of them where conditions look at different answers."""

from collections.abc import Iterator
from itertools import groupby

from flows.exchange.conditions import Equals, any_of
from flows.exchange.draft import END
from flows.exchange.names import slug
from flows.floip.model import Block, Exit
from flows.floip.questions import block_of
from flows.floip.shop import Shop, exits_of
from flows.messages import told

LANGUAGE = "contact.language"
Case = tuple[str, str, str]
"""(what is looked at, value, what it leads to)."""


def case(shop: Shop, block: Block) -> None:
    """First condition that holds; exits that cannot be decided are reported."""
    default, tested = exits_of(block)
    rest = default.destination_block if default else END
    cases = [each for way in tested for each in _cases(shop, block, way)]
    rows = [(on, dict(reversed([(value, to) for _, value, to in group]))) for on, group in groupby(cases, key=_on)]
    if not rows:
        shop.draft.passed[block.uuid] = rest
        shop.left(block, told("Amparo can decide none of its conditions."), shop.goes_on(default))
        return
    name = shop.name(block)
    for count, (on, values) in enumerate(rows, start=1):
        ref = block.uuid if count == 1 else f"{block.uuid} {count}"
        here = name if count == 1 else shop.names.fresh(f"{name}_{count}")
        otherwise = rest if count == len(rows) else f"{block.uuid} {count + 1}"
        shop.maker(block).branch(ref, here, on, dict(reversed(values.items())), otherwise)


def _on(each: Case) -> str:
    return each[0]


def _cases(shop: Shop, block: Block, way: Exit) -> Iterator[Case]:
    found = [_case(shop, each) for each in any_of(way.test)]
    if not found or not all(found):
        shop.left(block, told("its condition is none that Amparo can decide."), exit_name=way.name or way.test)
        return
    yield from ((on, value, way.destination_block) for on, value in filter(None, found))


def _case(shop: Shop, each: Equals) -> tuple[str, str] | None:
    """(what to look at, its value) of a condition; None where it looks at something that nobody here is asked."""
    if each.variable == LANGUAGE:
        tag = shop.tags.get(each.value, "")
        return ("language", tag) if tag else None
    asked = shop.asked.get(block_of(each.variable))
    if not asked:
        return None
    value = asked.values.get(each.value.casefold(), "") if asked.values else each.value
    return (asked.store, value) if value and slug(value) == value else None

"""How a node chooses its exit: by what the caller presses, records, or answered before."""

import re

from flows.exchange.names import Names, slug
from flows.exchange.tags import our_tag
from flows.limits import DIGITS_MAX
from flows.messages import later, told
from flows.rapidpro.keys import EQUAL, UNDECIDED, Asking, default_of, menu, names_of
from flows.rapidpro.model import Case, Node, Router
from flows.rapidpro.shop import Result, Shop, result_key, title

ANY_NUMBER = frozenset({"has_number", "has_text", "has_pattern"})
_RESULT = re.compile(r"@\(?(?:run\.)?results\.(?P<name>\w+)(?:\.(?:category|value))?\)?")
_LANGUAGE = re.compile(r"@\(?contact\.language\)?")
_CHILD = re.compile(r"@\(?child(?:\.run)?\.status\)?")


def result_of(node: Node, stores: Names) -> tuple[str, Result] | None:
    """The name of what a node asks, and what it is here."""
    router = node.router
    if not router or router.waits_for not in {"menu", "digits"}:
        return None
    values = names_of(router) if router.waits_for == "menu" else {}
    return result_key(router.result_name), Result(stores.fresh(router.result_name, otherwise="answer"), values)


def looked_at(node: Node) -> str:
    """The result a node looks at; empty where it looks at none."""
    found = _RESULT.fullmatch(node.router.operand) if node.router and not node.router.wait else None
    return found["name"].casefold() if found else ""


def route(shop: Shop, node: Node, router: Router, ref: str) -> None:
    """Add what chooses the exit; `ref` is what leads there."""
    origin = shop.origin(node.uuid, title(node) or router.operand, router.waits_for or f"{router.type} router")
    if router.type != "switch":
        shop.draft.passed[ref] = node.onward
        shop.left(origin, told("nothing is left to chance on this line."), shop.goes_on(node.onward))
        return
    ways = {"menu": menu, "digits": _digits, "audio": _record, "dial": _dial, "": _split}
    ways[router.waits_for](Asking(shop, node, router, ref, origin))


def _digits(here: Asking) -> None:
    """A number; equal numbers lead their own way."""
    name, router = here.name("number"), here.router
    cases, taken = _numbers(here), default_of(router)
    for case in router.cases:
        category = next((each for each in router.categories if each.uuid == case.category_uuid), taken)
        if case.type in ANY_NUMBER:
            taken = category
        elif case.type not in EQUAL:
            here.left(UNDECIDED, f"{category.name}: {case.type}")
    to = here.to(taken)
    here.rest({to, *cases.values()})
    after = f"{here.ref} way" if cases else to
    data = {"kind": "ask", "prompts": [], "store": here.store(name), "digits": _length(router)}
    here.shop.maker(here.origin).node(here.ref, name, data).ways["next",] = after
    if cases:
        which = here.shop.names.fresh(f"{name}_way")
        here.shop.maker(here.origin).branch(after, which, here.store(name), cases, to)


def _length(router: Router) -> dict[str, int]:
    hint = router.wait.get("hint")
    count = hint.get("count") if isinstance(hint, dict) else None
    exact = min(count, DIGITS_MAX) if isinstance(count, int) and count > 0 else 0
    return {"min": exact or 1, "max": exact or DIGITS_MAX}


def _numbers(here: Asking) -> dict[str, str]:
    ways = {category.uuid: here.to(category) for category in here.router.categories}
    return {
        text: ways[case.category_uuid]
        for case in here.router.cases
        for text in case.arguments
        if case.type in EQUAL and text.isdecimal() and text.isascii() and case.category_uuid in ways
    }


def _record(here: Asking) -> None:
    """A spoken message."""
    name, categories = here.name("message"), here.router.categories
    reason = told("nobody may be recorded without having said yes.")
    here.shop.left(here.origin, reason, told("Put a 'consent' before '{node}'.", node=name))
    to = here.to(categories[0] if categories else default_of(here.router))
    here.rest({to})
    data = {"kind": "record", "prompts": []}
    here.shop.maker(here.origin).node(here.ref, name, data).ways["next",] = to


def _dial(here: Asking) -> None:
    """The number that was dialled is not taken over: people are found by the desk."""
    default = default_of(here.router)
    answered = {case.category_uuid for case in here.router.cases if "answered" in case.arguments}
    found = next((each for each in here.router.categories if each.uuid in answered), default)
    here.shop.left(here.origin, told("it dials a number; here a person is looked for at the desks."))
    for category in here.router.categories:
        if category.uuid not in answered and here.to(category) != here.to(default):
            reason = told("why nobody answered makes no difference here.")
            here.shop.left(here.origin, reason, here.shop.goes_on(here.to(default)), category.name)
    made = here.shop.maker(here.origin).node(here.ref, here.name("person"), {"kind": "handover"})
    made.ways = {("next",): here.to(found), ("nobody",): here.to(default)}


# -- by what is known already -----------------------------------------------------------------------------


def _split(here: Asking) -> None:
    shop, rest = here.shop, here.to(default_of(here.router))
    if _CHILD.fullmatch(here.router.operand):
        _after_visit(here, rest)
        return
    found = [(value, to) for case in here.router.cases if (value := _decided(here, case)) for to in _leads(here, case)]
    if not found:
        shop.draft.passed[here.ref] = rest
        shop.left(here.origin, told("Amparo can decide none of its conditions."), shop.goes_on(rest))
        return
    on = "language" if _LANGUAGE.fullmatch(here.router.operand) else shop.results[looked_at(here.node)].store
    cases = dict(reversed(dict(reversed(found)).items()))  # of two tests of one value the first counts
    shop.maker(here.origin).branch(here.ref, shop.names.fresh(f"by_{on}"), on, cases, rest)


def _after_visit(here: Asking, rest: str) -> None:
    """A visit always comes back."""
    done = {case.category_uuid for case in here.router.cases if "completed" in case.arguments}
    ways = [here.to(each) for each in here.router.categories if each.uuid in done]
    here.shop.draft.passed[here.ref] = ways[0] if ways else rest
    if ways and rest not in {"", ways[0]}:
        here.left(later("a visited flow always comes back."), default_of(here.router).name)


def _leads(here: Asking, case: Case) -> list[str]:
    return [here.to(each) for each in here.router.categories if each.uuid == case.category_uuid]


def _decided(here: Asking, case: Case) -> str:
    """The value a case asks for; empty, and reported, where it cannot be decided."""
    result = here.shop.results.get(looked_at(here.node))
    text = case.arguments[0] if case.arguments and case.type in EQUAL else ""
    value = ""
    if _LANGUAGE.fullmatch(here.router.operand):
        value = our_tag(text)
    elif result:
        value = result.values.get(text.casefold(), "" if result.values else text)
    if not value or slug(value) != value:
        here.left(UNDECIDED, f"{case.type} {' '.join(case.arguments)}")
        return ""
    return value

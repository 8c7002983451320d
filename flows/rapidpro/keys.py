"""What is answered by a key or a word: categories of RapidPro as options of ours."""

from collections.abc import Iterator
from dataclasses import dataclass

from flows.exchange.menus import Choice, Question
from flows.exchange.names import Names, slug
from flows.exchange.report import Origin
from flows.exchange.tags import our_tag
from flows.exchange.wording import as_word
from flows.floip.questions import SILENCE
from flows.messages import later, told
from flows.rapidpro.model import Case, Category, Node, Router
from flows.rapidpro.shop import Result, Shop, result_key

EQUAL = frozenset({"has_number_eq", "has_only_phrase", "has_only_text", "has_phrase", "has_any_word", "has_all_words"})
"""Tests that some words, or one number, were answered."""
UNDECIDED = later("its condition is none that Amparo can decide.")


@dataclass(frozen=True)
class Asking:
    """A node that waits for the caller."""

    shop: Shop
    node: Node
    router: Router
    ref: str
    """What leads there."""
    origin: Origin

    def to(self, category: Category) -> str:
        """Where a category leads."""
        return self.node.leads(category.exit_uuid)

    def name(self, otherwise: str) -> str:
        """A name for the node."""
        return self.shop.names.fresh(self.router.result_name, otherwise=otherwise)

    @property
    def result(self) -> str:
        """What expressions call the answer."""
        return result_key(self.router.result_name)

    def store(self, name: str) -> str:
        """What our branches call the answer."""
        return self.shop.results.get(self.result, Result(slug(name))).store

    def left(self, template: str, exit_name: str) -> None:
        """Report an exit."""
        self.shop.left(self.origin, told(template), exit_name=exit_name)

    def rest(self, led: set[str]) -> None:
        """Report exits for silence and for everything else, where they lead to something of their own."""
        timeout = self.router.wait.get("timeout")
        late = timeout.get("category_uuid") if isinstance(timeout, dict) else None
        for category in self.router.categories:
            spare = category.uuid in {self.router.default_category_uuid, late}
            if spare and not cases_of(self.router, category) and self.to(category) not in {self.node.uuid, *led}:
                self.left(SILENCE, category.name)


def menu(here: Asking) -> None:
    """An option for each category that some answer leads to."""
    name = here.name("menu")
    categories = [each for each in here.router.categories if cases_of(here.router, each)]
    choices = [_choice(here, name, category) for category in categories]
    here.rest({choice.to for choice in choices})
    if choices:
        reason = told("what was said before may name the choices and their keys, and Amparo says them after it.")
        here.shop.left(here.origin, reason, told("Shorten the question if it does."))
        looked_at = here.result in here.shop.looked
        maker = here.shop.maker(here.origin)
        maker.choose(Question(here.ref, name, []), choices, here.store(name), looked_at)
    else:
        here.shop.draft.passed[here.ref] = to = here.to(default_of(here.router))
        here.shop.left(here.origin, told("it has no choices."), here.shop.goes_on(to))


def _choice(here: Asking, node: str, category: Category) -> Choice:
    ours = names_of(here.router)[category.name.casefold()]
    texts = here.shop.flow.translated(category.uuid, "name", category.name)
    prompt = here.shop.prompt(here.origin, f"{node}.{ours}", texts, {})
    keys = list(dict.fromkeys(_keys(here, category)))
    for key in keys[1:]:
        reason = told("an option has one key, and '{option}' had {key} too.", option=ours, key=key[:20])
        here.shop.left(here.origin, reason, exit_name=category.name)
    for case in cases_of(here.router, category):
        for language, phrase in _phrases(here, case):
            here.shop.shelf.say(language, prompt, (phrase,))
    here.shop.shelf.words_from_text(prompt)
    return Choice(ours, keys[0] if keys else "", prompt, here.to(category))


def _keys(here: Asking, category: Category) -> Iterator[str]:
    for case in cases_of(here.router, category):
        if case.type in EQUAL:
            yield from (text for text in case.arguments if text.isdecimal())
        else:
            here.left(UNDECIDED, f"{category.name}: {case.type}")


def _phrases(here: Asking, case: Case) -> Iterator[tuple[str, str]]:
    """(language, phrase) that a test accepts."""
    given = here.shop.flow.translated(case.uuid, "arguments", case.arguments[0] if case.arguments else "")
    for language, text in given.items():
        parts = text.split() if case.type == "has_any_word" else [text]
        yield from ((our_tag(language), phrase) for phrase in map(as_word, parts) if phrase and our_tag(language))


def names_of(router: Router) -> dict[str, str]:
    """Category, in small letters, to our name of it."""
    names = Names({"more"})
    return {each.name.casefold(): names.fresh(each.name, otherwise="choice") for each in router.categories}


def cases_of(router: Router, category: Category) -> list[Case]:
    """The tests that lead to a category."""
    return [case for case in router.cases if case.category_uuid == category.uuid]


def default_of(router: Router) -> Category:
    """The category for every other answer."""
    found = (each for each in router.categories if each.uuid == router.default_category_uuid)
    return next(found, Category(uuid=""))

"""Questions of FLOIP: one choice, several choices, a number."""

from collections.abc import Iterator, Mapping
from typing import Any

from flows.exchange.conditions import Equals, any_of
from flows.exchange.draft import END
from flows.exchange.menus import Choice, Question
from flows.exchange.names import Names, slug
from flows.exchange.wording import as_word
from flows.floip.marks import objects, spoken
from flows.floip.model import Block, Exit
from flows.floip.shop import Asked, Shop, exits_of
from flows.limits import DIGITS_MAX
from flows.messages import later, told

SILENCE = later("silence and wrong keys lead nowhere else: the question is put again, then a person is looked for.")


def asked(block: Block, stores: Names) -> Asked | None:
    """What a block asks, for those that look at its answer."""
    if "Select" in block.type:
        return Asked(stores.fresh(block.name, otherwise="answer"), values(block))
    if block.type.endswith("NumericResponse"):
        return Asked(stores.fresh(block.name, otherwise="number"))
    return None


def values(block: Block) -> dict[str, str]:
    """Each choice's name, in small letters, and ours."""
    names = Names({"more"})
    found: dict[str, str] = {}
    for choice in choices_of(block):
        if _theirs(choice) not in found:
            found[_theirs(choice)] = names.fresh(_theirs(choice), otherwise="choice")
    return found


def choices_of(block: Block) -> list[dict[str, Any]]:
    """The choices that are as they should be."""
    return objects(block.config.get("choices"))


def select_many(shop: Shop, block: Block) -> None:
    """Several answers at once are one answer here."""
    shop.left(block, told("a caller chooses one thing at a time."), told("It became a question with one answer."))
    select_one(shop, block)


def select_one(shop: Shop, block: Block) -> None:
    """A menu where each choice goes its own way, a question where others look at the answer."""
    name = shop.name(block)
    found = list({_theirs(choice): choice for choice in reversed(choices_of(block))}.values())[::-1]
    if len(found) < len(choices_of(block)):
        shop.left(block, told("two of its choices have the same name."), told("The first of them was taken."))
    if not found:
        shop.draft.passed[block.uuid] = shop.onward(block)
        shop.left(block, told("it has no choices."), shop.goes_on(exits_of(block)[0]))
        return
    question = block.config.get("question_prompt") or block.config.get("prompt")
    if not block.config.get("question_prompt") and question:
        reason = told("its question may name the choices and their keys, and Amparo says them after it.")
        shop.left(block, reason, told("Shorten the question if it does."))
    ours = values(block)
    ways = _ways(shop, block, ours)
    choices = [_choice(shop, block, f"{name}.{ours[_theirs(each)]}", each, ways[_theirs(each)]) for each in found]
    said = [shop.prompt(block, question, name)] if question else []
    key = block.name.casefold()
    if not said and (shop.looked_at(key) or len({choice.to for choice in choices}) == 1):
        said = [shop.prompt(block, "", name)]  # a question cannot be without one
    shop.maker(block).choose(Question(block.uuid, name, said), choices, shop.asked[key].store, shop.looked_at(key))


def _choice(shop: Shop, block: Block, name: str, choice: dict[str, Any], to: str) -> Choice:
    node, _, ours = name.partition(".")
    prompt = shop.prompt(block, choice.get("prompt"), node, ours)
    for language, phrase in spoken(choice):
        _word(shop, prompt, language, phrase)
    shop.shelf.words_from_text(prompt)
    return Choice(ours, _key(choice), prompt, to)


def _theirs(choice: dict[str, Any]) -> str:
    """What the file calls a choice, in small letters."""
    return str(choice.get("name", "")).casefold()


def _word(shop: Shop, prompt: str, language: str, phrase: str) -> None:
    """Digits are keys, not words; a word without a language is one of each."""
    if word := as_word(phrase):
        for tag in (shop.tags[language],) if language in shop.tags else dict.fromkeys(shop.tags.values()):
            shop.shelf.say(tag, prompt, (word,))


def _key(choice: dict[str, Any]) -> str:
    test = choice.get("ivr_test")
    found = any_of(str(test.get("test_expression", ""))) if isinstance(test, dict) else ()
    return found[0].value if found else ""


def _ways(shop: Shop, block: Block, ours: Mapping[str, str]) -> dict[str, str]:
    """Where each choice leads, by its name in small letters."""
    default, tested = exits_of(block)
    keys = {_key(choice): _theirs(choice) for choice in choices_of(block)}
    found: dict[str, str] = {}
    for way in tested:
        chosen = [name for each in any_of(way.test) if (name := _named(block, each, keys)) in ours]
        for name in chosen:
            found.setdefault(name, way.destination_block)
        if not chosen:
            shop.left(block, told("its condition is none that Amparo can decide."), exit_name=way.name or way.test)
    if default and found and default.destination_block not in {block.uuid, *found.values()}:
        shop.left(block, told(SILENCE), exit_name=default.name or "default")
    rest = default.destination_block if default else END
    return {name: found.get(name, rest) for name in ours}


def _named(block: Block, each: Equals, keys: Mapping[str, str]) -> str:
    """The choice that a condition is about, or something else."""
    about = {"block.value": each.value.casefold(), "block.response": keys.get(each.value, "")}
    return about.get(each.variable, each.value.casefold() if own_answer(block, each.variable) else "")


def own_answer(block: Block, variable: str) -> bool:
    """Whether a variable is the answer of a block."""
    return block_of(variable) == block.name.casefold()


def block_of(variable: str) -> str:
    """The block whose answer a variable is, in small letters; empty for any other variable."""
    parts = variable.casefold().removeprefix("run.").split(".")
    if parts[0] in {"flow", "results"} and (len(parts) == 2 or parts[2:] == ["value"]):
        return parts[1]
    return ""


# -- numbers ------------------------------------------------------------------------------------------


def numeric(shop: Shop, block: Block) -> None:
    """A number by its keys."""
    name = shop.name(block)
    prompt = shop.prompt(block, block.config.get("prompt"), name)
    store = shop.asked[block.name.casefold()].store
    default, tested = exits_of(block)
    cases = dict(_cases(block, tested))
    data = {"kind": "ask", "prompts": [prompt], "store": store, "digits": {"min": 1, "max": _longest(shop, block)}}
    after = f"{block.uuid} way" if cases else _after(shop, block, default, tested)
    shop.maker(block).node(block.uuid, name, data).ways["next",] = after
    if cases:
        for way in tested:
            if way.destination_block not in cases.values():
                shop.left(block, told("its condition is none that Amparo can decide."), exit_name=way.name or way.test)
        rest = default.destination_block if default else END
        shop.maker(block).branch(after, shop.names.fresh(f"{name}_way"), store, cases, rest)


def _cases(block: Block, tested: tuple[Exit, ...]) -> Iterator[tuple[str, str]]:
    for way in tested:
        for each in any_of(way.test):
            ours = each.variable in {"block.value", "block.response"} or own_answer(block, each.variable)
            if ours and slug(each.value) == each.value and each.value.isdecimal():
                yield each.value, way.destination_block


def _after(shop: Shop, block: Block, default: Exit | None, tested: tuple[Exit, ...]) -> str:
    """One condition is that there is a number; of several none can be decided."""
    if len(tested) != 1:
        return shop.onward(block)
    if default and default.destination_block not in {block.uuid, tested[0].destination_block}:
        shop.left(block, told(SILENCE), exit_name=default.name or "default")
    return tested[0].destination_block


def _longest(shop: Shop, block: Block) -> int:
    """Digits of the longest number."""
    ivr = block.config.get("ivr") or block.config.get("IVR")
    most = ivr.get("max_digits") if isinstance(ivr, dict) else None
    largest, least = (block.config.get(f"validation_{name}") for name in ("maximum", "minimum"))
    if largest is not None or least is not None:
        reason = told("a number is taken by how many digits it has, not by how large it is.")
        shop.left(block, reason)
    if isinstance(most, int | float) and most >= 1:
        return min(int(most), DIGITS_MAX)
    return min(len(str(int(largest))), DIGITS_MAX) if isinstance(largest, int | float) and largest >= 1 else DIGITS_MAX

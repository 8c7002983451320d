"""Nodes that ask: menu, ask, consent, language."""

from collections.abc import Iterable

from flows.exchange.conditions import equals
from flows.floip.blocks import NUMERIC, RUN_FLOW, SELECT_ONE, Json, Writer, language_id
from flows.floip.ids import uuid_of
from flows.model import UNIVERSAL
from flows.nodes.ask import Ask, Digits
from flows.nodes.consent import Consent
from flows.nodes.language import NONE_KEY, NONE_OF_THESE, Language
from flows.nodes.menu import OFFER_KEYS, Menu, Offered

KEY_NAMES = {"*": "star", "#": "hash"}


def menu(out: Writer, node: Menu) -> None:
    """A message for each prompt, then a choice of the options and of the universal keys it announces."""
    said = _said(node)
    question = f"{node.intro}_keys" if node.intro else said.pop() if said else ""
    out.messages(said, out.block_id(out.node))
    offers = _offers(out, node)
    options = [choice(out, name, option.key, option.prompt) for name, option in node.options.items()]
    exits = [
        *(out.exit(key, to, _chosen(_offer_name(key))) for key, to in _offer_ways(out, offers)),
        *(out.way(name, ["options", name, "next"], o.next, _chosen(name)) for name, o in node.options.items()),
        *(out.way(name, ["shortcuts", name, "next"], s.next, _chosen(name)) for name, s in node.shortcuts.items()),
        out.exit("again", out.head(out.node)),
    ]
    keys = [*(OFFER_KEYS[name] for name in offers), *(option.key for option in node.options.values())]
    choices = [*(_offer(out, name) for name in offers), *options]
    out.block("", SELECT_ONE, _config(out, question, choices, keys), exits, "EXIT_PER_CHOICE")
    if "person" in offers:
        _person(out)
    for prompt in node.prompts_said():
        out.resource(prompt)


def ask(out: Writer, node: Ask) -> None:
    """A choice or a number; what was answered is the block's value."""
    *before, question = _said(node)
    out.messages(before, out.block_id(out.node))
    if node.digits:
        return _number(out, node, node.digits, question)
    exits = [out.way(name, ["next"], node.next, _chosen(name)) for name in node.answers]
    choices = [choice(out, name, answer.key, answer.prompt) for name, answer in node.answers.items()]
    keys = [answer.key for answer in node.answers.values()]
    again = out.exit("again", out.head(out.node))
    out.block("", SELECT_ONE, _config(out, question, choices, keys), [*exits, again], "EXIT_PER_CHOICE")
    return None


def _number(out: Writer, node: Ask, digits: Digits, question: str) -> None:
    config = {"prompt": out.resource(question), "ivr": {"max_digits": digits.max}}
    enough = out.way("enough", ["next"], node.next, f"LEN(block.response) >= {digits.min}")
    out.block("", NUMERIC, config, [enough, out.exit("again", out.head(out.node))], "ADVANCED")


def consent(out: Writer, node: Consent) -> None:
    """Yes or no; no answer is a no."""
    *before, question = _said(node)
    out.messages(before, out.block_id(out.node))
    choices = [choice(out, "yes", "1", "yes_no.yes", "yes"), choice(out, "no", "2", "yes_no.no", "no")]
    yes = out.way("yes", ["yes"], node.yes, _chosen("yes"))
    no = out.way("no", ["no"], node.no, _chosen("no"))
    no_answer = out.way("no answer", ["no"], node.no)
    out.block("", SELECT_ONE, _config(out, question, choices, ["1", "2"]), [yes, no, no_answer], "EXIT_PER_CHOICE")
    out.resource("consent.not_given")


def language(out: Writer, node: Language) -> None:
    """A choice of the languages in the container, each named in itself."""
    tags = out.content.languages
    choices = [_tongue(out, tag, str(key)) for key, tag in enumerate(tags, start=1)]
    choices.append(choice(out, NONE_OF_THESE, NONE_KEY, "language.none"))
    exits = [
        *(out.way(language_id(tag), ["next"], node.next, _chosen(language_id(tag))) for tag in tags),
        out.way(NONE_OF_THESE, ["unknown"], node.unknown, _chosen(NONE_OF_THESE)),
        out.way("no answer", ["unknown"], node.unknown),
    ]
    keys = [*(str(key) for key in range(1, len(tags) + 1)), NONE_KEY]
    config = _config(out, "", choices, keys) | {
        "set_contact_property": [{"property_key": "language", "property_value": "block.value"}]
    }
    out.block("", SELECT_ONE, config, exits, "EXIT_PER_CHOICE")
    for prompt in node.prompts_said():
        out.resource(prompt)


def _said(node: Menu | Ask | Consent) -> list[str]:
    return [*filter(None, (node.where,)), *node.prompts]


# -- choices ------------------------------------------------------------------------------------------


def choice(out: Writer, name: str, key: str, prompt: str, words: str = "") -> Json:
    """A choice by key, and by the words callers may say."""
    tests = [
        {"language": language_id(tag), "test_expression": equals("block.response", phrase)}
        for tag in out.content.languages
        for phrase in out.content.words.get(tag, {}).get(words or prompt, ())
    ]
    found = {"name": name, "prompt": out.resource(prompt), "ivr_test": _pressed(key)}
    return found | ({"text_tests": tests} if tests else {})


def _tongue(out: Writer, tag: str, key: str) -> Json:
    prompt = out.in_every_language("language.offer", tag)
    return {"name": language_id(tag), "prompt": prompt, "ivr_test": _pressed(key)}


def _pressed(key: str) -> Json:
    return {"test_expression": equals("block.response", key)}


def _chosen(name: str) -> str:
    return equals("block.value", name)


def _config(out: Writer, question: str, choices: list[Json], keys: Iterable[str]) -> Json:
    digits = [out.resource(f"key.{KEY_NAMES.get(key, key)}") for key in keys]
    asked = {"question_prompt": out.resource(question)} if question else {}
    return {**asked, "choices": choices, "ivr": {"digit_prompts": digits}}


# -- universal keys ---------------------------------------------------------------------------------------


def _offers(out: Writer, node: Menu) -> list[Offered]:
    """The universal keys a FLOIP player can follow; one at least, since a choice cannot be empty."""
    known: list[Offered] = [name for name in node.offers if name == "again" or (name == "person" and out.person)]
    return known if known or node.options else ["again"]


def _offer(out: Writer, name: Offered) -> Json:
    key = OFFER_KEYS[name]
    prompt = out.resource(f"offer.{name}")
    return {"name": _offer_name(name), "prompt": prompt, "ivr_test": _pressed(key)}


def _offer_name(name: str) -> str:
    """Unlike any name of an option."""
    return f"universal {name}"


def _offer_ways(out: Writer, offers: list[Offered]) -> list[tuple[str, str]]:
    ways = {"again": out.head(out.node), "person": out.block_id(out.node, "person")}
    return [(name, ways[name]) for name in offers]


def _person(out: Writer) -> None:
    config = {"flow_id": uuid_of("flow", UNIVERSAL)}
    out.block("person", RUN_FLOW, config, [out.exit("back", out.head(out.node))])

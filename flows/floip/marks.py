"""What an export of ours left in a container: names of flows and prompts, tags of languages, words."""

import re
from collections.abc import Iterator

from flows.exchange.conditions import any_of
from flows.exchange.tags import our_tag
from flows.floip.blocks import Json, language_id
from flows.floip.model import Foreign

NAME = re.compile("[a-z][a-z0-9_]*")
TAG = re.compile("[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
"""Of a language, and safe as the name of a file."""
WORD = re.compile(r"@?[a-z][a-z0-9_]*(\.[a-z0-9_]+)*")
"""What words are called: a prompt, or a universal key."""
PROMPT = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)*")


def name_of(flow: Foreign) -> str:
    """The name of a flow that was exported by us; empty for any other."""
    name = flow.ours.get("flow")
    return name if isinstance(name, str) and NAME.fullmatch(name) else ""


def prompts_of(flow: Foreign) -> dict[str, str]:
    """Resource to prompt, as our export wrote it down."""
    prompts = flow.ours.get("prompts")
    pairs = prompts.items() if name_of(flow) and isinstance(prompts, dict) else ()
    return {uuid: name for uuid, name in pairs if isinstance(name, str) and PROMPT.fullmatch(name)}


def tags_of(flow: Foreign) -> dict[str, str]:
    """Language id to our tag."""
    return {
        tongue.id: tongue.bcp_47
        if TAG.fullmatch(tongue.bcp_47) and language_id(tongue.bcp_47) == tongue.id
        else our_tag(tongue.iso_639_3 or tongue.id, tongue.bcp_47)
        for tongue in flow.languages
    }


def words_of(flow: Foreign) -> Iterator[tuple[str, str, str]]:
    """(language, option's prompt, phrase) of the choices of a flow of ours."""
    names, tags = prompts_of(flow), tags_of(flow)
    for block in flow.blocks:
        for choice in objects(block.config.get("choices")):
            prompt = names.get(str(choice.get("prompt")), "")
            yield from ((tags[tag], prompt, said) for tag, said in spoken(choice) if prompt and tag in tags)


def spoken(choice: Json) -> Iterator[tuple[str, str]]:
    """(language id, phrase) of the text tests of a choice."""
    for test in objects(choice.get("text_tests")):
        for each in any_of(str(test.get("test_expression", ""))):
            yield str(test.get("language") or ""), each.value


def objects(value: object) -> list[Json]:
    """The objects of a list, whatever a stranger has put there."""
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []

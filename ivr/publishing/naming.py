"""Which flow a text is of: what is drafted under which name. Pure."""

from collections.abc import Iterator, Mapping

from flows import parse
from flows.errors import FlowError, Trouble
from flows.messages import told
from ivr.publishing.overlay import flow_named
from ivr.publishing.records import WORDING


def named(texts: Mapping[str, str]) -> dict[str, str]:
    """Flow to text. A draft may have mistakes, but it is a flow file with a name. Raises FlowError: all of them."""
    flows: dict[str, str] = {}
    troubles: list[Trouble] = []
    for file, text in texts.items():
        if file == WORDING:
            flows[WORDING] = text
            continue
        troubles += (found := list(_unreadable(file, text)))
        name = "" if found else flow_named(text)
        if name in flows:
            template = "another of these files holds the flow '{flow}' too; give one of them."
            troubles.append(Trouble(file, 1, "", told(template, flow=name)))
        elif name:
            flows[name] = text
    if troubles:
        raise FlowError(tuple(troubles))
    return flows


def _unreadable(file: str, text: str) -> Iterator[Trouble]:
    try:
        name = parse.parse(text, file).get("flow")
    except FlowError as error:
        yield from error.troubles
        return
    if not isinstance(name, str) or name != flow_named(text):
        template = "a flow file says its name on a line of its own: 'flow: name', with small letters, digits and _."
        yield Trouble(file, 1, "", told(template))
    elif name == WORDING:
        template = "'{name}' means the texts and words of this installation; give the flow another name."
        yield Trouble(file, 1, "", told(template, name=name))

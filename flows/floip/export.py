"""From our flows to a FLOIP container."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from flows.exchange.tags import three_letters
from flows.floip import asking, leading, saying
from flows.floip.blocks import IVR, Json, Writer, language_id
from flows.floip.content import Content
from flows.floip.ids import VENDOR, VERSION, uuid_of
from flows.limits import QUIET_MS
from flows.model import PERSON, UNIVERSAL, Flow
from flows.nodes.ask import Ask
from flows.nodes.branch import Branch
from flows.nodes.consent import Consent
from flows.nodes.discreet import Discreet
from flows.nodes.goodbye import Goodbye
from flows.nodes.handover import Handover
from flows.nodes.hours import Hours
from flows.nodes.language import Language
from flows.nodes.menu import Menu
from flows.nodes.record import Record
from flows.nodes.say import Say
from flows.nodes.subflow import Subflow

WRITERS: Mapping[type, Callable[[Writer, Any], None]] = {
    Say: saying.say,
    Goodbye: saying.goodbye,
    Record: saying.record,
    Handover: saying.handover,
    Menu: asking.menu,
    Ask: asking.ask,
    Consent: asking.consent,
    Language: asking.language,
    Branch: leading.branch,
    Hours: leading.hours,
    Subflow: leading.subflow,
    Discreet: leading.discreet,
}
"""What writes each kind of node; a test walks it."""
SHORTEST_NAME = 3
"""Of a flow, in FLOIP."""


def container(flows: Mapping[str, Flow], wanted: Iterable[str], content: Content) -> Json:
    """A container of flows, of those they visit, and of the flow behind the universal keys; valid FLOIP 1.0.0-rc4."""
    names = with_visited(flows, wanted)
    person = UNIVERSAL in names and flows[UNIVERSAL].start == PERSON.node
    written = [write(flows[name], content, person) for name in names]
    title = ", ".join(wanted)
    return {
        "specification_version": VERSION,
        "uuid": uuid_of("container", *names),
        "name": title,
        "vendor_metadata": {VENDOR: {"words": _other_words(written, content)}},
        "flows": [_flow(out, content) for out in written],
    }


def with_visited(flows: Mapping[str, Flow], wanted: Iterable[str]) -> tuple[str, ...]:
    """Flows, those they visit, those these visit, and the one behind the universal keys."""
    found: dict[str, None] = {}
    waiting = [*wanted]
    while waiting:
        name = waiting.pop(0)
        if name in flows and name not in found:
            found[name] = None
            waiting += [node.flow for node in flows[name].nodes.values() if isinstance(node, Subflow)]
        if not waiting and UNIVERSAL not in found and UNIVERSAL in flows:
            waiting = [UNIVERSAL]
    return tuple(found)


def write(flow: Flow, content: Content, person: bool) -> Writer:
    """One flow as blocks and resources; twice, since exits name blocks that come later."""
    heads = {block["node"]: block["part"] for block in reversed(_parts(_written(Writer(flow, content, person))))}
    return _written(Writer(flow, content, person, heads=heads))


def _written(out: Writer) -> Writer:
    for name, node in out.flow.nodes.items():
        out.node = name
        WRITERS[type(node)](out, node)
    return out


def _parts(out: Writer) -> list[Json]:
    return [block["vendor_metadata"][VENDOR] for block in out.blocks]


def _flow(out: Writer, content: Content) -> Json:
    flow = out.flow
    rest = flow.model_dump(mode="json", by_alias=True, exclude_defaults=True, exclude={"nodes", "flow", "start"})
    return {
        "uuid": uuid_of("flow", flow.flow),
        "name": flow.flow if len(flow.flow) >= SHORTEST_NAME else f"flow {flow.flow}",
        "last_modified": content.modified,
        "interaction_timeout": QUIET_MS // 1000,
        "supported_modes": [IVR],
        "languages": [_language(tag) for tag in content.languages],
        "first_block_id": out.head(flow.start),
        "blocks": out.blocks,
        "resources": list(out.resources.values()),
        "vendor_metadata": {VENDOR: {"flow": flow.flow, "prompts": out.prompts, "data": rest}},
    }


def _language(tag: str) -> Json:
    return {"id": language_id(tag), "label": tag, "iso_639_3": three_letters(tag), "bcp_47": tag}


def _other_words(written: Iterable[Writer], content: Content) -> Json:
    """Words that stand in no choice: of universal keys, languages, yes and no."""
    shown = set(_shown(written))
    books = {tag: content.words.get(tag, {}) for tag in content.languages}
    return {
        tag: {name: list(phrases) for name, phrases in book.items() if name not in shown}
        for tag, book in books.items()
        if book.keys() - shown
    }


def _shown(written: Iterable[Writer]) -> Iterator[str]:
    for out in written:
        for node in out.flow.nodes.values():
            if isinstance(node, Menu):
                yield from (option.prompt for option in node.options.values())
            if isinstance(node, Ask):
                yield from (answer.prompt for answer in node.answers.values())

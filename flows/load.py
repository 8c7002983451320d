"""From YAML text to a FlowBook: every mistake gets its file, line, node and one plain sentence."""

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from pydantic import ValidationError

from flows.check import Source, check, inside, line_of
from flows.errors import FlowError, Trouble
from flows.messages import told
from flows.misplaced import misplaced
from flows.model import Flow, FlowBook
from flows.nodes import NODE_KINDS, Offer
from flows.parse import parse
from flows.sentences import plain

MOST_TROUBLES = 100
"""Mistakes of one file that are told."""
LONGEST_VALUE = 80
"""Characters of what is wrong that are shown again."""


def read(text: str, file: str) -> Flow:
    """One flow. Raises FlowError."""
    return _source(text, file).flow


def book(texts: Mapping[str, str], offer: Offer) -> FlowBook:
    """All flows of an installation (file name to text) with every target checked. Raises FlowError: all mistakes."""
    return book_of(sources(texts), offer)


def book_of(read: Mapping[str, Source], offer: Offer) -> FlowBook:
    """The same of flows that were read and checked."""
    return FlowBook({name: source.flow for name, source in read.items()}, offer)


def sources(texts: Mapping[str, str]) -> Mapping[str, Source]:
    """Flow name to the flow and its file. Raises FlowError: all mistakes."""
    found: dict[str, Source] = {}
    troubles: list[Trouble] = []
    for file, text in texts.items():
        try:
            source = _source(text, file)
        except FlowError as error:
            troubles += error.troubles
            continue
        name = source.flow.flow
        if name in found:
            template = "there is another flow '{flow}' in {file}; give each its own name."
            troubles.append(source.trouble(told(template, flow=name, file=found[name].file), field="flow"))
        found.setdefault(name, source)
    if troubles := troubles or list(check(found)):
        raise FlowError(tuple(troubles))
    return found


def _source(text: str, file: str) -> Source:
    tree = parse(text, file)
    try:
        return Source(file, tree, Flow.model_validate(tree))
    except ValidationError as error:
        raise FlowError(tuple(_first(_wrong(error, tree, file), file))) from None


def _wrong(error: ValidationError, tree: Any, file: str) -> Iterator[Trouble]:
    """What stands in the wrong place has one mistake: its fields are not wrong."""
    elsewhere = dict(misplaced(tree))
    for where, sentence in elsewhere.items():
        yield Trouble(file, line_of(tree, where), where[1] if where[0] == "nodes" else "", sentence)
    yield from _troubles(error, tree, file, tuple(elsewhere))


def _first(troubles: Iterator[Trouble], file: str) -> Iterator[Trouble]:
    """As many as a person can read; a file that is wrong everywhere is wrong once."""
    yield from islice(troubles, MOST_TROUBLES)
    if next(troubles, None):
        yield Trouble(file, 0, "", told("there are more mistakes; correct these first."))


def _troubles(error: ValidationError, tree: Any, file: str, but: tuple[tuple[str, ...], ...] = ()) -> Iterator[Trouble]:
    """Mistakes of the schema; without those inside of what is told already."""
    for found in error.errors(include_url=False):
        detail: dict[str, Any] = {**found, "input": _shown(found["input"])}
        if detail["type"] == "too_short" and detail["input"]:
            continue  # it is not empty: what is in it is wrong, and said so already
        loc = detail["loc"]
        where = [part for part in loc if part != "[key]" and not _is_tag(part, tree, loc)]
        if any(tuple(where[: len(told)]) == told for told in but):
            continue
        node = str(where[1]) if len(where) > 1 and where[0] == "nodes" else ""
        yield Trouble(file, line_of(tree, where), node, plain(detail, where, _fields(tree, where)))


def _shown(value: object) -> object:
    """A text that is no name can be as long as the file."""
    return f"{value[:LONGEST_VALUE]}..." if isinstance(value, str) and len(value) > LONGEST_VALUE else value


def _is_tag(part: object, tree: Any, loc: tuple[object, ...]) -> bool:
    """Pydantic puts the node kind into the place of a mistake; the file does not have it there."""
    if len(loc) < 3 or loc[0] != "nodes" or part is not loc[2]:
        return False
    body = inside(inside(tree, "nodes"), loc[1])
    return isinstance(body, Mapping) and body.get("kind") == part


def _fields(tree: Any, where: list[Any]) -> tuple[str, ...]:
    """Names that are known at a place: of the flow, or of a node of its kind."""
    if len(where) == 1:
        return tuple(Flow.model_fields)
    if len(where) == 3 and where[0] == "nodes":
        kind = inside(inside(inside(tree, "nodes"), where[1]), "kind")
        return tuple(field for node in NODE_KINDS if node.__name__.lower() == kind for field in node.model_fields)
    return ()

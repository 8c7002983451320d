"""From YAML text to a FlowBook: every mistake gets its file, line, node and one plain sentence."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pydantic import ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedBase, CommentedMap
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from flows.errors import FlowError, Trouble
from flows.model import DANGER, PERSON, UNIVERSAL, Flow, FlowBook
from flows.nodes import Offer
from flows.nodes.base import RETURN
from flows.nodes.subflow import Subflow
from flows.sentences import plain

LONGEST_FILE = 1_000_000
"""Characters: a flow of a thousand nodes is far smaller, and a larger file is no flow."""


def read(text: str, file: str) -> Flow:
    """One flow. Raises FlowError."""
    source = _parse(text, file)
    _refuse_aliases(text, file)
    try:
        return Flow.model_validate(source)
    except ValidationError as error:
        raise FlowError(tuple(_troubles(error, source, file))) from None


def book(texts: Mapping[str, str], offer: Offer) -> FlowBook:
    """All flows of an installation (file name to text) with every target checked. Raises FlowError: all mistakes."""
    flows: dict[str, Flow] = {}
    troubles: list[Trouble] = []
    sources: dict[str, tuple[str, Any]] = {}
    for file, text in texts.items():
        try:
            flow = read(text, file)
        except FlowError as error:
            troubles += error.troubles
            continue
        if flow.flow in flows:
            troubles.append(Trouble(file, 1, "", f"there is another flow '{flow.flow}' in {sources[flow.flow][0]}."))
            continue
        flows[flow.flow] = flow
        sources[flow.flow] = (file, _parse(text, file))
    if not troubles:
        troubles += _missing_targets(flows, sources)
    if troubles:
        raise FlowError(tuple(troubles))
    return FlowBook(flows, offer)


def _parse(text: str, file: str) -> Any:
    if len(text) > LONGEST_FILE:
        raise FlowError((Trouble(file, 0, "", f"the file is longer than {LONGEST_FILE} characters."),))
    try:
        source = YAML(typ="rt").load(text)
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        raise FlowError((Trouble(file, line, "", f"this is not YAML: {error.problem}."),)) from None
    except (YAMLError, RecursionError, ValueError) as error:
        raise FlowError((Trouble(file, 0, "", f"this is not YAML: {error}."),)) from None
    if not isinstance(source, CommentedMap):
        raise FlowError((Trouble(file, 1, "", "a flow file begins with 'flow:', 'start:' and 'nodes:'."),))
    return source


def _refuse_aliases(text: str, file: str) -> None:
    """Aliases can make a small file huge, and a reader cannot see what they stand for."""
    for number, line in enumerate(text.splitlines(), start=1):
        head = line.split("#", 1)[0].rstrip()
        if ": *" in head or head.lstrip().startswith("- *") or ": &" in head:
            sentence = "write it out: YAML anchors and aliases are not used in flows."
            raise FlowError((Trouble(file, number, "", sentence),))


# -- places and sentences ----------------------------------------------------------------------------


def _troubles(error: ValidationError, source: Any, file: str) -> Iterator[Trouble]:
    for detail in error.errors(include_url=False):
        where = [part for part in detail["loc"] if not _is_tag(part, source, detail["loc"])]
        node = str(where[1]) if len(where) > 1 and where[0] == "nodes" else ""
        yield Trouble(file, line_of(source, where), node, plain(detail, where))


def _is_tag(part: object, source: Any, loc: tuple[object, ...]) -> bool:
    """Pydantic puts the node kind into the place of a mistake; the file does not have it there."""
    if len(loc) < 3 or loc[0] != "nodes" or part is not loc[2]:
        return False
    body = _inside(_inside(source, "nodes"), loc[1])
    return isinstance(body, Mapping) and body.get("kind") == part


def line_of(source: Any, where: Iterable[object]) -> int:
    """The line of a key in the file, or of the nearest thing around it; counted from 1."""
    line = 1
    for part in where:
        if not isinstance(source, CommentedBase):
            break
        marks = source.lc.data or {}
        if part in marks:
            line = marks[part][0] + 1
        source = _inside(source, part)
    return line


def _inside(source: Any, part: object) -> Any:
    try:
        return source[part]
    except (KeyError, IndexError, TypeError):
        return None


def _missing_targets(flows: Mapping[str, Flow], sources: Mapping[str, tuple[str, Any]]) -> Iterator[Trouble]:
    for name, flow in flows.items():
        file, source = sources[name]
        if flow.start not in flow.nodes:
            sentence = f"'start' names '{flow.start}', and there is no such node."
            yield Trouble(file, line_of(source, ["start"]), "", sentence)
        for node_name, node in flow.nodes.items():
            for field, target in node.targets():
                line = line_of(source, ["nodes", node_name, *field.split(".")])
                if target != RETURN and target not in flow.nodes:
                    yield Trouble(file, line, node_name, f"'{field}' names '{target}', and there is no such node.")
            if isinstance(node, Subflow) and node.flow not in flows:
                line = line_of(source, ["nodes", node_name, "flow"])
                yield Trouble(file, line, node_name, f"there is no flow '{node.flow}'.")
    yield from _missing_universal(flows, sources)
    yield from _returns_from_nowhere(flows, sources)


def _missing_universal(flows: Mapping[str, Flow], sources: Mapping[str, tuple[str, Any]]) -> Iterator[Trouble]:
    universal = flows.get(UNIVERSAL)
    file = sources[UNIVERSAL][0] if UNIVERSAL in sources else "flows"
    for place in (PERSON, DANGER):
        if universal is None or place.node not in universal.nodes:
            yield Trouble(file, 0, "", f"the flow '{UNIVERSAL}' needs a node '{place.node}': keys 0 and 9 lead there.")


def _returns_from_nowhere(flows: Mapping[str, Flow], sources: Mapping[str, tuple[str, Any]]) -> Iterator[Trouble]:
    visited = {node.flow for flow in flows.values() for node in flow.nodes.values() if isinstance(node, Subflow)}
    for name, flow in flows.items():
        if name == UNIVERSAL or name in visited:
            continue
        for node_name, node in flow.nodes.items():
            for field, target in node.targets():
                if target == RETURN:
                    file, source = sources[name]
                    line = line_of(source, ["nodes", node_name, *field.split(".")])
                    sentence = f"'{field}' says 'return', and no other flow visits '{name}'."
                    yield Trouble(file, line, node_name, sentence)

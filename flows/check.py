"""What only shows when all flows are seen together: targets, keys, circles, and what the universal keys need."""

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from ruamel.yaml.comments import CommentedBase

from flows.errors import Trouble
from flows.messages import NOTHING, Sentence, told
from flows.model import DANGER, PERSON, UNIVERSAL, Flow
from flows.nodes.ask import Ask
from flows.nodes.base import RETURN, Node
from flows.nodes.branch import Branch
from flows.nodes.consent import Consent
from flows.nodes.discreet import Discreet
from flows.nodes.hours import Hours
from flows.nodes.menu import Menu
from flows.nodes.say import Say
from flows.nodes.subflow import Subflow

KNOWN_OF_EVERY_CALL = ("language", "topic")
"""What `branch` can look at without an `ask`."""


@dataclass(frozen=True, slots=True)
class Source:
    """One flow and the file it was read from."""

    file: str
    tree: Any
    flow: Flow

    def trouble(self, sentence: Sentence, node: str = "", field: str = "") -> Trouble:
        """A mistake at a field of a node, a node, or a field of the flow."""
        where = [*(["nodes", node] if node else []), *(field.split(".") if field else [])]
        return Trouble(self.file, line_of(self.tree, where), node, sentence)

    def targets(self) -> Iterator[tuple[str, str, str]]:
        """(node, field, target) of everything that leads somewhere."""
        for name, node in self.flow.nodes.items():
            for field, target in node.targets():
                yield name, field, target


def check(sources: Mapping[str, Source]) -> Iterator[Trouble]:
    """Every mistake in flows that are each well formed."""
    for source in sources.values():
        yield from _names(source)
        yield from _of("missing_target", _missing_nodes(source))
        yield from _doubled_keys(source)
        yield from _of("loop", _circles(source))
        yield from _of("missing_target", _missing_flows(source, sources))
        yield from _never_stored(source, sources)
    yield from _of("missing_target", _missing_universal(sources))
    yield from _of("missing_target", _returns_from_nowhere(sources))
    yield from _of("loop", _endless_visits(sources))


def _of(rule: str, troubles: Iterable[Trouble]) -> Iterator[Trouble]:
    return (replace(trouble, rule=rule) for trouble in troubles)


def line_of(tree: Any, where: Iterable[object]) -> int:
    """The line of a key in the file, or of the nearest thing around it; counted from 1."""
    line = 1
    for part in where:
        if not isinstance(tree, CommentedBase):
            break
        marks = tree.lc.data or {}
        if part in marks:
            line = marks[part][0] + 1
        tree = inside(tree, part)
    return line


def inside(tree: Any, part: object) -> Any:
    """What is under a key; None where nothing is."""
    try:
        return tree[part]
    except (KeyError, IndexError, TypeError):
        return None


def near(name: str, known: Iterable[str]) -> Sentence:
    """' Did you mean ...?', or nothing."""
    found = difflib.get_close_matches(name, list(known), n=1)
    return told(" Did you mean '{name}'?", name=found[0]) if found else NOTHING


# -- one flow -----------------------------------------------------------------------------------------


def _names(source: Source) -> Iterator[Trouble]:
    if RETURN in source.flow.nodes:
        sentence = told("no node can be called 'return': as a target it means back to the flow before.")
        yield source.trouble(sentence, RETURN)
    for name, node in source.flow.nodes.items():
        for field, stored in _stores(node):
            if stored in KNOWN_OF_EVERY_CALL:
                sentence = told("'{name}' is kept for every call; store under another name.", name=stored)
                yield source.trouble(sentence, name, field)


def _stores(node: Node) -> Iterator[tuple[str, str]]:
    """(field, name) under which `branch` finds an answer."""
    if isinstance(node, Ask):
        yield "store", node.store
    if isinstance(node, Consent):
        yield "what", node.what


def _missing_nodes(source: Source) -> Iterator[Trouble]:
    nodes = source.flow.nodes
    if source.flow.start not in nodes:
        yield source.trouble(_no_node("start", source.flow.start, nodes), field="start")
    for name, field, target in source.targets():
        if target != RETURN and target not in nodes:
            yield source.trouble(_no_node(field.rsplit(".", 1)[-1], target, nodes), name, field)


def _no_node(field: str, target: str, nodes: Iterable[str]) -> Sentence:
    template = "'{field}' names '{target}', and there is no such node.{near}"
    return told(template, field=field, target=target, near=near(target, nodes))


def _doubled_keys(source: Source) -> Iterator[Trouble]:
    for name, node in source.flow.nodes.items():
        first: dict[str, str] = {}
        for field, option, key in _keys(node):
            if key in first:
                template = "key {key} is given to '{first}' and to '{second}'; give each a key of its own."
                sentence = told(template, key=key, first=first[key], second=option)
                yield source.trouble(sentence, name, f"{field}.{option}.key")
            first.setdefault(key, option)


def _keys(node: Node) -> Iterator[tuple[str, str, str]]:
    if isinstance(node, Menu):
        yield from (("options", name, option.key) for name, option in node.options.items())
    if isinstance(node, Ask):
        yield from (("answers", name, answer.key) for name, answer in node.answers.items())


def _circles(source: Source) -> Iterator[Trouble]:
    """Sentences and branches that lead to each other would go on without ever asking the caller."""
    nodes = source.flow.nodes
    silent = {name: node for name, node in nodes.items() if isinstance(node, Say | Branch | Hours | Discreet)}
    onward = {name: [target for _, target in node.targets() if target in silent] for name, node in silent.items()}
    for name in silent:
        if path := _way_back(name, onward):
            template = "{path} is a circle that never asks the caller anything; let one lead to a menu."
            sentence = told(template, path=" -> ".join(path))
            yield source.trouble(sentence, name)
            return


def _way_back(name: str, onward: Mapping[str, Iterable[str]]) -> list[str]:
    """The shortest way from a name back to itself; empty where there is none."""
    ways = [[name]]
    seen: set[str] = set()
    while ways:
        way = ways.pop(0)
        for following in onward.get(way[-1], ()):
            if following == name:
                return [*way, name]
            if following not in seen:
                seen.add(following)
                ways.append([*way, following])
    return []


# -- all flows ----------------------------------------------------------------------------------------


def _missing_flows(source: Source, sources: Mapping[str, Source]) -> Iterator[Trouble]:
    for name, node in source.flow.nodes.items():
        if isinstance(node, Subflow) and node.flow not in sources:
            sentence = told("there is no flow '{flow}'.{near}", flow=node.flow, near=near(node.flow, sources))
            yield source.trouble(sentence, name, "flow")
        elif isinstance(node, Subflow) and node.node and node.node not in sources[node.flow].flow.nodes:
            template = "'node' names '{target}', and the flow '{flow}' has no such node.{near}"
            there = near(node.node, sources[node.flow].flow.nodes)
            yield source.trouble(told(template, target=node.node, flow=node.flow, near=there), name, "node")


def _never_stored(source: Source, sources: Mapping[str, Source]) -> Iterator[Trouble]:
    nodes = [node for other in sources.values() for node in other.flow.nodes.values()]
    stored = {name for node in nodes for _, name in _stores(node)}.union(KNOWN_OF_EVERY_CALL)
    for name, node in source.flow.nodes.items():
        if isinstance(node, Branch) and node.on not in stored:
            template = "'on' names '{name}', and no 'ask' stores that.{near}"
            sentence = told(template, name=node.on, near=near(node.on, stored))
            yield source.trouble(sentence, name, "on")


def _missing_universal(sources: Mapping[str, Source]) -> Iterator[Trouble]:
    universal = sources.get(UNIVERSAL)
    file = universal.file if universal else "flows"
    for key, place in (("0", PERSON), ("9", DANGER)):
        if universal is None or place.node not in universal.flow.nodes:
            template = "the flow '{flow}' needs a node '{node}': key {key} leads there from everywhere."
            sentence = told(template, flow=UNIVERSAL, node=place.node, key=key)
            yield Trouble(file, 0, "", sentence)


def _returns_from_nowhere(sources: Mapping[str, Source]) -> Iterator[Trouble]:
    visited = {visit for source in sources.values() for visit in _visits(source)}
    for flow, source in sources.items():
        if flow == UNIVERSAL or flow in visited:
            continue
        for name, field, target in source.targets():
            if target == RETURN:
                last = field.rsplit(".", 1)[-1]
                sentence = told("'{field}' says 'return', and no other flow visits '{flow}'.", field=last, flow=flow)
                yield source.trouble(sentence, name, field)


def _endless_visits(sources: Mapping[str, Source]) -> Iterator[Trouble]:
    visits = {flow: _visits(source) for flow, source in sources.items()}
    for flow, source in sources.items():
        if path := _way_back(flow, visits):
            nodes = source.flow.nodes.items()
            name = next(name for name, node in nodes if isinstance(node, Subflow) and node.flow == path[1])
            sentence = told("{path}: a flow cannot visit itself.", path=" -> ".join(path))
            yield source.trouble(sentence, name, "flow")
            return


def _visits(source: Source) -> list[str]:
    return [node.flow for node in source.flow.nodes.values() if isinstance(node, Subflow)]

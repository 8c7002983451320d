"""From a checked book of flows to a graph."""

from collections.abc import Iterable, Iterator

from flows.confirm import NO_KEY, YES_KEY
from flows.graph.model import Graph, GraphEdge, GraphNode, Row, Way
from flows.model import DANGER, LANGUAGE, PERSON, Flow, FlowBook
from flows.nodes import AnyNode
from flows.nodes.ask import Ask
from flows.nodes.branch import Branch
from flows.nodes.consent import Consent
from flows.nodes.hours import Hours
from flows.nodes.language import NONE_KEY, Language
from flows.nodes.menu import OFFER_KEYS, Menu
from flows.nodes.record import Record
from flows.nodes.subflow import Subflow
from flows.state import Place

SAID = "“”"
"""Instead of a key, where only a word leads on."""
ENTRANCES = {PERSON: "0", DANGER: "9", LANGUAGE: SAID}
"""Where the universal keys and words lead."""
CONSENT_KEYS = {"yes": YES_KEY, "no": NO_KEY}


def graph(book: FlowBook, flows: Iterable[str]) -> Graph:
    """The graph of some flows of a book. Raises KeyError where there is no such flow."""
    drawn = tuple(dict.fromkeys(flows))
    nodes = tuple(node for name in drawn for node in _nodes(book.flows[name], book))
    edges = tuple(edge for name in drawn for edge in _edges(book.flows[name], book, drawn))
    return Graph(drawn, nodes, edges)


def _nodes(flow: Flow, book: FlowBook) -> Iterator[GraphNode]:
    for name, node in flow.nodes.items():
        place = Place(flow.flow, name)
        entrance = ENTRANCES.get(place, "")
        first = name == flow.start and not entrance
        yield GraphNode(place, node.kind, _rows(node, book), node.prompts_said(), _detail(node), first, entrance)


# -- rows ---------------------------------------------------------------------------------------------


def _rows(node: AnyNode, book: FlowBook) -> tuple[Row, ...]:
    match node:
        case Menu():
            return (*_said(node.where, *node.prompts, node.intro), *_offered(node), *_chosen(node))
        case Ask():
            answers = tuple(Row(answer.prompt, answer.key) for answer in node.answers.values())
            return (*_said(node.where, *node.prompts), *answers)
        case Consent():
            keys = tuple(Row(f"yes_no.{name}", key, name) for name, key in CONSENT_KEYS.items())
            return (*_said(node.where, *node.prompts), *keys)
        case Language():
            return (Row("language.offer", _language_keys(book)), Row("language.none", NONE_KEY))
    return _said(*node.prompts_said())


def _said(*prompts: str) -> tuple[Row, ...]:
    return tuple(Row(prompt) for prompt in prompts if prompt)


def _offered(node: Menu) -> tuple[Row, ...]:
    return tuple(Row(f"offer.{name}", OFFER_KEYS[name]) for name in node.offers)


def _chosen(node: Menu) -> tuple[Row, ...]:
    options = (Row(o.prompt, o.key, f"options.{name}.next") for name, o in node.options.items())
    shortcuts = (Row(s.prompt, "", f"shortcuts.{name}.next") for name, s in node.shortcuts.items())
    return (*options, *shortcuts)


def _language_keys(book: FlowBook) -> str:
    many = len(book.offer.languages)
    return f"1-{many}" if many > 1 else "1"


def _detail(node: AnyNode) -> str:
    match node:
        case Branch(on=name) | Consent(what=name) | Hours(whose=name):
            return name
        case Subflow():
            return f"{node.flow}.{node.node}" if node.node else node.flow
        case Ask():
            return f"{node.store}, {node.digits.min}-{node.digits.max}" if node.digits else node.store
        case Record():
            return f"{node.max_s} s"
    return ""


# -- edges ----------------------------------------------------------------------------------------------


def _edges(flow: Flow, book: FlowBook, drawn: tuple[str, ...]) -> Iterator[GraphEdge]:
    for name, node in flow.nodes.items():
        source = Place(flow.flow, name)
        if isinstance(node, Subflow) and node.flow in drawn:
            yield GraphEdge(source, _visited(node, book), "visit", "flow")
        for field, target in node.targets():
            yield _edge(source, Place(flow.flow, target), node, field, book)


def _visited(node: Subflow, book: FlowBook) -> Place:
    return Place(node.flow, node.node) if node.node else book.start(node.flow)


def _edge(source: Place, target: Place, node: AnyNode, field: str, book: FlowBook) -> GraphEdge:
    match node:
        case Menu():
            return _menu_edge(source, target, node, field)
        case Consent():
            return GraphEdge(source, target, "key", field, CONSENT_KEYS[field], field)
        case Branch() if field != "otherwise":
            return GraphEdge(source, target, "case", field, value=field.removeprefix("cases."))
        case Language():
            return GraphEdge(source, target, "key", field, NONE_KEY if field == "unknown" else _language_keys(book))
    return GraphEdge(source, target, _way(field), field)


def _menu_edge(source: Place, target: Place, node: Menu, field: str) -> GraphEdge:
    part, name, _ = field.split(".")
    if part == "shortcuts":
        return GraphEdge(source, target, "word", field, words=node.shortcuts[name].prompt)
    option = node.options[name]
    return GraphEdge(source, target, "key", field, option.key, option.prompt)


def _way(field: str) -> Way:
    return "else" if field in {"otherwise", "nobody", "closed"} else "next"

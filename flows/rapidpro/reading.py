"""From a RapidPro file to flows."""

from collections.abc import Iterable, Mapping

from flows.exchange.draft import Draft, FlowDraft
from flows.exchange.errors import refuse
from flows.exchange.finish import circle_of
from flows.exchange.imported import Imported, imported
from flows.exchange.jsonfile import read as read_json
from flows.exchange.jsonfile import shown
from flows.exchange.names import Names
from flows.exchange.report import Origin, Report
from flows.exchange.wording import Shelf
from flows.messages import told
from flows.rapidpro import model
from flows.rapidpro.actions import parts, visited
from flows.rapidpro.model import VOICE, Node, Voice
from flows.rapidpro.routers import looked_at, result_of, route
from flows.rapidpro.shop import Shop

QUESTIONS = frozenset({"menu", "ask", "record"})


def read(data: bytes, file: str, taken: Iterable[str] = ("universal",)) -> Imported:
    """The voice flows of a RapidPro export; `taken` are names no flow may get. Raises ExchangeError."""
    found = model.flows(read_json(data, file), file)
    report, shelf, stores, names = Report(), Shelf(), Names(), Names(taken)
    voice = [flow for flow in found if _for_the_telephone(flow, report)]
    if not voice:
        raise refuse(file, told("none of its flows is a voice flow; flows for messages cannot be spoken."))
    titles = {flow.uuid: names.fresh(flow.name, otherwise="flow") for flow in voice}
    _no_flow_visits_itself(voice, titles, file)
    drafts = {titles[flow.uuid]: _draft(flow, titles, shelf, report, stores) for flow in voice}
    return imported(file, drafts, shelf, report, f"RapidPro, {shown(file)}")


def _for_the_telephone(flow: Voice, report: Report) -> bool:
    if flow.type == VOICE and flow.nodes:
        return True
    kind = told("it is a flow of the type '{type}', not of the type 'voice'; it was left out.", type=shown(flow.type))
    report.left(Origin(flow.name), kind if flow.nodes else told("it has no nodes; it was left out."))
    for node in flow.nodes:
        report.left(Origin(flow.name, node.uuid, "node", node.uuid), told("its flow was left out."))
        for action in node.actions:
            origin = Origin(flow.name, node.uuid, str(action.get("type")), str(action.get("uuid")))
            report.left(origin, told("its flow was left out."))
    return False


def _no_flow_visits_itself(flows: Iterable[Voice], names: Mapping[str, str], file: str) -> None:
    visits = {flow.uuid: [to for to in visited(flow.nodes) if to in names] for flow in flows}
    titles = {flow.uuid: shown(flow.name, 30) for flow in flows}
    if way := circle_of(visits):
        path = " -> ".join(titles[uuid] for uuid in [*way[:5], way[0]])
        raise refuse(file, told("a flow cannot visit itself: {path}.", path=path))


def _draft(flow: Voice, titles: Mapping[str, str], shelf: Shelf, report: Report, stores: Names) -> FlowDraft:
    draft = FlowDraft(titles[flow.uuid], Origin(flow.name), flow.nodes[0].uuid)
    looked = frozenset(map(looked_at, flow.nodes)) - {""}
    shop = Shop(flow, draft, shelf, report, titles, Names({"return"}), looked=looked)
    for node in flow.nodes:
        if found := result_of(node, stores):
            shop.results.setdefault(*found)
    for node in flow.nodes:
        _node(shop, node)
    _take_questions(shop)
    return draft


def _node(shop: Shop, node: Node) -> None:
    """Its actions one after the other, then what chooses the exit; the node's uuid leads to the first of them."""
    made = parts(shop, node)
    shop.draft.drafts += made
    end = node.onward
    if node.router:
        end = f"{node.uuid} router" if made else node.uuid
        route(shop, node, node.router, end)
    elif not made:
        shop.draft.passed[node.uuid] = end
    if made:
        shop.draft.merge(node.uuid, made[0].ref)
        for this, following in zip(made, [*(each.ref for each in made[1:]), end], strict=True):
            this.ways["next",] = following


def _take_questions(shop: Shop) -> None:
    """RapidPro says the question in the node before; here it belongs to what asks, so that it is said again."""
    draft = shop.draft
    reached = draft.reached(draft.start)
    before: dict[str, Draft] = {}
    for each in draft.drafts:
        if each.data["kind"] == "say" and each.ref in reached:
            before.setdefault(draft.lands(each.ways["next",]), each)
    for node in draft.drafts:
        if node.data["kind"] not in QUESTIONS or node.data.get("prompts"):
            continue
        if said := before.get(node.ref):
            node.data = _with_prompts(node, said.data["prompts"])
            draft.merge(said.ref, node.ref)
        elif node.data["kind"] != "menu":
            node.data = _with_prompts(node, [shop.prompt(node.origin, node.name, {}, {})])
    draft.drafts = [each for each in draft.drafts if each.ref not in draft.passed]


def _with_prompts(node: Draft, prompts: object) -> dict[str, object]:
    kind, rest = node.data["kind"], {name: node.data[name] for name in node.data if name not in {"kind", "prompts"}}
    return {"kind": kind, "prompts": prompts, **rest}

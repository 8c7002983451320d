"""From a FLOIP container to flows."""

from collections.abc import Iterable, Iterator, Mapping

from flows.exchange.conditions import any_of
from flows.exchange.draft import FlowDraft
from flows.exchange.errors import refuse
from flows.exchange.finish import circle_of
from flows.exchange.imported import Imported, imported
from flows.exchange.jsonfile import read as read_json
from flows.exchange.jsonfile import shown
from flows.exchange.names import Names
from flows.exchange.report import Origin, Report
from flows.exchange.wording import Shelf
from flows.floip import beside, marks, ours
from flows.floip.blocks import IVR
from flows.floip.foreign import convert
from flows.floip.model import Foreign
from flows.floip.opening import container
from flows.floip.questions import asked, block_of
from flows.floip.shop import Asked, Shop
from flows.messages import told


def read(data: bytes, file: str, taken: Iterable[str] = ("universal",)) -> Imported:
    """The flows of a container; `taken` are names that no stranger's flow may get. Raises ExchangeError."""
    found = container(read_json(data, file), file)
    report, shelf = Report(), Shelf()
    voice = [flow for flow in found.flows if _for_the_telephone(flow, report)]
    if not voice:
        raise refuse(file, told("none of its flows is for the telephone (mode IVR)."))
    names = _names(voice, taken)
    _no_flow_visits_itself(voice, names, file)
    stores = Names()
    shops = [_shop(flow, names, shelf, report, stores) for flow in voice]
    drafts = {names[flow.uuid]: _draft(shop, names) for flow, shop in zip(voice, shops, strict=True)}
    beside.other_words(found, shelf)
    return imported(file, drafts, shelf, report, f"FLOIP, {shown(file)}")


def _for_the_telephone(flow: Foreign, report: Report) -> bool:
    if IVR in flow.supported_modes:
        return True
    modes = ", ".join(map(shown, flow.supported_modes))
    reason = told("it is not for the telephone but for {modes}; it was left out.", modes=modes or "?")
    report.left(Origin(flow.name), reason)
    for block in flow.blocks:
        report.left(
            Origin(flow.name, block.label or block.name, block.type, block.uuid), told("its flow was left out.")
        )
    return False


def _names(flows: Iterable[Foreign], taken: Iterable[str]) -> dict[str, str]:
    """Flow uuid to name: those of our own exports are kept."""
    found: dict[str, str] = {}
    names = Names(taken)
    for flow in flows:
        name = marks.name_of(flow)
        if name and name not in found.values():
            found[flow.uuid] = name
            names.take(name)
    for flow in flows:
        found.setdefault(flow.uuid, "") or found.update(
            {flow.uuid: names.fresh(flow.name, flow.label, otherwise="flow")}
        )
    return found


def _no_flow_visits_itself(flows: Iterable[Foreign], names: Mapping[str, str], file: str) -> None:
    visits = {flow.uuid: [to for to in _visited(flow) if to in names] for flow in flows}
    titles = {flow.uuid: shown(flow.name, 30) for flow in flows}
    if way := circle_of(visits):
        path = " -> ".join(titles[uuid] for uuid in [*way[:5], way[0]])
        raise refuse(file, told("a flow cannot visit itself: {path}.", path=path))


def _visited(flow: Foreign) -> Iterator[str]:
    for block in flow.blocks:
        if block.type == "Core.RunFlow" and block.ours.get("part") != "person":
            yield str(block.config.get("flow_id"))


def _shop(flow: Foreign, flows: Mapping[str, str], shelf: Shelf, report: Report, stores: Names) -> Shop:
    origin = Origin(flow.name)
    first = flow.first_block_id or flow.blocks[0].uuid
    draft = FlowDraft(flows[flow.uuid], origin, first)
    tags = marks.tags_of(flow)
    looked = frozenset(_looked_at(flow))
    shop = Shop(
        flow, draft, shelf, report, beside.one_each(tags, report, origin), flows, Names({"return"}), looked=looked
    )
    for block in flow.blocks:
        if not block.ours and (question := asked(block, stores)):
            shop.asked.setdefault(block.name.casefold(), question)
    return shop


def _looked_at(flow: Foreign) -> Iterator[str]:
    """Blocks whose answer is looked at by another one."""
    for block in flow.blocks:
        for way in block.exits:
            about = {block_of(each.variable) for each in any_of(way.test)}
            yield from about - {"", block.name.casefold()}


# -- blocks -------------------------------------------------------------------------------------------


def _draft(shop: Shop, flows: Mapping[str, str]) -> FlowDraft:
    own = ours.read(shop.flow, flows)
    beside.own_prompts(shop)
    heads = {draft.name: draft.ref for draft in own.drafts}
    for block in shop.flow.blocks:
        head = heads.get(str(block.ours.get("node")), block.uuid)
        if head != block.uuid:
            shop.draft.merge(block.uuid, head)
    for draft in own.drafts:
        shop.names.take(draft.name)
        shop.draft.drafts.append(draft)
        if store := draft.data.get("store") or draft.data.get("what"):
            shop.asked[draft.name] = Asked(str(store))
    beside.leave_rest(shop)
    _foreign(shop, own)
    order = {block.uuid: count for count, block in enumerate(shop.flow.blocks)}
    shop.draft.drafts.sort(key=lambda draft: order[draft.ref.split(" ")[0]])
    return shop.draft


def _foreign(shop: Shop, own: ours.Ours) -> None:
    for block in own.changed:
        reason = told("it was changed elsewhere, and no longer fits what Amparo had written beside it.")
        shop.left(block, reason, told("It was read anew: words, patience and the like are to be set again."))
    known = {draft.name for draft in own.drafts}
    for block in shop.flow.blocks:
        if block.ours.get("node") not in known:
            question = asked(block, Names())
            if question:
                shop.asked.setdefault(block.name.casefold(), question)
            convert(shop, block)

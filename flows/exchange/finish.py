"""From drafts to flows: every way gets its target, every end its goodbye, and what nothing leads to is left out."""

from dataclasses import dataclass
from typing import Any

from flows.exchange.draft import BACK, END, Draft, FlowDraft, Path, put
from flows.exchange.errors import refuse
from flows.exchange.jsonfile import shown
from flows.exchange.report import Report
from flows.exchange.wording import Shelf, Wording
from flows.messages import told

MOST_NODES = 1_000
"""Of one flow; flows.model has the same."""
SILENT = frozenset({"say", "branch", "hours", "discreet"})
"""Kinds that go on without the caller."""


@dataclass
class Finished:
    """A flow, and the comments of its nodes."""

    flow: dict[str, Any]
    comments: dict[str, str]
    refs: dict[str, str]
    """Ref to the node it became."""


class Finish:
    """Ends one draft after the other."""

    def __init__(self, file: str, shelf: Shelf, report: Report) -> None:
        self.file = file
        self.shelf = shelf
        self.report = report

    def flow(self, draft: FlowDraft, visited: bool) -> Finished:
        """A draft's flow; one that others visit returns where it ends. Raises ExchangeError."""
        if len(draft.drafts) > MOST_NODES:
            template = "flow '{flow}' has {count} nodes; {most} at most."
            count = len(draft.drafts)
            raise refuse(self.file, told(template, flow=shown(draft.origin.flow), count=count, most=MOST_NODES))
        self._circles(draft)
        for node in draft.drafts:
            node.ways = {path: draft.lands(ref) for path, ref in node.ways.items()}
        self._ends(draft, visited)
        kept = self._reached(draft)
        return self._built(draft, kept)

    # -- ends -----------------------------------------------------------------------------------------

    def _ends(self, draft: FlowDraft, visited: bool) -> None:
        """Where a flow ends it returns, or says goodbye."""
        missing = False
        for node in draft.drafts:
            if visited:
                node.ways = {path: BACK if ref == END else ref for path, ref in node.ways.items()}
            elif node.data.get("kind") == "say" and node.ways == {("next",): END}:
                node.data, node.ways = {"kind": "goodbye", "prompts": node.data["prompts"]}, {}
            elif END in node.ways.values():
                missing = True
        if missing or draft.lands(draft.start) == END:
            self._goodbye(draft)

    def _goodbye(self, draft: FlowDraft) -> None:
        ref = f"{draft.name} end"
        taken = {node.name for node in draft.drafts}
        name = next(name for name in ("the_end", *(f"the_end_{n}" for n in range(2, MOST_NODES))) if name not in taken)
        prompt = self.shelf.put(Wording(self.shelf.name(draft.name, name), "said where the flow ends"))
        reason = told("it ends without a word, and a call that ends says so.")
        instead = told("Write the words of '{prompt}'; nothing is said until then.", prompt=prompt)
        self.report.left(draft.origin, reason, instead)
        draft.drafts.append(Draft(ref, name, {"kind": "goodbye", "prompts": [prompt]}, {}, draft.origin))
        for node in draft.drafts:
            node.ways = {path: ref if to == END else to for path, to in node.ways.items()}
        if draft.lands(draft.start) == END:
            draft.start = ref

    # -- circles ----------------------------------------------------------------------------------------

    def _circles(self, draft: FlowDraft) -> None:
        """Sentences that lead to each other without a question would go on for ever."""
        while circle := circle_of(_silent(draft)):
            nodes = draft.by_ref()
            ways = [(nodes[ref], path, way) for ref in circle for path, way in nodes[ref].ways.items()]
            around = [(node, path) for node, path, way in ways if draft.skips(way) and draft.lands(way) in circle]
            if not around:
                names = " -> ".join(shown(nodes[ref].origin.block or nodes[ref].name, 30) for ref in circle[:5])
                template = "flow '{flow}' goes round for ever without asking anybody anything: {names}."
                raise refuse(self.file, told(template, flow=shown(draft.origin.flow), names=names))
            self._cut(*around[0])

    def _cut(self, node: Draft, path: Path) -> None:
        """What asked on this circle had no place here."""
        node.ways[path] = END
        reason = told("without the blocks that were left out it would go round for ever.")
        self.report.left(node.origin, reason, told("The flow ends here instead."), path[-1])

    # -- what nothing leads to --------------------------------------------------------------------------

    def _reached(self, draft: FlowDraft) -> set[str]:
        nodes = draft.by_ref()
        kept = draft.reached(draft.start, *(node.ref for node in draft.drafts if node.ours))
        for ref, node in nodes.items():
            if ref not in kept:
                reason = told("nothing leads here, so it was left out.")
                self.report.left(node.origin, reason)
        return kept

    def _built(self, draft: FlowDraft, kept: set[str]) -> Finished:
        nodes = draft.by_ref()
        names = {ref: node.name for ref, node in nodes.items()} | {BACK: BACK}
        done: dict[str, Any] = {}
        for ref, node in nodes.items():
            if ref in kept:
                for path, to in node.ways.items():
                    put(node.data, path, names[to])
                done[node.name] = node.data
        flow = {"flow": draft.name, "start": names[draft.lands(draft.start)], "nodes": done, **draft.rest}
        comments = {node.name: _comment(node) for node in draft.drafts if node.ref in kept and not node.ours}
        return Finished(flow, comments, {ref: names[ref] for ref in kept})


def _comment(node: Draft) -> str:
    kind = f" ({shown(node.origin.kind)})" if node.origin.kind else ""
    return f"{shown(node.origin.block, 80)}{kind}" if node.origin.block else ""


def _silent(draft: FlowDraft) -> dict[str, list[str]]:
    """Nodes that go on without the caller, and which of them each leads to."""
    silent = {node.ref: node for node in draft.drafts if node.data.get("kind") in SILENT}
    landed = {ref: [draft.lands(to) for to in node.ways.values()] for ref, node in silent.items()}
    return {ref: [to for to in following if to in silent] for ref, following in landed.items()}


def circle_of(onward: dict[str, list[str]]) -> list[str]:
    """The refs of one circle, if there is any, among what is left when everything that ends was taken away."""
    left = {ref: len(following) for ref, following in onward.items()}
    before: dict[str, list[str]] = {ref: [] for ref in onward}
    for ref, following in onward.items():
        for to in following:
            before[to].append(ref)
    ends = [ref for ref, count in left.items() if not count]
    while ends:
        for ref in before[ends.pop()]:
            left[ref] -= 1
            ends += [] if left[ref] else [ref]
    way = [ref for ref, count in left.items() if count][:1]
    while way and (to := next(to for to in onward[way[-1]] if left[to])) not in way:
        way.append(to)
    return way[way.index(to) :] if way else []

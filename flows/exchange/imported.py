"""What comes out of a file of another program."""

from collections.abc import Mapping
from dataclasses import dataclass

from flows.exchange.draft import FlowDraft
from flows.exchange.finish import Finish
from flows.exchange.report import Left, Report
from flows.exchange.wording import Shelf, Wording, Words
from flows.exchange.yaml_text import write


@dataclass(frozen=True, slots=True)
class Imported:
    """Flows as files, and what they need beside them."""

    flows: Mapping[str, str]
    """File name to YAML."""
    prompts: tuple[Wording, ...]
    words: Words
    report: tuple[Left, ...]
    carried: Mapping[str, str]
    """Uuid of a block to the node it became, `flow.node`."""


def imported(file: str, drafts: Mapping[str, FlowDraft], shelf: Shelf, report: Report, program: str) -> Imported:
    """Finish all drafts (by name). Raises ExchangeError."""
    visits = [node.data for draft in drafts.values() for node in draft.drafts if node.data.get("kind") == "subflow"]
    visited = {str(data["flow"]) for data in visits}
    finish = Finish(file, shelf, report)
    texts: dict[str, str] = {}
    carried: dict[str, str] = {}
    for name, draft in drafts.items():
        done = finish.flow(draft, name in visited)
        texts[f"{name}.yaml"] = write(done.flow, f"Imported from {program}.", done.comments)
        refs = done.refs | {ref: done.refs[to] for ref in draft.merged if (to := draft.lands(ref)) in done.refs}
        carried |= {ref: f"{name}.{node}" for ref, node in refs.items()}
    words = {tag: {name: tuple(said) for name, said in book.items()} for tag, book in shelf.words.items()}
    return Imported(texts, tuple(shelf.wordings.values()), words, report.entries, carried)

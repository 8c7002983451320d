"""`./amparo flows check|walk`: flows without a telephone."""

import sys
from collections.abc import Iterator
from pathlib import Path

from flows.model import FlowBook
from flows.walk import Walk, WalkError
from ivr.content import flow_book
from ivr.settings import Settings
from speech.models import installed

HELP = (
    "key 2, early 2 (before the prompt ends), say menu.law, mumble menu.law, nonsense, silence, wait 130, message 5, "
    "ears lost, joined 30, left 60, hang up; an empty line ends"
)


def check(settings: Settings, files: tuple[Path, ...]) -> int:
    """Load flows (the shipped ones and these). Raises FlowError with every mistake."""
    book = _book(settings, files)
    nodes = sum(len(flow.nodes) for flow in book.flows.values())
    sys.stdout.write(f"{len(book.flows)} flows with {nodes} nodes are in order.\n")
    return 0


def walk(settings: Settings, flow: str, script: Path | None) -> int:
    """Walk a flow by typed or scripted caller actions, printing what is said by name. Raises WalkError."""
    book = _book(settings, ())
    if flow not in book.flows:
        raise WalkError(f"There is no flow '{flow}'; there are {', '.join(book.flows)}.")
    walked = Walk(book, flow)
    walked.settle()
    shown = _show(walked, 0)
    for action in _actions(script):
        try:
            walked.do(action)
            walked.settle()
        except WalkError as error:
            if script:
                raise
            sys.stdout.write(f"{error}\n")
        shown = _show(walked, shown)
        if walked.state.ended:
            break
    return 0


def _book(settings: Settings, files: tuple[Path, ...]) -> FlowBook:
    return flow_book(settings, frozenset(installed(settings.speech.models)), files)


def _show(walked: Walk, shown: int) -> int:
    for line in walked.lines[shown:]:
        sys.stdout.write(f"{line}\n")
    return len(walked.lines)


def _actions(script: Path | None) -> Iterator[str]:
    if script:
        yield from (line for line in script.read_text(encoding="utf-8").splitlines() if line.strip())
        return
    sys.stdout.write(f"{HELP}\n")
    yield from iter(lambda: sys.stdin.readline().strip(), "")

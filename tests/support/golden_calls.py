"""Golden conversations as files: `flows.golden` with the file each of them is in."""

from dataclasses import dataclass
from pathlib import Path

from flows.golden import Golden, text
from flows.golden import read as read_text
from flows.model import FlowBook
from flows.nodes import Offer


@dataclass(frozen=True)
class GoldenCall:
    """One file under `calls/` or `cases/`."""

    file: Path
    golden: Golden

    @property
    def hears(self) -> tuple[str, ...]:
        return self.golden.hears

    @property
    def actions(self) -> tuple[str, ...]:
        return self.golden.actions

    @property
    def lines(self) -> tuple[str, ...]:
        return self.golden.lines

    @property
    def flow(self) -> str:
        """YAML of a flow of its own; empty: the flow the file is named after."""
        return self.golden.flow

    @property
    def local(self) -> str:
        return self.golden.local

    @property
    def entry(self) -> str:
        return self.golden.enters or self.file.name.split(".")[0]


def read(file: Path) -> GoldenCall:
    """A golden call as it was written down."""
    return GoldenCall(file, read_text(file.read_text(encoding="utf-8"), file.name))


def replay(call: GoldenCall, book: FlowBook) -> tuple[str, ...]:
    """The conversation as it goes now with these flows, offered what the call was offered."""
    return call.golden.played(book_for(call, book), call.entry)


def book_for(call: GoldenCall, book: FlowBook) -> FlowBook:
    """These flows with the offer of the call, where it names one."""
    otherwise: Offer = book.offer
    return FlowBook(book.flows, call.golden.offer(otherwise))


def rewrite(call: GoldenCall, lines: tuple[str, ...]) -> None:
    """Write down how the conversation goes now."""
    call.file.write_text(text(call.golden.saying(lines)), encoding="utf-8")

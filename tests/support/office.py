"""An office for tests: a real database, a small shipped library, and a check whose findings the test decides."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from flows import load
from flows.errors import FlowError, Trouble
from flows.messages import told
from flows.nodes import Offer
from ivr.publishing.office import Office
from ivr.publishing.overlay import by_flow
from ivr.publishing.ports import Book, Finding, Report
from ivr.store.configuration.store import configuration
from tests.support.versions import DAY, UNIVERSAL

LIBRARY = by_flow({"universal.yaml": UNIVERSAL})
OFFER = Offer(("ko", "en"), "ko")


@dataclass
class Checks:
    """Loads the book; adds the warnings of the test; remembers what it was asked."""

    warnings: list[Finding] = field(default_factory=list)
    asked: list[Book] = field(default_factory=list)

    async def __call__(self, book: Book) -> Report:
        self.asked.append(book)
        try:
            flows = load.book(book.texts, OFFER).flows
        except FlowError as error:
            return Report(tuple(Finding("load", "", trouble) for trouble in error.troubles))
        return Report((), tuple(warning for warning in self.warnings if warning.flow in flows))


def warning(flow: str, rule: str = "V5", reason: str = "", node: str = "hello") -> Finding:
    """A warning about a flow."""
    return Finding(rule, flow, Trouble(f"{flow}.yaml", 3, node, told("this menu is long.")), reason)


@dataclass
class Desk:
    """An office and what the test can do to its check."""

    office: Office
    checks: Checks


@asynccontextmanager
async def desk(folder: Path, *, two_persons: bool = False) -> AsyncIterator[Desk]:
    """An office over an empty database."""
    checks = Checks()
    async with configuration(f"sqlite:///{folder}/configuration.sqlite") as kept:
        yield Desk(Office(kept.versions, LIBRARY, checks, lambda: DAY, two_persons), checks)

"""What publishing needs from the world."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from flows.errors import Trouble
from ivr.publishing.records import (
    NO_WORDING,
    SHIPPED,
    Approval,
    Discard,
    FlowVersion,
    Heads,
    NewVersion,
    Publication,
    VersionLine,
    Wording,
)


class Overtaken(Exception):
    """Somebody else changed it first; nothing was written."""


class Versions(Protocol):
    """Where versions are kept; every writing method does all of it or nothing."""

    async def heads(self) -> Heads:
        """The counters that say whether anything changed."""

    async def live(self) -> Publication:
        """The newest publication."""

    async def publications(self, flow: str = "") -> tuple[Publication, ...]:
        """All of them, the newest first; only those with the flow where one is named."""

    async def listed(self, flow: str = "") -> tuple[VersionLine, ...]:
        """Versions of one flow or of all, by flow and number."""

    async def version(self, flow: str, number: int) -> FlowVersion | None:
        """One version; None where there is none."""

    async def texts(self, versions: Iterable[tuple[str, int]]) -> dict[str, str]:
        """Flow to text of some versions that exist."""

    async def add(
        self, drafts: Iterable[NewVersion], again: Iterable[tuple[str, int]] = (), wording: int = SHIPPED
    ) -> tuple[FlowVersion, ...]:
        """Keep drafts; each gets its flow's next number.

        They, and `again`, which are drafts already, are drafted with the wording among them, or else with `wording`.
        """

    async def approve(self, flow: str, number: int, approval: Approval) -> None:
        """Keep an approval; the same person's earlier one is replaced. Raises Overtaken where it is discarded."""

    async def discard(self, flow: str, number: int, discard: Discard) -> None:
        """Archive a draft. Raises Overtaken where it is no draft any more."""

    async def publish(self, publication: Publication) -> None:
        """Make it the live one. Raises Overtaken unless its number is the next and none of its drafts is discarded."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing the check says about a book."""

    rule: str
    flow: str
    """Empty where it is about no single flow."""
    trouble: Trouble
    reason: str = ""
    """Of a warning: what the flow itself says why it is all right."""
    language: str = ""
    """Empty where it is about no single language."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a whole book looks like: with an error it cannot go live, with a warning only for a reason."""

    errors: tuple[Finding, ...] = ()
    warnings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Book:
    """Everything callers hear, or would hear."""

    texts: Mapping[str, str]
    """Label to text of every flow."""
    wording: Wording = NO_WORDING
    """Of the installation's own."""
    now: bool = False
    """Callers hear it already; it is looked at to tell what is new."""


Checking = Callable[[Book], Awaitable[Report]]
"""From a whole book to what is wrong with it. Takes seconds, and does not hold up the event loop."""
Today = Callable[[], date]

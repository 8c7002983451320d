"""Where versions are handled: the hands that everything in this package works with, and what only looks."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass

from flows.messages import Sentence, told
from ivr.publishing.aside import Aside
from ivr.publishing.compare import Difference, difference
from ivr.publishing.errors import PublishingRefused
from ivr.publishing.overlay import label, overlaid
from ivr.publishing.ports import Checking, Today, Versions
from ivr.publishing.records import SHIPPED, FlowVersion, Publication, VersionLine


@dataclass(frozen=True, slots=True)
class Office:
    """What drafting, approving and publishing work with."""

    store: Versions
    library: Mapping[str, str]
    """Flow to text, as shipped."""
    check: Checking
    today: Today
    two_persons: bool
    """Nobody publishes what only they have seen."""
    aside: Aside = asyncio.to_thread
    """Where texts are read. Whoever has calls on the same loop gives `in_process`."""


@dataclass(frozen=True, slots=True)
class LiveBook:
    """What callers hear."""

    publication: Publication
    texts: Mapping[str, str]
    """Label to text of every flow."""


async def live_book(office: Office) -> LiveBook:
    """The book of the newest publication over the shipped flows."""
    return await live_book_of(office.store, office.library)


async def live_book_of(store: Versions, library: Mapping[str, str]) -> LiveBook:
    """The same for whoever only reads."""
    publication = await store.live()
    return LiveBook(publication, await book_of(store, library, dict(publication.flows)))


async def book_of(store: Versions, library: Mapping[str, str], flows: Mapping[str, int]) -> dict[str, str]:
    """Label to text of the book with these versions over the shipped flows."""
    chosen = [(flow, number) for flow, number in flows.items() if number != SHIPPED]
    texts = await store.texts(chosen)
    return overlaid(library, {flow: (number, texts[flow]) for flow, number in chosen})


async def version_of(office: Office, flow: str, number: int) -> FlowVersion:
    """One version. Raises PublishingRefused where there is none."""
    version = await office.store.version(flow, number)
    if version is None:
        raise PublishingRefused(await _no_such(office, flow, number))
    return version


async def _no_such(office: Office, flow: str, number: int) -> Sentence:
    known = await office.store.listed(flow)
    if known:
        numbers = ", ".join(str(line.number) for line in known)
        return told("{flow} has no version {number}; it has {numbers}.", flow=flow, number=number, numbers=numbers)
    template = "no version of '{flow}' was ever drafted: ./amparo flows draft FILE --who NAME --why TEXT."
    return told(template, flow=flow)


async def listed(office: Office, flow: str = "") -> tuple[VersionLine, ...]:
    """Versions of one flow or of all. Raises PublishingRefused where there is no flow of that name."""
    found = await office.store.listed(flow)
    if flow and not found and flow not in office.library:
        template = "there is no flow '{flow}'; ./amparo flows versions lists what there is."
        raise PublishingRefused(told(template, flow=flow))
    return found


async def diff(office: Office, flow: str, a: int, b: int) -> Difference:
    """From version a to version b; SHIPPED is the shipped text. Raises PublishingRefused."""
    old, new = await _text(office, flow, a), await _text(office, flow, b)
    return await office.aside(difference, old, new, label(flow, a), label(flow, b))


async def _text(office: Office, flow: str, number: int) -> str:
    if number == SHIPPED:
        return office.library.get(flow, "")
    return (await version_of(office, flow, number)).text


async def export(office: Office) -> tuple[Mapping[str, str], Mapping[str, int]]:
    """Flow to text and flow to number of everything that is live."""
    publication = await office.store.live()
    texts = await office.store.texts(publication.flows)
    live = dict(office.library) | texts
    return live, {flow: publication.live(flow) for flow in live}

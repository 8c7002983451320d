"""Where versions are handled: the hands that everything in this package works with, and what only looks."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass

from flows.check import near
from flows.messages import NOTHING, Sentence, told
from ivr.publishing.aside import Aside
from ivr.publishing.compare import Difference, difference
from ivr.publishing.errors import PublishingRefused
from ivr.publishing.overlay import label, overlaid
from ivr.publishing.ports import Book, Checking, Today, Versions
from ivr.publishing.records import (
    NO_WORDING,
    SHIPPED,
    WORDING,
    FlowVersion,
    Publication,
    VersionLine,
    Wording,
    newest,
)


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
    wording: Wording = NO_WORDING
    """Of the installation's own."""


async def live_book(office: Office) -> LiveBook:
    """The book of the newest publication over the shipped flows."""
    return await live_book_of(office.store, office.library)


async def live_book_of(store: Versions, library: Mapping[str, str]) -> LiveBook:
    """The same for whoever only reads."""
    publication = await store.live()
    book = await book_of(store, library, dict(publication.flows))
    return LiveBook(publication, book.texts, book.wording)


async def book_of(store: Versions, library: Mapping[str, str], versions: Mapping[str, int]) -> Book:
    """The book with these versions over the shipped flows, and the wording among them."""
    chosen = {name: number for name, number in versions.items() if number != SHIPPED}
    texts = await store.texts(chosen.items())
    wording = Wording(chosen.pop(WORDING, SHIPPED), texts.get(WORDING, ""))
    return Book(overlaid(library, {flow: (number, texts[flow]) for flow, number in chosen.items()}), wording)


async def newest_draft(office: Office, flow: str) -> VersionLine | None:
    """Nobody has published or discarded it; None where there is none."""
    return newest(line for line in await office.store.listed(flow) if line.state == "draft")


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
    template = "no version of '{flow}' was ever drafted: ./amparo flows draft {what} --who NAME --why TEXT.{near}"
    return told(template, flow=flow, what=what_to_draft(flow), near=await guess(office, flow))


async def guess(office: Office, flow: str) -> Sentence:
    """' Did you mean ...?' for a name that no flow has; nothing for any other."""
    known = {*office.library, WORDING, *(line.flow for line in await office.store.listed())}
    return NOTHING if flow in known else near(flow, sorted(known))


def what_to_draft(flow: str) -> str:
    """What stands behind `flows draft` for it."""
    return WORDING if flow == WORDING else "FILE"


async def listed(office: Office, flow: str = "") -> tuple[VersionLine, ...]:
    """Versions of one flow or of all. Raises PublishingRefused where there is no flow of that name."""
    found = await office.store.listed(flow)
    if flow and not found and flow not in {*office.library, WORDING}:
        template = "there is no flow '{flow}'; ./amparo flows versions lists what there is.{near}"
        raise PublishingRefused(told(template, flow=flow, near=await guess(office, flow)))
    return found


async def diff(office: Office, flow: str, a: int, b: int) -> Difference:
    """From version a to version b; SHIPPED is the shipped text. Raises PublishingRefused."""
    old, new = await text_of(office, flow, a), await text_of(office, flow, b)
    return await office.aside(difference, old, new, label(flow, a), label(flow, b))


async def text_of(office: Office, flow: str, number: int) -> str:
    """The text of a version; empty for what is not there as shipped. Raises PublishingRefused."""
    if number == SHIPPED:
        return office.library.get(flow, "")
    return (await version_of(office, flow, number)).text


async def export(office: Office) -> tuple[Mapping[str, str], Mapping[str, int]]:
    """Flow to text and flow to number of everything that is live."""
    publication = await office.store.live()
    texts = await office.store.texts((flow, number) for flow, number in publication.flows if flow != WORDING)
    live = dict(office.library) | texts
    return live, {flow: publication.live(flow) for flow in live}

"""The flows that commands of authors look at; they all ask here.

What is live in this installation, or what the program brings where somebody wants only that; files that are named
stand in the place of flows of the same name.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from flows import load
from flows.messages import told
from flows.model import FlowBook
from ivr.authoring import asked
from ivr.authoring.asked import NotThere
from ivr.content import flow_text, flow_texts, offer
from ivr.publishing.office import LiveBook, live_book_of
from ivr.publishing.overlay import by_flow, flow_named, overlaid
from ivr.publishing.records import Publication
from ivr.settings import Settings
from ivr.store.configuration.store import existing
from ivr.store.database import StoreError


@dataclass(frozen=True, slots=True)
class Which:
    """Which flows somebody means."""

    files: tuple[Path, ...] = ()
    """Flow files, over the others."""
    shipped: bool = False
    """Over what the program brings, whatever is live."""
    written: tuple[tuple[str, str], ...] = ()
    """(label, text) of flows that are in no file of their own."""


@dataclass(frozen=True, slots=True)
class Texts:
    """Every flow of a book as it is written."""

    every: Mapping[str, str]
    """Label to text; the label is what sentences call it."""
    named: frozenset[str]
    """Labels of the files that were named."""
    publication: Publication
    """What is live below them."""


def book(settings: Settings, hearing: frozenset[str], which: Which) -> FlowBook:
    """The flows, for these settings. Raises FlowError, ContentError, NotThere; not to be called on an event loop."""
    return load.book(texts(settings, which).every, offer(settings, hearing))


def texts(settings: Settings, which: Which) -> Texts:
    """The same as they are written. Raises FlowError, ContentError, NotThere; not to be called on an event loop."""
    below = asyncio.run(_below(settings, shipped=which.shipped))
    own = {str(file): flow_text(file, str(file)) for file in which.files} | dict(which.written)
    instead = {flow_named(text) for text in own.values()} - {""}
    left = {label: text for label, text in below.texts.items() if flow_named(text) not in instead}
    named = {_label(file, left): text for file, text in own.items()}
    return Texts(left | named, frozenset(named), below.publication)


def _label(file: str, taken: Mapping[str, str]) -> str:
    """As it was named, also where a file of that name holds another flow than the shipped one."""
    return f"./{file}" if file in taken else file


def named(word: str) -> str:
    """The flow a word means; a file's own name for its flow. Raises FlowError, ContentError."""
    return (flow_named(flow_text(Path(word), word)) or word) if asked.is_file(word) else word


async def _below(settings: Settings, *, shipped: bool) -> LiveBook:
    """What is live; where nothing was ever published, or only that is wanted, what the program brings."""
    library = by_flow(await asyncio.to_thread(flow_texts))
    brought = LiveBook(Publication(0), overlaid(library, {}))
    if shipped:
        return brought
    try:
        async with existing(settings.configuration_url) as kept:
            return brought if kept is None else await live_book_of(kept.versions, library)
    except StoreError as away:
        template = "{why} To look at the flows that the program brings: --shipped."
        raise NotThere(told(template, why=away)) from None

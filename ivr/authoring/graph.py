"""`./amparo flows graph`: flows as a drawing, with their wording and how far each language is."""

import asyncio
import shutil
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from flows.graph.build import graph
from flows.graph.captions import Captions
from flows.graph.dot import dot
from flows.graph.mermaid import mermaid
from flows.graph.model import Graph
from flows.graph.svg import spoken
from flows.messages import Translate, later, told
from flows.model import FlowBook
from ivr import wordings
from ivr.authoring import asked, books
from ivr.authoring.asked import NotThere
from ivr.authoring.books import Which
from ivr.settings import Settings
from ivr.voice import country
from prompts import manifest, recordings
from prompts.catalogue import SOURCE, Catalogue
from prompts.coverage import State, states
from prompts.parts import parts

FORMATS = ("svg", "mermaid", "dot")
SUFFIXES = {".svg": "svg", ".mmd": "mermaid", ".md": "mermaid", ".dot": "dot", ".gv": "dot"}
"""What a file's name says about its format."""
ENTRY = "welcome"
"""Drawn where nothing is asked for."""
PATIENCE_S = 40
"""For one try of Graphviz."""
TRIES = ((), ("-Gsplines=line",))
"""Straight lines are found fast, where bent ones take too long."""
TITLE = later("Call flow: {flows}")


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants drawn."""

    names: tuple[str, ...] = ()
    """Flows and flow files."""
    every: bool = False
    shipped: bool = False
    """Of what the program brings, whatever is live."""
    languages: tuple[str, ...] = ()
    """The wording and state of each is shown; none: English, and the state of all that the line offers."""
    format: str = ""
    out: Path | None = None

    @property
    def kind(self) -> str:
        """The format, or what the file's name says."""
        return self.format or SUFFIXES.get(self.out.suffix.lower() if self.out else "", FORMATS[0])


async def draw(settings: Settings, wish: Wish, translate: Translate) -> int:
    """Draw flows to a file or to the terminal. Raises FlowError, NotThere, PromptError."""
    which = Which(asked.files(wish.names), wish.shipped)
    book = await asyncio.to_thread(books.book, settings, frozenset(), which)
    drawing = graph(book, _flows(book, wish))
    text = await _text(drawing, _captions(settings, wish.languages, drawing, translate), wish.kind)
    if wish.out is None:
        sys.stdout.write(text)
    else:
        wish.out.write_text(text, encoding="utf-8")
        template = "{file} shows {nodes} nodes of: {flows}."
        said = told(template, file=wish.out, nodes=len(drawing.nodes), flows=", ".join(drawing.flows))
        sys.stdout.write(f"{said.text(translate)}\n")
    return 0


def _flows(book: FlowBook, wish: Wish) -> tuple[str, ...]:
    chosen = tuple(asked.flow(book, books.named(name)) for name in wish.names)
    if wish.every:
        return tuple(dict.fromkeys((*chosen, *([ENTRY] if ENTRY in book.flows else []), *book.flows)))
    return chosen or (asked.flow(book, ENTRY),)


async def _text(drawing: Graph, captions: Captions, kind: str) -> str:
    if kind == "mermaid":
        return mermaid(drawing, captions)
    if kind == "dot":
        return dot(drawing, captions)
    title = captions.translate(TITLE).format(flows=", ".join(drawing.flows))
    return spoken(await _drawn(dot(drawing, captions)), drawing, captions, title)


# -- wording and states ---------------------------------------------------------------------------------


def _captions(settings: Settings, languages: tuple[str, ...], drawing: Graph, translate: Translate) -> Captions:
    texts = wordings.texts(settings, country(settings))
    known = (*settings.line.languages, *texts.languages)
    shown = tuple(asked.language(language, known) for language in languages) or settings.line.languages
    first, *more = dict.fromkeys(languages or (SOURCE,))
    beside = tuple((language, _wording(texts, language)) for language in more)
    states = _states(settings, texts, shown, drawing)
    return Captions(_wording(texts, first), states, tuple(dict.fromkeys(shown)), translate, beside)


def _wording(texts: Catalogue, language: str) -> Mapping[str, str]:
    return {prompt.name: prompt.text for prompt in texts.spoken(language)}


def _states(
    settings: Settings, texts: Catalogue, languages: tuple[str, ...], drawing: Graph
) -> Mapping[tuple[str, str], str]:
    folder = settings.prompts.recordings
    listed = [part for language in languages for part in parts(texts, language)]
    names = {(part.prompt, part.language, part.piece) for part in listed}
    wholes = {(prompt, language) for prompt, language, piece in names if not piece}
    there = [file for file in recordings.files(folder) if file.parent.name in languages]
    found = [recordings.named(file, wholes, names) for file in there]
    said = {prompt for node in drawing.nodes for prompt in node.prompts}
    unwritten = {(name, tag): State.MISSING for name in said - set(texts.names) for tag in languages}
    return unwritten | dict(states(texts, languages, found, manifest.load_all(folder)))


# -- Graphviz -----------------------------------------------------------------------------------------


async def _drawn(text: str) -> str:
    if shutil.which("dot") is None:
        template = "Graphviz draws the picture and is not installed (apt install graphviz); {formats} work without it."
        raise NotThere(told(template, formats="--format mermaid, --format dot"))
    for options in TRIES:
        with suppress(TimeoutError):
            return await asyncio.wait_for(_graphviz(text, options), PATIENCE_S)
    raise NotThere(told("this is too large and tangled to be drawn; draw fewer flows, or take --format mermaid."))


async def _graphviz(text: str, options: tuple[str, ...]) -> str:
    process = await asyncio.create_subprocess_exec(
        *("dot", "-Tsvg", *options),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,  # it tells of labels that are a little too wide
    )
    try:
        drawn, _ = await process.communicate(text.encode())
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode:
        raise NotThere(told("Graphviz could not draw this; --format mermaid works without it."))
    return drawn.decode()

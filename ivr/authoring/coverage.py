"""`./amparo prompts report`: how far texts, recordings and reviews are, by language and flow (rules V9, V34)."""

import json
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from flows.check import near
from flows.messages import Translate, told
from flows.model import FlowBook
from ivr import wordings
from ivr.authoring import asked, books
from ivr.authoring.books import Which
from ivr.authoring.coverage_table import ENGINE, lines
from ivr.authoring.texts import installed as texts_installed
from ivr.content import ENGINE_PROMPTS
from ivr.hearing import recognisers
from ivr.settings import Settings
from prompts import library, manifest, overlay, recordings
from prompts.catalogue import Catalogue
from prompts.coverage import Key, State, states
from prompts.coverage_report import LanguageReport, Row, report
from prompts.errors import PromptError
from prompts.files import write
from prompts.own import Files
from prompts.parts import parts
from prompts.recording_check import recorded_languages
from prompts.recordings import Passed


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants to know."""

    languages: tuple[str, ...] = ()
    """Only these; all there are where none is named."""
    flow: str = ""
    """Only what this flow, or flow file, says."""
    figures: Path | None = None
    """Where they are written for machines."""
    shipped: bool = False
    """Of the flows that the program brings, whatever is live."""


def show(settings: Settings, wish: Wish, translate: Translate) -> int:
    """Print the report, and write it for machines. Raises PromptError, FlowError, NotThere."""
    texts = texts_installed(settings)
    which = Which(asked.files((wish.flow,)), wish.shipped)
    said = prompts_by_flow(books.book(settings, frozenset(recognisers(settings)), which))
    flow = books.named(wish.flow)
    if flow and flow not in said:
        raise PromptError(told("there is no flow '{flow}'.{near}", flow=flow, near=near(flow, said)))
    folder = settings.prompts.recordings
    every = sorted({*texts.languages, *settings.line.languages, *recorded_languages(folder)})
    chosen = wish.languages or tuple(every)
    found = gathered(texts, folder, chosen)
    reports = tuple(report(texts, found, said, language, flow) for language in chosen)
    reviewed = reviews(wordings.desk(settings))
    if wish.figures is not None:
        written = {"languages": {one.language: _figures(one, reviewed.get(one.language, "")) for one in reports}}
        write(wish.figures, json.dumps(written, ensure_ascii=False, indent=2).encode() + b"\n")
    for line in lines(reports, reviewed, translate):
        sys.stdout.write(f"{line}\n")
    return 0


def prompts_by_flow(book: FlowBook) -> Mapping[str, tuple[str, ...]]:
    """By flow, and what is said in any."""
    said = {
        name: tuple(prompt for node in flow.nodes.values() for prompt in node.prompts_said())
        for name, flow in book.flows.items()
    }
    return {ENGINE: (*ENGINE_PROMPTS, *book.offer.notices), **said}


def gathered(
    texts: Catalogue, folder: Path, languages: Iterable[str], passed: Passed | None = None
) -> Mapping[Key, State]:
    """The state of every prompt in these languages, with the recordings of a folder. Raises PromptError."""
    chosen = tuple(languages)
    every = {part for language in {*chosen, *recorded_languages(folder)} for part in parts(texts, language)}
    wholes = {(part.prompt, part.language) for part in every if not part.piece}
    pieces = {(part.prompt, part.language, part.piece) for part in every if part.piece}
    return states(texts, chosen, recordings.find(folder, wholes, pieces, passed), manifest.load_all(folder))


def reviews(own: Files) -> Mapping[str, str]:
    """Of the texts of each language, as the headers of its files say it; of several the first that is none."""
    found: dict[str, list[str]] = {}
    for folder in (*library.read().folders, overlay.folder_of(own)):
        for language, document in folder.documents.items():
            if not document.blocks:
                continue
            found.setdefault(language, []).append(document.review)
    return {language: next((r for r in own if r.startswith("none")), own[0]) for language, own in found.items()}


def _figures(one: LanguageReport, review: str) -> dict[str, object]:
    return {
        "review_of_texts": review,
        "synthesised": round(one.synthesised, 4),
        "all": _counts(one.all),
        "flows": {row.flow: _counts(row) for row in one.rows},
        "missing": one.missing,
        "stale": one.stale,
    }


def _counts(row: Row) -> dict[str, int]:
    return {"prompts": row.prompts, **{str(state): count for state, count in row.counts.items()}}

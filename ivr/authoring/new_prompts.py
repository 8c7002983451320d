"""`./amparo prompts new FLOW.yaml`: what a flow says and hears that nobody has written yet, as a sheet to fill in.

The same for a notice, which no flow names.
"""

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path

from flows import load, parse
from flows.heard import Occurrence, notice, occurrences
from flows.messages import NOTHING, Sentence, Translate, told
from flows.model import Flow
from ivr import wordings
from ivr.authoring import asked
from ivr.authoring.telling import tell
from ivr.content import ENGINE_PROMPTS, ENGINE_WORDS, offer
from ivr.hearing import recognisers
from ivr.publishing.message import PREFIX
from ivr.settings import Settings
from prompts import csv_sheet, files, new_sheet, overlay, sheet
from prompts.arrived import CSV, XLSX
from prompts.errors import PromptError
from prompts.mistyped import SLIP
from prompts.new_sheet import ENGLISH
from prompts.newcomers import NAME
from prompts.reading import SOURCE
from prompts.wanted import Here, Row, Wanted, every_call, wanted

NAME_WIDTH, ROLE_WIDTH = 30, 20


def new(settings: Settings, paths: tuple[Path, ...], out: Path | None, translate: Translate, *, every: bool) -> int:
    """Say what is missing, 1 where something is; or write the sheet. Raises FlowError, PromptError."""
    if out is not None:
        _check(out)
    said = _said(paths)
    here = _here(settings)
    tell(wordings.words(settings).clashes, translate)
    found, always = wanted(said, here), _every_call(settings, here)
    missing = found.only_missing() + always
    rows = found + always if every and out is not None else missing
    if not (rows.prompts or rows.words):
        tell(_complete(paths, here), translate)
        return 0
    if out is None:
        tell(_missing(missing, here, paths), translate)
        return 1
    _write(out, rows, here.columns)
    tell(_written(out, rows, here), translate)
    return 0


def _check(out: Path) -> None:
    if out.suffix.lower() not in {XLSX, CSV}:
        template = "a sheet of texts is an XLSX or CSV file; save it as {name}."
        raise PromptError(told(template, name=f"{out.stem}{XLSX}"))
    if out.exists():
        template = "it is there already, and somebody may have written into it; import it, or choose another name."
        raise PromptError(told(template), str(out))


def _said(paths: tuple[Path, ...]) -> Mapping[str, Occurrence]:
    """By the flows in these files, and the notices among them. Raises FlowError, PromptError."""
    named = [str(path) for path in paths if _is_notice(path)]
    for name in named:
        if not NAME.fullmatch(name):
            template = "'{name}' is no name of a notice: small letters a to z, digits and '_', as in notice.training."
            raise PromptError(told(template, name=name))
    flows = (_flow(path) for path in paths if not _is_notice(path))
    return {**occurrences(flows), **{name: notice(name) for name in named}}


def _is_notice(path: Path) -> bool:
    return path.name.startswith(PREFIX) and not asked.is_file(str(path))


def _flow(path: Path) -> Flow:
    with path.open("rb") as opened:
        return load.read(parse.text(opened.read(parse.MOST_BYTES + 1), str(path)), str(path))


def _here(settings: Settings) -> Here:
    texts, words = overlay.read(wordings.own(settings).texts), wordings.words(settings)
    offered = settings.line.languages
    hearing = {*words.languages, *recognisers(settings)}
    folder = settings.prompts.recordings

    def recorded(prompt: str, language: str) -> bool:
        return any((folder / language / f"{name}.wav").is_file() for name in (prompt, f"{prompt}.1"))

    columns = tuple(dict.fromkeys((SOURCE, *offered, *texts.languages)))
    return Here(texts, words, recorded, columns, offered, tuple(tag for tag in offered if tag in hearing))


def _every_call(settings: Settings, here: Here) -> Wanted:
    """A language that is new lacks this too."""
    return every_call((*ENGINE_PROMPTS, *offer(settings, frozenset()).notices), ENGINE_WORDS, here)


def _write(out: Path, missing: Wanted, columns: tuple[str, ...]) -> None:
    pages = new_sheet.pages(missing, columns)
    files.write(out, csv_sheet.write(pages) if out.suffix.lower() == CSV else sheet.book(pages))


# -- what is told --------------------------------------------------------------------------------------------


def _complete(paths: Iterable[Path], here: Here) -> Iterator[Sentence]:
    template = "Nothing is missing: what {flows} says is written or recorded in {languages}; all choices have words."
    names = ", ".join(path.name if _is_notice(path) else path.stem for path in paths)
    yield told(template, flows=names, languages=", ".join(dict.fromkeys((SOURCE, *here.offered))))


def _written(out: Path, missing: Wanted, here: Here) -> Iterator[Sentence]:
    template = "{file} has {prompts} prompts, and a page 'words' with {words} choices."
    if out.suffix.lower() == CSV:
        template = "{file} has {prompts} prompts, and {words} choices in rows of the kind 'words'."
    yield told(template, file=out, prompts=len(missing.prompts), words=len(missing.words))
    names = dict.fromkeys((ENGLISH, *(tag for tag in here.offered if tag != SOURCE)))
    yield told("Fill in {languages}; what stays empty is missing, and told.", languages=", ".join(names))
    yield told("Then: ./amparo prompts import {file}", file=out)


def _missing(missing: Wanted, here: Here, paths: tuple[Path, ...]) -> Iterator[Sentence]:
    if missing.prompts:
        yield told("These prompts have no wording in:")
        yield from (_line(row, _guess(row, here)) for row in missing.prompts)
    if missing.words:
        yield told("For these choices callers can say nothing in:")
        yield from (_line(row, NOTHING) for row in missing.words)
    template = "Next, a sheet of them to fill in: ./amparo prompts new {flows} --out {name}"
    yield told(template, flows=" ".join(map(str, paths)), name=f"{paths[0].stem}{XLSX}")


def _guess(row: Row, here: Here) -> Sentence:
    """A name that is new may be one that is mistyped."""
    known = here.library.home
    close = () if row.name in known else get_close_matches(row.name, list(known), n=1, cutoff=SLIP)
    return told(" Did you mean '{name}'?", name=close[0]) if close else NOTHING


def _line(row: Row, guess: Sentence) -> Sentence:
    template = "  {name} {role} {languages}{near}"
    role, name = f"{row.role:{ROLE_WIDTH}}", f"{row.name:{NAME_WIDTH}}"
    return told(template, name=name, role=role, languages=" ".join(row.missing), near=guess)

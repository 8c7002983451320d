"""`./amparo flows floip|rapidpro ...`: flows of other programs."""

import json
import sys
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, time
from pathlib import Path

from flows import load
from flows.exchange import jsonfile
from flows.exchange.imported import Imported
from flows.exchange.report import Left
from flows.floip import export
from flows.floip import reading as floip
from flows.floip.beyond import beyond
from flows.floip.content import Content
from flows.messages import Translate, told
from flows.rapidpro import reading as rapidpro
from ivr import wordings
from ivr.authoring import asked, books, exchange_files
from ivr.authoring.books import Texts, Which
from ivr.authoring.telling import tell
from ivr.content import LIBRARY, offer
from ivr.settings import Settings
from prompts import recordings
from prompts.files import write

Reader = Callable[[bytes, str], Imported]


def export_floip(
    settings: Settings, target: Path, wanted: tuple[str, ...], translate: Translate, *, shipped: bool = False
) -> int:
    """Write flows, and those they visit, as one FLOIP container. Raises FlowError, NotThere, PromptError."""
    files = asked.files(wanted)
    texts = books.texts(settings, Which(files, shipped))
    book = load.book(texts.every, offer(settings, frozenset()))
    names = tuple(asked.flow(book, books.named(word)) for word in wanted) or tuple(book.flows)
    container = export.container(book.flows, names, _content(settings, _changed(files, texts)))
    write(target, json.dumps(container, ensure_ascii=False, indent=2).encode() + b"\n")
    template = "{file} holds {flows} flows with {blocks} blocks in {languages} languages."
    counts = {
        "flows": len(container["flows"]),
        "blocks": sum(len(flow["blocks"]) for flow in container["flows"]),
        "languages": len(settings.line.languages),
    }
    tell([told(template, file=target, **counts)], translate)
    beyond_floip = beyond(book.flows[name] for name in export.with_visited(book.flows, names))
    if beyond_floip:
        tell([told("Amparo reads all of it back. Other programs will miss this:")], translate)
        _list(beyond_floip, translate)
    return 0


def _list(lines: Iterable[Left], translate: Translate) -> None:
    for line in lines:
        sys.stdout.write(f"- {line.text(translate)}\n")


def _changed(files: Iterable[Path], texts: Texts) -> datetime:
    """When any of the flows was changed last; of what was published, the day is known."""
    written = [datetime.fromtimestamp(file.stat().st_mtime, UTC) for file in (*LIBRARY.glob("*.yaml"), *files)]
    return max((*written, datetime.combine(texts.publication.day, time(), UTC)))


def _content(settings: Settings, changed: datetime) -> Content:
    tags = settings.line.languages
    found, book = wordings.texts(settings, None), wordings.words(settings)
    texts: dict[str, dict[str, str]] = {}
    for tag in tags:
        for prompt in found.spoken(tag):
            texts.setdefault(prompt.name, {})[tag] = prompt.text
    sounds: dict[str, dict[str, str]] = {}
    for file in recordings.files(settings.prompts.recordings):
        sounds.setdefault(file.stem, {})[file.parent.name] = f"{file.parent.name}/{file.name}"
    phrases = {tag: {option: book.phrases(option, tag) for option in book.options(tag)} for tag in tags}
    modified = changed.isoformat(timespec="microseconds")
    return Content(tags, texts, phrases, sounds, modified.replace("+00:00", "Z"))


def import_floip(source: Path, folder: Path, translate: Translate) -> int:
    """Flows of a FLOIP container into a folder. Raises ExchangeError, and then nothing is written."""
    return _import(floip.read, source, folder, translate)


def import_rapidpro(source: Path, folder: Path, translate: Translate) -> int:
    """Voice flows of a RapidPro export into a folder. Raises ExchangeError, and then nothing is written."""
    return _import(rapidpro.read, source, folder, translate)


def _import(read: Reader, source: Path, folder: Path, translate: Translate) -> int:
    imported = read(_bytes(source), source.name)
    files = exchange_files.files(imported, translate)
    exchange_files.put(folder, files)
    lines = [told("{folder} has {flows} flows and their texts.", folder=folder, flows=len(imported.flows))]
    if imported.report:
        template = "{count} things were left behind or are to be looked at; {file} lists them:"
        lines.append(told(template, count=len(imported.report), file=folder / exchange_files.REPORT))
    tell(lines, translate)
    _list(imported.report, translate)
    return 0


def _bytes(source: Path) -> bytes:
    """No more than can be read, whatever kind of file it is."""
    jsonfile.check_size(source.stat().st_size, source.name)
    with source.open("rb") as opened:
        return opened.read(jsonfile.LARGEST + 1)

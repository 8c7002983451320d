"""`./amparo prompts update`: every language's texts brought to the English of today."""

from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

from flows.messages import Sentence, Translate, told
from ivr.authoring.telling import placed, tell
from prompts import files, library, overlay
from prompts.library import Library
from prompts.own import Own
from prompts.po import Document
from prompts.reading import SOURCE
from prompts.update import Updated, check_source, updated


def update(translate: Translate, folders: tuple[Path, ...] = (), own: Own | None = None) -> int:
    """Those of some folders, else all, and an installation's own.

    Raises PromptError, and then nothing is written.
    """
    with files.alone(own.texts) if own and own.texts.is_dir() else nullcontext():
        done = [*_updated(library.read(folders or library.shipped())), *(_own(own) if own else ())]
        for before, result in done:
            if result.document is not before:
                result.document.write()
    for before, result in done:
        tell(_told(before, result, own), translate)
    return 0


def _own(own: Own) -> Iterator[tuple[Document, Updated]]:
    """Their English is the installation's own, and the program's where it has none."""
    texts = overlay.read(own.texts)
    if texts.own is None:
        return
    check_source(texts.own.source)
    source = overlay.sources(texts, texts.own)
    for language, document in texts.own.documents.items():
        if language != SOURCE:
            yield document, updated(document, source, texts.own.source.active.__contains__)


def _updated(texts: Library) -> Iterator[tuple[Document, Updated]]:
    for folder in texts.folders:
        check_source(folder.source)
        for language, document in folder.documents.items():
            if language != SOURCE:
                yield document, updated(document, folder.source, folder.needs(language))


def _told(before: Document, result: Updated, own: Own | None) -> Iterator[Sentence]:
    mine = own is not None and before.file.parent == own.texts
    file = str(before.file) if mine else f"{before.file.parent.name}/{before.file.name}"
    if result.document is before:
        yield placed(file, told("nothing to do."))
        return
    template = "{new} new, {changed} to look at again because the English changed, {removed} no longer used."
    counts = {"new": len(result.new), "changed": len(result.changed), "removed": len(result.removed)}
    yield placed(file, told(template, **counts))
    for name in result.changed:
        yield placed(file, told("{prompt}: look at the wording again, then take out 'fuzzy'.", prompt=name))

"""`./amparo prompts update`: every language's texts brought to the English of today."""

from collections.abc import Iterator
from pathlib import Path

from flows.messages import Sentence, Translate, told
from ivr.authoring.telling import placed, tell
from prompts import library
from prompts.library import Library
from prompts.po import Document
from prompts.reading import SOURCE
from prompts.update import Updated, check_source, updated


def update(translate: Translate, folders: tuple[Path, ...] = ()) -> int:
    """Those of some folders, else all. Raises PromptError, and then nothing is written."""
    done = list(_updated(library.read(folders or library.shipped())))
    for before, result in done:
        if result.document is not before:
            result.document.write()
        tell(_told(before, result), translate)
    return 0


def _updated(texts: Library) -> Iterator[tuple[Document, Updated]]:
    for folder in texts.folders:
        check_source(folder.source)
        for language, document in folder.documents.items():
            if language != SOURCE:
                yield document, updated(document, folder.source, folder.needs(language))


def _told(before: Document, result: Updated) -> Iterator[Sentence]:
    file = f"{before.file.parent.name}/{before.file.name}"
    if result.document is before:
        yield placed(file, told("nothing to do."))
        return
    template = "{new} new, {changed} to look at again because the English changed, {removed} no longer used."
    counts = {"new": len(result.new), "changed": len(result.changed), "removed": len(result.removed)}
    yield placed(file, told(template, **counts))
    for name in result.changed:
        yield placed(file, told("{prompt}: look at the wording again, then take out 'fuzzy'.", prompt=name))

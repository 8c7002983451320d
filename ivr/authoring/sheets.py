"""`./amparo prompts export|import FILE.xlsx`: texts for people who live in spreadsheets."""

from collections.abc import Iterator
from pathlib import Path

from flows.messages import Sentence, Translate, told
from ivr.authoring.telling import placed, tell
from prompts import files, library, sheet, workbook
from prompts.catalogue import TEXTS, UNITS
from prompts.changes import Change, Exchange, No
from prompts.errors import PromptError
from prompts.exchange import exchanged
from prompts.reading import SOURCE, TAG

SUFFIX = ".xlsx"
FOLDERS = (TEXTS, UNITS)


def export(file: Path, languages: tuple[str, ...], translate: Translate, folders: tuple[Path, ...] = FOLDERS) -> int:
    """Write all texts with these languages, or with every one there is. Raises PromptError."""
    _check_suffix(file)
    texts = library.read(folders)
    chosen = languages or texts.languages
    for language in chosen:
        if not TAG.fullmatch(language) or language == SOURCE:
            template = "'{language}' is no language to translate into; give a tag like 'fr'."
            raise PromptError(told(template, language=language))
    files.write(file, sheet.workbook(texts, chosen))
    template = "{count} texts in {languages} are in {file}."
    tell([told(template, count=len(texts.home), languages=", ".join((SOURCE, *chosen)), file=file)], translate)
    return 0


def take(file: Path, translate: Translate, folders: tuple[Path, ...] = FOLDERS) -> int:
    """Write what a sheet changes into the PO files; 1 where some of it is refused. Raises PromptError."""
    _check_suffix(file)
    result = exchanged(library.read(folders), workbook.read(file))
    for document in result.documents:
        document.write()
    tell(_told(result), translate)
    return 1 if result.refused else 0


def _check_suffix(file: Path) -> None:
    if file.suffix.lower() != SUFFIX:
        raise PromptError(told("a sheet of texts is an XLSX file; save it as {name}.", name=f"{file.stem}{SUFFIX}"))


def _told(result: Exchange) -> Iterator[Sentence]:
    yield from map(_change, result.changes)
    yield from map(_refusal, result.refused)
    for document in result.documents:
        yield told("{file} is written.", file=f"{document.file.parent.name}/{document.file.name}")
    if result.older:
        yield told("{count} wordings are newer here than in the sheet, and stay.", count=result.older)
    template = "{changed} wordings are changed, {unchanged} unchanged, {refused} refused."
    changed, refused = len(result.changes), len(result.refused)
    yield told(template, changed=changed, unchanged=result.unchanged, refused=refused)


def _change(change: Change) -> Sentence:
    said = told("{key}: “{after}”", key=change.key, after=change.after)
    if change.before == change.after:
        said = told("{key}: “{after}” has been looked at again.", key=change.key, after=change.after)
    elif change.before:
        template = "{key}: “{after}” instead of “{before}”"
        said = told(template, key=change.key, after=change.after, before=change.before)
    return placed(_place(change.row, change.language), said)


def _refusal(no: No) -> Sentence:
    return placed(_place(no.row, no.language), no.sentence)


def _place(row: int, language: str) -> Sentence:
    return told("row {row}, {language}", row=row, language=language) if language else told("row {row}", row=row)

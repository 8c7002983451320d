"""What a returned sheet changes in the texts, and what of it is refused. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from flows.check import near
from flows.messages import NOTHING, Sentence, told
from prompts import sheet
from prompts.errors import PromptError
from prompts.library import Folder, Library
from prompts.parts import text_version
from prompts.po import Document, Message
from prompts.reading import SOURCE, TAG
from prompts.update import placed
from prompts.wording import plain, wrong
from prompts.workbook import Cell, Row, Table

GUESSES = 20
"""Unknown keys that get a 'did you mean'."""


@dataclass(frozen=True, slots=True)
class Change:
    """One wording that becomes another; the same one where it was only looked at again."""

    row: int
    key: str
    language: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class No:
    """Something in the sheet that is not taken."""

    row: int
    language: str
    """Empty where the whole row is meant."""
    sentence: Sentence


@dataclass
class Exchange:
    """All of a sheet."""

    documents: list[Document] = field(default_factory=list)
    """The files to write."""
    changes: list[Change] = field(default_factory=list)
    refused: list[No] = field(default_factory=list)
    unchanged: int = 0
    """Wordings that are the same here and there."""
    older: int = 0
    """Wordings that have changed here since the export, and not in the sheet: they stay."""


def exchanged(library: Library, table: Table) -> Exchange:
    """Compare a sheet with the texts. Raises PromptError where it is no sheet of texts at all."""
    languages = _languages(table.headings)
    result = Exchange()
    rows = dict(_known(library, table.rows, result))
    for name, row in rows.items():
        for language in languages:
            _take(library, name, row, language, result)
    result.refused.sort(key=lambda no: no.row)
    result.documents = list(_documents(library, result.changes))
    return result


def _languages(headings: tuple[str, ...]) -> tuple[str, ...]:
    for needed in (sheet.KEY, sheet.SOURCE):
        if needed not in headings:
            raise PromptError(told("there is no column '{name}'; start from ./amparo prompts export.", name=needed))
    own = [heading for heading in headings if heading not in sheet.FIXED]
    languages = tuple(heading for heading in own if TAG.fullmatch(heading))
    known = {*languages, *(heading for heading in sheet.headings(languages) if heading in own)}
    for heading in own:
        if heading not in known:
            template = "'{name}' is the heading of no column here, and no language's tag, like 'fr'; delete the column."
            raise PromptError(told(template, name=heading))
    return languages


# -- rows ---------------------------------------------------------------------------------------------


def _known(library: Library, rows: tuple[Row, ...], result: Exchange) -> Iterator[tuple[str, Row]]:
    """Rows of texts there are, each once."""
    seen: dict[str, int] = {}
    for row in rows:
        name = row.cell(sheet.KEY).text.strip()
        why = _row_wrong(library, row, name, seen, guess=len(result.refused) < GUESSES)
        if why is not None:
            result.refused.append(No(row.number, "", why))
            continue
        seen[name] = row.number
        _look_at_notes(library, row, name, result)
        yield name, row


def _row_wrong(library: Library, row: Row, name: str, seen: Mapping[str, int], *, guess: bool) -> Sentence | None:
    if name not in library.home:
        guessed = near(name, library.home) if guess else NOTHING
        return told("there is no text '{key}'.{near}", key=name[:80], near=guessed)
    if name in seen:
        return told("'{key}' is already in row {row}; keep one of them.", key=name, row=seen[name])
    english = plain(library.english(name).message.msgid)
    if plain(row.cell(sheet.SOURCE).text) != english:
        template = "{key}: the English here is “{source}”; it is changed in {file} only, and then exported anew."
        return told(template, key=name, source=english, file=f"{SOURCE}.po")
    return None


def _look_at_notes(library: Library, row: Row, name: str, result: Exchange) -> None:
    own = dict(zip((sheet.WHERE, sheet.NOTE), sheet.notes(library.english(name).comments), strict=True))
    for heading, text in own.items():
        given = row.cell(heading).text
        if given and plain(given) != plain(text):
            template = "{key}: the column '{name}' is changed in {file} only; the wordings of this row are taken."
            result.refused.append(No(row.number, "", told(template, key=name, name=heading, file=f"{SOURCE}.po")))


# -- cells --------------------------------------------------------------------------------------------


def _take(library: Library, name: str, row: Row, language: str, result: Exchange) -> None:
    cell, here = row.cell(language), _message(library, name, language)
    text = plain(cell.text)
    if not text and not cell.formula:
        return  # nobody has written anything; a sheet never deletes a wording
    confirmed = here.fuzzy and row.cell(f"{language} {sheet.STATE}").text.strip().casefold() == sheet.DONE
    same = text == plain(here.msgstr)
    version = row.cell(f"{language} {sheet.VERSION}").text.strip()
    overtaken = not same and version and version != _version(here.msgstr)
    if same and not confirmed and not cell.formula:
        result.unchanged += 1
    elif overtaken and version == text_version(text):
        result.older += 1
    elif why := _cell_wrong(library, name, cell, language) or (_overtaken(here) if overtaken else None):
        result.refused.append(No(row.number, language, told("{key}: {what}", key=name, what=why)))
    else:
        result.changes.append(Change(row.number, name, language, here.msgstr, text))


def _version(wording: str) -> str:
    return text_version(wording) if wording else ""


def _cell_wrong(library: Library, name: str, cell: Cell, language: str) -> Sentence | None:
    if cell.formula:
        return told("this is a formula; write the wording as text.")
    if cell.other:
        return told("“{text}” is a number, date or error; format the cell as text and write it again.", text=cell.text)
    if language == SOURCE:
        return told("the English is changed in {file} only, and then exported anew.", file=f"{SOURCE}.po")
    block = library.english(name)
    return wrong(plain(cell.text), block.message.msgid, sheet.notes(block.comments)[1])


def _overtaken(here: Message) -> Sentence:
    """Somebody else has changed the wording since the export: neither of the two is thrown away."""
    template = "the wording is “{now}” since this sheet was exported; export anew and change it there."
    return told(template, now=here.msgstr)


def _message(library: Library, name: str, language: str) -> Message:
    document = library.home[name].documents.get(language)
    block = document.active.get(name) if document else None
    return block.message if block else Message(name, library.english(name).message.msgid, "")


# -- files --------------------------------------------------------------------------------------------


def _documents(library: Library, changes: list[Change]) -> Iterator[Document]:
    """A new language gets a file in every folder."""
    new = [change.language for change in changes if change.language not in library.languages]
    for folder in library.folders:
        own = [change for change in changes if library.home[change.key] is folder]
        for language in dict.fromkeys([*new, *(change.language for change in own)]):
            document = folder.documents.get(language) or folder.started(language)
            yield _written(folder, document, [change for change in own if change.language == language])


def _written(folder: Folder, document: Document, changes: list[Change]) -> Document:
    messages = {}
    for change in changes:
        english = folder.source.active[change.key].message
        messages[change.key] = replace(english, msgstr=change.after, fuzzy=False, previous=None)
    return placed(document.changed(messages), folder.source, messages)

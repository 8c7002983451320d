"""What a returned sheet changes in the texts, and what of it is refused. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from flows.check import near
from flows.messages import NOTHING, Sentence, told
from prompts import overlay, sheet
from prompts.changes import Begun, Change, Exchange, No, no_text, overtaken_by, refusals, version_of
from prompts.errors import PromptError
from prompts.library import Folder, Library
from prompts.parts import text_version
from prompts.po import Document, Message
from prompts.reading import SOURCE, TAG
from prompts.update import placed
from prompts.wording import mistakes, plain
from prompts.workbook import Cell, Row, Table

GUESSES = 20
"""Unknown keys that get a 'did you mean'."""
NAMES: Mapping[str, tuple[str, ...]] = {
    "ar": ("arabic", "arabe", "العربية"),
    "es": ("spanish", "espagnol", "español"),
    "fr": ("french", "français"),
    "ko": ("korean", "coréen", "한국어"),
    "pt": ("portuguese", "portugais", "português"),
}
"""What people call the shipped languages, in English, French and themselves."""
TAGS: Mapping[str, str] = {name: tag for tag, names in NAMES.items() for name in names}


def exchanged(library: Library, table: Table, begun: Begun | None = None) -> Exchange:
    """Compare a sheet with the texts. Raises PromptError where it is no sheet of texts at all."""
    now = begun or Begun(library, Exchange())
    languages, result = languages_of(table.headings), now.result
    rows = dict(_known(now.library, [row for row in table.rows if row.number not in now.done], result))
    changes: list[Change] = []
    for name, row in rows.items():
        for language in languages:
            changes += _take(now, name, row, language)
    result.refused.sort(key=lambda no: no.row)
    written = _own(now.library, changes) if now.library.own else _documents(now.library, changes)
    result.documents = [*([now.english] if now.english else []), *written]
    result.changes = sorted([*result.changes, *changes], key=lambda change: change.row)
    return result


def languages_of(headings: tuple[str, ...]) -> tuple[str, ...]:
    for needed in (sheet.KEY, sheet.SOURCE):
        if needed not in headings:
            raise PromptError(told("there is no column '{name}'; start from ./amparo prompts export.", name=needed))
    own = [heading for heading in headings if heading not in sheet.FIXED]
    languages = tuple(heading for heading in own if TAG.fullmatch(heading))
    known = {
        *languages,
        f"{sheet.SOURCE} {sheet.VERSION}",
        *(heading for heading in sheet.headings(languages) if heading in own),
    }
    for heading in own:
        if heading not in known:
            raise PromptError(_no_column(heading))
    return languages


def _no_column(heading: str) -> Sentence:
    template = "'{name}' is the heading of no column here, and no language's tag, like 'fr'; delete the column."
    if " " not in heading:  # as people write who mean a language
        template = (
            "'{name}' is the heading of no column here: a language's column is called by its tag, like 'fr'. Rename it "
            "where that is meant, or delete the column."
        )
        if tag := TAGS.get(heading.casefold()):
            template = "'{name}' is the heading of no column here; rename it to '{tag}', or delete the column."
            return told(template, name=heading, tag=tag)
    return told(template, name=heading)


# -- rows ---------------------------------------------------------------------------------------------


def _known(library: Library, rows: Iterable[Row], result: Exchange) -> Iterator[tuple[str, Row]]:
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
        if library.own and library.home[name].path == library.own.path:
            template = "{key}: the English here is “{source}”; make a new sheet (prompts new FLOW.yaml --all)."
            return told(template, key=name, source=english)
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


def _take(begun: Begun, name: str, row: Row, language: str) -> Iterator[Change]:
    library, result = begun.library, begun.result
    cell, here = row.cell(language), _message(library, name, language)
    text = plain(cell.text)
    if not text and not cell.formula:
        return  # nobody has written anything; a sheet never deletes a wording
    said = row.cell(f"{language} {sheet.STATE}").text.strip().casefold() == sheet.DONE
    confirmed = here.fuzzy and (said or name in begun.renewed)
    same = text == plain(here.msgstr)
    version = row.cell(f"{language} {sheet.VERSION}").text.strip()
    overtaken = not same and version and version != version_of(here.msgstr)
    if same and not confirmed and not cell.formula:
        result.unchanged += 1
    elif overtaken and version == text_version(text):
        result.older += 1
    elif why := (*_cell_wrong(library, name, cell, language), *([overtaken_by(here.msgstr)] if overtaken else [])):
        result.refused += refusals(row.number, language, name, why)
    else:
        yield Change(row.number, name, language, here.msgstr, text, kept=same and not said)


def _cell_wrong(library: Library, name: str, cell: Cell, language: str) -> tuple[Sentence, ...]:
    if why := no_text(cell):
        return (why,)
    if language == SOURCE:
        return (told("the English is changed in {file} only, and then exported anew.", file=f"{SOURCE}.po"),)
    block = library.english(name)
    return mistakes(plain(cell.text), block.message.msgid, sheet.notes(block.comments)[1])


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


def _own(library: Library, changes: list[Change]) -> Iterator[Document]:
    """An installation's own files; those of the program stay as they are."""
    own = library.own
    assert own is not None  # noqa: S101 - asked before
    for language in dict.fromkeys(change.language for change in changes):
        document = own.documents.get(language) or overlay.started(own.path, language)
        texts = {change.key: change.after for change in changes if change.language == language}
        english = {name: library.english(name) for name in texts}
        messages = {name: _worded(block.message, texts[name]) for name, block in english.items()}
        more = (block for name, block in english.items() if name not in own.source.active)
        source = replace(own.source, blocks=(*own.source.blocks, *more))
        yield overlay.unreviewed(placed(document.changed(messages), source, messages))


def _worded(english: Message, text: str) -> Message:
    return replace(english, msgstr=text, fuzzy=False, previous=None)


def _written(folder: Folder, document: Document, changes: list[Change]) -> Document:
    messages = {change.key: _worded(folder.source.active[change.key].message, change.after) for change in changes}
    return placed(document.changed(messages), folder.source, messages)

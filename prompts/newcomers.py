"""Prompts that a sheet brings: their English and what their translators are told, put into the English file. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from flows.messages import Sentence, told
from prompts import mistyped, sheet, values
from prompts.changes import Begun, Change, Exchange, no_text, overtaken_by, refusals, version_of
from prompts.library import Library
from prompts.notes import NoteError
from prompts.notes import read as read_note
from prompts.overlay import unreviewed, with_english
from prompts.parts import text_version
from prompts.po import Block, Document, Message
from prompts.reading import SOURCE, TAG
from prompts.template import variables
from prompts.update import translators
from prompts.wording import mistakes, plain
from prompts.workbook import Row, Table

NAME = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)*")
"""Of a prompt, as flows name it."""
LONGEST_NAME = 60
MOST_NEW = 500
"""Prompts of one sheet; the shipped flows have 160."""
LONGEST_NOTE = 600
MOST_MS = 20_000
"""Rule V8: nobody listens longer."""


@dataclass
class _Desk:
    """What has been decided so far."""

    library: Library
    document: Document
    """The English file."""
    result: Exchange = field(default_factory=Exchange)
    blocks: dict[str, Block] = field(default_factory=dict)
    """New and changed ones."""
    renewed: set[str] = field(default_factory=set)
    done: set[int] = field(default_factory=set)

    def own(self, name: str) -> bool:
        """Whether the installation itself has the prompt, and may change its English."""
        own = self.library.own
        return own is not None and name in own.source.active and self.library.home[name].path == own.path

    def refuse(self, row: Row, name: str, *why: Sentence) -> None:
        self.result.refused += refusals(row.number, "", name[:LONGEST_NAME], why)
        self.done.add(row.number)


def begin(library: Library, table: Table) -> Begun:
    """Take the English of a sheet: new prompts, and own ones whose English or note is another."""
    desk = _Desk(library, library.own.source if library.own else library.folders[0].source)
    for row in table.rows:
        _take(desk, row, row.cell(sheet.KEY).text.strip())
    if not desk.blocks:
        return Begun(library, desk.result, done=frozenset(desk.done))
    document = _with(desk.document, desk.blocks)
    if library.own:
        document = unreviewed(document)
    changed = frozenset(desk.renewed)
    return Begun(with_english(library, document), desk.result, document, changed, frozenset(desk.done))


def _take(desk: _Desk, row: Row, name: str) -> None:
    known = name in desk.library.home
    if name in desk.blocks or (known and not desk.own(name)):
        return  # there twice, or a prompt whose English is not changed here: the exchange says so
    cell = row.cell(sheet.SOURCE)
    if not (name or any(one.text or one.formula for heading, one in row.cells.items() if heading != sheet.NOTE)):
        desk.done.add(row.number)
    elif not known and not cell.text.strip() and not cell.formula:
        _without_english(desk, row, name)
    elif not known and len(desk.blocks) >= MOST_NEW:
        desk.refuse(row, name, told("this sheet brings more than {most} new prompts; make several.", most=MOST_NEW))
    elif why := tuple(_wrong(row, name, known=known)):
        desk.refuse(row, name, *why)
        _beside(desk, row, name)
    else:
        _decide(desk, row, name, plain(cell.text))


def _beside(desk: _Desk, row: Row, name: str) -> None:
    """What is wrong with the other languages of a refused row, so that all of it is corrected in one round."""
    english = row.cell(sheet.SOURCE)
    for language, cell in row.cells.items():
        text = plain(cell.text)
        if not TAG.fullmatch(language) or language in sheet.FIXED or not (text or cell.formula):
            continue
        no, source = no_text(cell), text if no_text(english) else plain(english.text)
        why = (no,) if no else mistakes(text, source, "")
        desk.result.refused += refusals(row.number, language, name[:LONGEST_NAME], why)


def _without_english(desk: _Desk, row: Row, name: str) -> None:
    written = (heading for heading in row.cells if " " not in heading and heading not in sheet.FIXED)
    if any(row.cell(heading).text.strip() for heading in written):
        desk.refuse(row, name, told("write its English too; translators work from it."))
    else:
        desk.result.empty.append(name[:LONGEST_NAME])
        desk.done.add(row.number)


def _decide(desk: _Desk, row: Row, name: str, text: str) -> None:
    """New, or changed; what somebody else changed since the sheet was written is not overwritten."""
    old = desk.library.english(name) if name in desk.library.home else None
    comments = "".join(f"#. {line}\n" for line in _notes(row))
    before = old.message.msgstr if old else ""
    if old and text == plain(before) and comments == old.notes:
        return
    hidden = row.cell(f"{sheet.SOURCE} {sheet.VERSION}").text.strip()
    version = mistyped.version(hidden)
    if old and text != plain(before) and version and version != version_of(before):
        if version != text_version(text):
            desk.refuse(row, name, overtaken_by(before))
        return
    if doubt := None if old else mistyped.doubt(name, hidden, desk.library):
        desk.result.doubted.append((row.number, doubt))
    message = replace(old.message, msgid=text, msgstr=text) if old else Message(name, text, text)
    kept = "".join(translators(old)) if old else ""
    desk.blocks[name] = desk.document.block(message, kept + comments)
    desk.result.changes.append(Change(row.number, name, SOURCE, before, text))
    if old and text != plain(before):
        desk.renewed.add(name)


def _with(document: Document, blocks: dict[str, Block]) -> Document:
    old = [
        replace(blocks[block.message.name], gap=block.gap) if _is_one(block, blocks) else block
        for block in document.blocks
    ]
    return document.arranged([*old, *(block for name, block in blocks.items() if name not in document.active)])


def _is_one(block: Block, blocks: dict[str, Block]) -> bool:
    return block.message.name in blocks and not block.message.obsolete


# -- what can be wrong --------------------------------------------------------------------------------------


def _name_wrong(name: str) -> Sentence | None:
    if not NAME.fullmatch(name) or len(name) > LONGEST_NAME:
        template = "this is no name of a prompt: small letters a to z, digits, '_', and dots between them."
        return told(template)
    return None


def _wrong(row: Row, name: str, *, known: bool) -> Iterator[Sentence]:
    cell, english = row.cell(sheet.SOURCE), plain(row.cell(sheet.SOURCE).text)
    if why := None if known else _name_wrong(name):
        yield why
    if why := no_text(cell):
        yield why
    else:
        yield from mistakes(english, english, "\n".join(_notes(row)))
    if why := _note_wrong(row):
        yield why
    if unknown := variables(english) - values.allowed(name):
        yield told("nothing is known to put into {names}.", names=", ".join(f"{{{each}}}" for each in sorted(unknown)))


def _note_wrong(row: Row) -> Sentence | None:
    if any(row.cell(heading).formula for heading in (sheet.WHERE, sheet.NOTE)):
        return told("this is a formula; write the note as text.")
    if not plain(row.cell(sheet.WHERE).text):
        return told("write into 'where' at what place it is heard; translators cannot see that.")
    lines = tuple(_notes(row))
    if any(len(line) > LONGEST_NOTE for line in lines):
        return told("its note has a line of more than {most} characters.", most=LONGEST_NOTE)
    try:
        note = read_note("\n".join(lines))
    except NoteError as error:
        return error.sentence
    if note.max_ms is not None and not 0 < note.max_ms <= MOST_MS:
        return told("a prompt lasts {most} s at most; make two of it.", most=MOST_MS // 1000)
    return None


def _notes(row: Row) -> Iterator[str]:
    yield f"where: {plain(row.cell(sheet.WHERE).text)}"
    yield from filter(None, map(plain, row.cell(sheet.NOTE).text.split("\n")))

"""What is said about a sheet that was taken: every change and refusal by its row, and what is still empty."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from flows.messages import Sentence, told
from ivr.authoring.telling import placed
from prompts import sheet
from prompts.arrived import Arrived
from prompts.changes import Change, Exchange, No
from prompts.exchange import languages_of
from prompts.library import Library
from prompts.new_sheet import WORDS
from prompts.reading import SOURCE
from prompts.wanted import joined
from prompts.word_exchange import Said, Words
from prompts.words import WordBook
from prompts.workbook import Table

LISTED = 8
"""Names told in one line."""


@dataclass(frozen=True, slots=True)
class After:
    """What there is when everything is written."""

    library: Library
    words: WordBook


def sentences(came: Arrived, texts: Exchange, said: Words, written: Iterable[str]) -> Iterator[Sentence]:
    """In the order of the rows, texts before words."""
    yield from map(_change, texts.changes)
    yield from (_refusal(no) for no in texts.refused)
    yield from map(_phrases, said.changes)
    yield from (_refusal(no, WORDS) for no in said.refused)
    for file in written:
        yield told("{file} is written.", file=file)
    if texts.older or said.older:
        yield told("{count} wordings are newer here than in the sheet, and stay.", count=texts.older + said.older)
    if came.texts is not None:
        template = "{changed} wordings are changed, {unchanged} unchanged, {refused} refused."
        yield _count(template, len(texts.changes), texts.unchanged, len(texts.refused))
    if came.words is not None:
        template = "{changed} choices have new words, {unchanged} the same, {refused} refused."
        yield _count(template, len(said.changes), said.unchanged, len(said.refused))


def _count(template: str, changed: int, unchanged: int, refused: int) -> Sentence:
    return told(template, changed=changed, unchanged=unchanged, refused=refused)


def _change(change: Change) -> Sentence:
    said = told("{key}: “{after}”", key=change.key, after=change.after)
    if change.before == change.after and change.language == SOURCE:
        said = told("{key}: its note is changed.", key=change.key)
    elif change.before == change.after:
        said = told("{key}: “{after}” has been looked at again.", key=change.key, after=change.after)
    elif change.before:
        template = "{key}: “{after}” instead of “{before}”"
        said = told(template, key=change.key, after=change.after, before=change.before)
    return placed(_place(change.row, change.language), said)


def _phrases(said: Said) -> Sentence:
    what = told("{key}: “{after}”", key=said.option, after=joined(said.after))
    return placed(_place(said.row, said.language, WORDS), what)


def _refusal(no: No, page: str = "") -> Sentence:
    return placed(_place(no.row, no.language, page), no.sentence)


def _place(row: int, language: str, page: str = "") -> Sentence:
    where = told("row {row}, {language}", row=row, language=language) if language else told("row {row}", row=row)
    return told("page '{page}', {where}", page=page, where=where) if page else where


def still_empty(came: Arrived, texts: Exchange, after: After, offered: tuple[str, ...]) -> Iterator[Sentence]:
    """What of a sheet of new prompts nobody has written yet, by language."""
    if texts.empty:
        yield told("Without English yet: {keys}.", keys=_some(texts.empty))
    prompts, choices = _keys(came.texts), _keys(came.words)
    for language in _asked(came.texts.headings, offered) if came.texts else ():
        lacking = [key for key in prompts if key in after.library.home and not _worded(after.library, key, language)]
        if lacking:
            yield told("{language}: still without a wording: {keys}.", language=language, keys=_some(lacking))
    for language in _asked((*came.words.headings, sheet.SOURCE), offered) if came.words else ():
        mute = [key for key in choices if key in after.library.home and not after.words.phrases(key, language)]
        if mute:
            yield told("{language}: still nothing that can be said for: {keys}.", language=language, keys=_some(mute))


def _asked(headings: tuple[str, ...], offered: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(language for language in languages_of(headings) if not offered or language in offered)


def _keys(table: Table | None) -> list[str]:
    return list(dict.fromkeys(row.cell(sheet.KEY).text.strip() for row in table.rows)) if table else []


def _some(names: Sequence[str]) -> Sentence | str:
    listed, more = ", ".join(names[:LISTED]), len(names) - LISTED
    return told("{names} and {more} more", names=listed, more=more) if more > 0 else listed


def _worded(texts: Library, key: str, language: str) -> bool:
    document = texts.home[key].documents.get(language)
    block = document.active.get(key) if document else None
    return block is not None and bool(block.message.msgstr) and not block.message.fuzzy

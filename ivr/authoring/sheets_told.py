"""What is said about a sheet that was taken: every change and refusal by its row, and what is still empty."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from flows.messages import Sentence, told
from ivr.authoring.telling import placed, some
from ivr.publishing.records import WORDING
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


@dataclass(frozen=True, slots=True)
class After:
    """What there is when everything is written."""

    library: Library
    words: WordBook


@dataclass(frozen=True, slots=True)
class Taken:
    """A sheet, and what became of it."""

    came: Arrived
    texts: Exchange
    words: Words
    written: tuple[str, ...]
    """Files, as they are called to whoever reads it."""
    after: After
    offered: tuple[str, ...] = ()
    """As `ivr.authoring.sheets.Place` has them."""
    renewed: Path | None = None
    """The sheet itself, where it was brought up to date."""
    own: bool = False
    """It is of an installation, where only what is published is heard."""
    long: tuple[tuple[int, str, Sentence], ...] = ()
    """Row, language, and what is told of a wording that takes longer than it may."""


def sentences(taken: Taken, *, verbose: bool = False) -> Iterator[Sentence]:
    """What is refused last, where nobody overlooks it; every change only where somebody asks for it."""
    texts, said = taken.texts, taken.words
    if verbose:
        yield from (_change(change) for change in texts.changes if not change.kept)
        yield from map(_phrases, said.changes)
    for file in taken.written:
        yield told("{file} is written.", file=file)
    if texts.older or said.older:
        yield told("{count} wordings are newer here than in the sheet, and stay.", count=texts.older + said.older)
    yield from _counts(taken)
    if taken.renewed:
        template = (
            "{file} knows of this now; where it is still open in another program, open it again before you go on."
        )
        yield told(template, file=taken.renewed)
    if taken.came.new:
        yield from still_empty(taken.came, texts, taken.after, taken.offered)
    if remarks := tuple(_remarks(taken)):
        yield told("Taken, but look at these once more:")
        yield from remarks
    if refused := (*(_refusal(no) for no in texts.refused), *(_refusal(no, WORDS) for no in said.refused)):
        yield told("Refused:")
        yield from refused
        yield told("Correct this in the same sheet, and import it again; everything else is taken.")
    elif taken.own and taken.written:
        template = "Callers do not hear this yet. Next: ./amparo flows draft {what} --who NAME --why TEXT"
        yield told(template, what=WORDING)


def _remarks(taken: Taken) -> Iterator[Sentence]:
    """By row; nothing of it is refused."""
    kept = ((change.row, _change(change)) for change in taken.texts.changes if change.kept)
    long = ((row, placed(_place(row, language), sentence)) for row, language, sentence in taken.long)
    names = ((row, placed(_place(row, ""), sentence)) for row, sentence in taken.texts.doubted)
    yield from (sentence for _, sentence in sorted((*kept, *long, *names), key=lambda remark: remark[0]))


def _counts(taken: Taken) -> Iterator[Sentence]:
    texts, said = taken.texts, taken.words
    if taken.came.texts is not None:
        template = "{changed} wordings are changed, {unchanged} unchanged, {refused} refused."
        yield _count(template, len(texts.changes), texts.unchanged, texts.refused)
    if taken.came.words is not None:
        template = "{changed} choices have new words, {unchanged} the same, {refused} refused."
        yield _count(template, len(said.changes), said.unchanged, said.refused)


def _count(template: str, changed: int, unchanged: int, refused: Iterable[No]) -> Sentence:
    """Of cells, or rows: one may be refused for several reasons."""
    cells = {(no.row, no.language) for no in refused}
    return told(template, changed=changed, unchanged=unchanged, refused=len(cells))


def _change(change: Change) -> Sentence:
    said = told("{key}: “{after}”", key=change.key, after=change.after)
    if change.before == change.after and change.language == SOURCE:
        said = told("{key}: its note is changed.", key=change.key)
    elif change.kept:
        template = "{key}: “{after}” is kept for the new English; look whether it still says the same."
        said = told(template, key=change.key, after=change.after)
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
        yield told("Without English yet: {keys}.", keys=some(texts.empty))
    prompts, choices = keys(came.texts), keys(came.words)
    for language in _asked(came.texts.headings, offered) if came.texts else ():
        lacking = [key for key in prompts if key in after.library.home and not after.library.wording(key, language)]
        if lacking:
            yield told("{language}: still without a wording: {keys}.", language=language, keys=some(lacking))
    for language in _asked((*came.words.headings, sheet.SOURCE), offered) if came.words else ():
        mute = [key for key in choices if key in after.library.home and not after.words.phrases(key, language)]
        if mute:
            yield told("{language}: still nothing that can be said for: {keys}.", language=language, keys=some(mute))


def _asked(headings: tuple[str, ...], offered: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(language for language in languages_of(headings) if not offered or language in offered)


def keys(table: Table | None) -> list[str]:
    """The names in a page, each once."""
    return list(dict.fromkeys(row.cell(sheet.KEY).text.strip() for row in table.rows)) if table else []

"""`./amparo prompts export|import FILE.xlsx`: texts and words for people who live in spreadsheets."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from flows.lint.meaning import Asked
from flows.messages import Translate, told
from ivr.authoring.questions import questions
from ivr.authoring.sheet_lengths import Lasts, lasts, nobody, too_long
from ivr.authoring.sheets_told import After, Taken, keys, sentences
from ivr.authoring.telling import tell
from ivr.settings import Settings
from ivr.wordings import own
from prompts import (
    arrived,
    exchange,
    files,
    library,
    newcomers,
    overlay,
    remembered,
    sheet,
    word_exchange,
    word_file,
    words,
)
from prompts.arrived import CSV, XLSX, Arrived
from prompts.catalogue import TEXTS, UNITS
from prompts.changes import Begun, Exchange
from prompts.errors import PromptError, inside
from prompts.library import Library
from prompts.own import Own
from prompts.own_files import read as files_of
from prompts.reading import SOURCE, TAG
from prompts.word_clashes import Questions
from prompts.word_exchange import Words
from prompts.words import WordBook


@dataclass(frozen=True, slots=True)
class Place:
    """Whose texts and words: an installation's, which stand over the shipped ones, or those themselves."""

    own: Own | None = None
    folders: tuple[Path, ...] = (TEXTS, UNITS)
    words: Path = words.FOLDER
    offered: tuple[str, ...] = ()
    """Languages that callers can choose: what is empty there is told. Every one of the sheet where there is none."""
    asked: Callable[[], tuple[Asked, ...]] = tuple
    """The questions of the flows here."""
    lasts: Lasts = nobody
    """How long wordings take."""

    def library(self) -> Library:
        """Raises PromptError."""
        return overlay.read(self.own.texts, self.folders) if self.own else library.read(self.folders)

    def spoken(self) -> WordBook:
        """Raises PromptError."""
        return words.load(self.words, files_of(self.own) if self.own else None)

    def alone(self) -> AbstractContextManager[None]:
        """Nobody else writes an installation's own files meanwhile."""
        if self.own is None:
            return nullcontext()
        self.own.home.mkdir(mode=0o700, parents=True, exist_ok=True)
        return files.alone(self.own.texts)


SHIPPED = Place()
"""What the program brings, for whoever works on it."""


def place(settings: Settings, *, shipped: bool) -> Place:
    """Of an installation, or what the program brings."""
    asked = partial(questions, settings, shipped=shipped)
    if shipped:
        return Place(asked=asked, lasts=lasts(settings))
    return Place(own(settings), offered=settings.line.languages, asked=asked, lasts=lasts(settings))


def export(file: Path, languages: tuple[str, ...], translate: Translate, place: Place = SHIPPED) -> int:
    """Write all texts with these languages, or with every one there is. Raises PromptError."""
    if file.suffix.lower() != XLSX:
        raise PromptError(told("a sheet of texts is an XLSX file; save it as {name}.", name=f"{file.stem}{XLSX}"))
    texts = place.library()
    chosen = languages or texts.languages
    for language in chosen:
        if not TAG.fullmatch(language) or language == SOURCE:
            template = "'{language}' is no language to translate into; give a tag like 'fr'."
            raise PromptError(told(template, language=language))
    files.write(file, sheet.workbook(texts, chosen))
    template = "{count} texts in {languages} are in {file}."
    tell([told(template, count=len(texts.home), languages=", ".join((SOURCE, *chosen)), file=file)], translate)
    return 0


def take(file: Path, translate: Translate, place: Place = SHIPPED, *, verbose: bool = False) -> int:
    """Write what a sheet changes in texts and words; 1 where some of it is refused. Raises PromptError."""
    if file.suffix.lower() not in {XLSX, CSV}:
        template = "a sheet of texts is an XLSX or CSV file; save it as {name}."
        raise PromptError(told(template, name=f"{file.stem}{XLSX}"))
    taken = _taken(file, arrived.read(file), place)
    tell(sentences(taken, verbose=verbose), translate)
    return 1 if taken.texts.refused or taken.words.refused else 0


def _taken(file: Path, came: Arrived, place: Place) -> Taken:
    with place.alone():
        begun, texts = _texts(came, place.library())
        said = _words(came, begun.library, place, texts)
        changed = dict(_word_files(said, place))
        for document in texts.documents:
            document.write()
        for path, text in changed.items():
            files.write(path, text.encode())
        after = After(place.library(), place.spoken())
        doubted = {row for row, _ in texts.doubted}
        renewed = remembered.versions(came, after.library, after.words, doubted)
        kept = bool(renewed) and remembered.write(file, renewed)
    written = [*(document.file for document in texts.documents), *changed]
    shown = [str(each) if place.own else f"{each.parent.name}/{each.name}" for each in written]
    long = tuple(too_long(came, texts, after.library, place.lasts))
    mine = place.own is not None
    return Taken(came, texts, said, tuple(shown), after, place.offered, file if kept else None, mine, long)


def _texts(came: Arrived, there: Library) -> tuple[Begun, Exchange]:
    if came.texts is None:
        return Begun(there, Exchange()), Exchange()
    begun = newcomers.begin(there, came.texts) if came.new else Begun(there, Exchange())
    return begun, exchange.exchanged(there, came.texts, begun)


def _words(came: Arrived, there: Library, place: Place, texts: Exchange) -> Words:
    if came.words is None:
        return Words()
    new = {(change.key, change.language): change.after for change in texts.changes}

    def wording(prompt: str, language: str) -> str:
        return new.get((prompt, language)) or there.wording(prompt, language)

    names = {*there.home, *keys(came.texts)}  # also those whose row of texts is not right yet
    return word_exchange.exchanged(place.spoken(), came.words, names, Questions(place.asked(), wording))


def _word_files(said: Words, place: Place) -> Iterator[tuple[Path, str]]:
    """The files of words that change, with their new text."""
    folder = place.own.words if place.own else place.words
    for language in dict.fromkeys(change.language for change in said.changes):
        own = {change.option: change for change in said.changes if change.language == language}
        file = folder / f"{language}.yaml"
        text = file.read_text(encoding="utf-8") if file.exists() else ""
        phrases: Mapping[str, tuple[str, ...]] = {option: change.after for option, change in own.items()}
        with inside(folder):
            yield file, word_file.put(text, file, phrases, {option: change.where for option, change in own.items()})

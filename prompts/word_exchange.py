"""What a returned page of words changes in what callers may say, and what of it is refused. Pure."""

import unicodedata
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from flows.check import near
from flows.messages import NOTHING, Sentence, told
from prompts import sheet
from prompts.changes import No, no_text, overtaken_by, version_of
from prompts.exchange import languages_of
from prompts.own_words import EVERYWHERE
from prompts.parts import text_version
from prompts.reading import TAG
from prompts.wanted import joined, split
from prompts.wording import wrong
from prompts.words import FEWEST, WordBook
from prompts.workbook import Row, Table
from speech.vocabulary import normal

PHRASES = "three or more, with a semicolon between them; the first is the best; "
"""Said to whoever fills in a page of words, before the place where they are heard."""
LONGEST_PHRASE, MOST_PHRASES = 60, 40
ROUNDS = 3
"""So often a row may wait for a phrase that another one gives away."""
GUESSES = 20
"""Unknown names that get a 'did you mean'."""


@dataclass(frozen=True, slots=True)
class Said:
    """An option's phrases in one language, as a sheet has them."""

    row: int
    option: str
    language: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    where: str
    """At what place of a flow, for who reads the file."""


@dataclass
class Words:
    """All of a page."""

    changes: list[Said] = field(default_factory=list)
    refused: list[No] = field(default_factory=list)
    unchanged: int = 0
    older: int = 0
    """Phrases that have changed here since the sheet was written, and not in it: they stay."""


def exchanged(words: WordBook, table: Table, names: Container[str]) -> Words:
    """Compare a page of words with what there is; options have the names of prompts. Raises PromptError."""
    languages, result = languages_of((*table.headings, sheet.SOURCE)), Words()
    rows = [row for row in table.rows if any(row.cell(tag).text.strip() or row.cell(tag).formula for tag in languages)]
    asked = [said for row in _known(words, rows, names, result) for said in _cells(words, row, languages, result)]
    _settle({said.language: _Book(words, said.language) for said in asked}, asked, result)
    result.refused.sort(key=lambda no: no.row)
    result.changes.sort(key=lambda said: said.row)
    return result


def _known(words: WordBook, rows: Iterable[Row], names: Container[str], result: Words) -> Iterator[Row]:
    options = {option for language in words.languages for option in words.options(language)}
    seen: dict[str, int] = {}
    for row in rows:
        name = row.cell(sheet.KEY).text.strip()
        if name not in names and name not in options and not _is_language(name):
            guess = near(name, options) if len(result.refused) < GUESSES else NOTHING
            sentence = told("nothing can be chosen by the name '{key}'.{near}", key=name[:60], near=guess)
            result.refused.append(No(row.number, "", sentence))
        elif name in seen:
            template = "'{key}' is already in row {row}; keep one of them."
            result.refused.append(No(row.number, "", told(template, key=name, row=seen[name])))
        else:
            seen[name] = row.number
            yield row


def _is_language(name: str) -> bool:
    """What a language is called by its callers; a new one has none yet."""
    return name.startswith("language.") and TAG.fullmatch(name.removeprefix("language.")) is not None


def _cells(words: WordBook, row: Row, languages: tuple[str, ...], result: Words) -> Iterator[Said]:
    """What differs from what is here, and was not changed here meanwhile."""
    name, where = row.cell(sheet.KEY).text.strip(), " ".join(row.cell(sheet.WHERE).text.split())
    where = where.removeprefix(PHRASES).strip()
    for language in languages:
        cell = row.cell(language)
        here = words.phrases(name, language)
        phrases = tuple(unicodedata.normalize("NFC", phrase) for phrase in split(cell.text))
        version = row.cell(f"{language} {sheet.VERSION}").text.strip()
        overtaken = version and phrases != here and version != version_of(joined(here))
        why = no_text(cell) or _phrases_wrong(phrases)
        if not phrases and not cell.formula:
            continue  # nobody has written anything; a sheet never deletes words
        if phrases == here and not cell.formula:
            result.unchanged += 1
        elif overtaken and not why and version == text_version(joined(phrases)):
            result.older += 1
        elif why or overtaken:
            sentence = why or overtaken_by(joined(here))
            result.refused.append(No(row.number, language, told("{key}: {what}", key=name, what=sentence)))
        else:
            yield Said(row.number, name, language, here, phrases, where)


# -- what can be wrong -----------------------------------------------------------------------------------


def _phrases_wrong(phrases: tuple[str, ...]) -> Sentence | None:
    if len(phrases) > MOST_PHRASES:
        return told("has {count} phrases; {most} at most.", count=len(phrases), most=MOST_PHRASES)
    if why := next(filter(None, map(_phrase_wrong, phrases)), None):
        return why
    said = [normal(phrase) for phrase in phrases]
    if twice := next((phrase for phrase in phrases if said.count(normal(phrase)) > 1), ""):
        return told("'{phrase}' is there twice.", phrase=twice)
    if len(phrases) < FEWEST:
        template = "has {count} phrases and needs {fewest}, with a semicolon between; people say things differently."
        return told(template, count=len(phrases), fewest=FEWEST)
    return None


def _phrase_wrong(phrase: str) -> Sentence | None:
    if len(phrase) > LONGEST_PHRASE:
        template = "'{phrase}' is longer than anybody says it; {most} characters at most."
        return told(template, phrase=f"{phrase[:20]}...", most=LONGEST_PHRASE)
    if not normal(phrase):
        return told("'{phrase}' has no letters; write words.", phrase=phrase)
    if why := wrong(phrase, "", ""):
        return told("'{phrase}': {what}", phrase=phrase, what=why)
    return None


class _Book:
    """What every phrase of a language means, while rows are taken."""

    def __init__(self, words: WordBook, language: str) -> None:
        self._meaning = {
            normal(phrase): option for option in words.options(language) for phrase in words.phrases(option, language)
        }

    def clash(self, said: Said) -> Sentence | None:
        """Why an option cannot have these phrases now: each means one thing."""
        for phrase in said.after:
            option = self._meaning.get(normal(phrase), said.option)
            if option == said.option:
                continue
            template = "'{phrase}' is already a phrase of {other}; a phrase means one thing."
            if option in EVERYWHERE:
                template = "'{phrase}' is what callers say for {other} at any place; leave it out here."
            return told(template, phrase=phrase, other=option)
        return None

    def take(self, said: Said) -> None:
        """These instead of those before."""
        for phrase in said.before:
            self._meaning.pop(normal(phrase), None)
        self._meaning |= {normal(phrase): said.option for phrase in said.after}


def _settle(books: Mapping[str, _Book], asked: list[Said], result: Words) -> None:
    """Take what can be taken, again as long as one row gives away what another wants; refuse the rest."""
    waiting = asked
    for _ in range(ROUNDS):
        left = []
        for said in waiting:
            if books[said.language].clash(said):
                left.append(said)
            else:
                books[said.language].take(said)
                result.changes.append(said)
        waiting = left
    for said in waiting:
        if clash := books[said.language].clash(said):
            result.refused.append(No(said.row, said.language, told("{key}: {what}", key=said.option, what=clash)))

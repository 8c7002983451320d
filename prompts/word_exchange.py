"""What a returned page of words changes in what callers may say, and what of it is refused. Pure."""

import unicodedata
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from flows.check import near
from flows.messages import NOTHING, Sentence, told
from prompts import sheet
from prompts.changes import No, no_text, overtaken_by, refusals, version_of
from prompts.exchange import languages_of
from prompts.parts import text_version
from prompts.reading import TAG
from prompts.wanted import joined, split
from prompts.word_clashes import Meanings, Questions
from prompts.wording import mistakes
from prompts.words import WordBook, fewest
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


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a cell asks for, and what is wrong with it whatever others say."""

    said: Said
    why: tuple[Sentence, ...]


@dataclass
class Words:
    """All of a page."""

    changes: list[Said] = field(default_factory=list)
    refused: list[No] = field(default_factory=list)
    unchanged: int = 0
    older: int = 0
    """Phrases that have changed here since the sheet was written, and not in it: they stay."""


NOTHING_KNOWN = Questions()


def exchanged(words: WordBook, table: Table, names: Container[str], questions: Questions = NOTHING_KNOWN) -> Words:
    """Compare a page of words with what there is; options have the names of prompts. Raises PromptError."""
    languages, result = languages_of((*table.headings, sheet.SOURCE)), Words()
    rows = [row for row in table.rows if any(row.cell(tag).text.strip() or row.cell(tag).formula for tag in languages)]
    known = list(_known(words, rows, names, result))
    asked = [one for row in known for one in _cells(words, row, languages, result)]
    places = questions.beside((row.cell(sheet.KEY).text.strip(), row.cell(sheet.WHERE).text) for row in table.rows)
    _settle({tag: Meanings(words, tag, places) for tag in languages}, asked, result)
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


def phrases(text: str) -> tuple[str, ...]:
    """Of a cell, as they are kept."""
    return tuple(unicodedata.normalize("NFC", phrase) for phrase in split(text))


def _cells(words: WordBook, row: Row, languages: tuple[str, ...], result: Words) -> Iterator[_Asked]:
    """What differs from what is here, and was not changed here meanwhile."""
    name, where = row.cell(sheet.KEY).text.strip(), " ".join(row.cell(sheet.WHERE).text.split())
    where = where.removeprefix(PHRASES).strip()
    for language in languages:
        cell = row.cell(language)
        here = words.phrases(name, language)
        asked = phrases(cell.text)
        version = row.cell(f"{language} {sheet.VERSION}").text.strip()
        overtaken = version and asked != here and version != version_of(joined(here))
        why = (no_text(cell),) if no_text(cell) else tuple(_phrases_wrong(asked, fewest(name)))
        if not asked and not cell.formula:
            continue  # nobody has written anything; a sheet never deletes words
        if asked == here and not cell.formula:
            result.unchanged += 1
        elif overtaken and not why and version == text_version(joined(asked)):
            result.older += 1
        else:
            late = (overtaken_by(joined(here)),) if overtaken else ()
            yield _Asked(Said(row.number, name, language, here, asked, where), (*why, *late))


# -- what can be wrong -----------------------------------------------------------------------------------


def _phrases_wrong(phrases: tuple[str, ...], least: int) -> Iterator[Sentence]:
    if len(phrases) > MOST_PHRASES:
        yield told("has {count} phrases; {most} at most.", count=len(phrases), most=MOST_PHRASES)
        return  # nobody reads a line for each
    for phrase in phrases:
        yield from _phrase_wrong(phrase)
    said = Counter(filter(None, map(normal, phrases)))
    first = {normal(phrase): phrase for phrase in reversed(phrases)}
    yield from (told("'{phrase}' is there twice.", phrase=first[one]) for one, count in said.items() if count > 1)
    if len(phrases) < least:
        template = "has {count} phrases and needs {fewest}, with a semicolon between; people say things differently."
        yield told(template, count=len(phrases), fewest=least)


def _phrase_wrong(phrase: str) -> Iterator[Sentence]:
    if not normal(phrase):
        yield told("'{phrase}' has no letters; write words.", phrase=phrase)
    elif len(phrase) > LONGEST_PHRASE:
        template = "'{phrase}' is longer than anybody says it; {most} characters at most."
        yield told(template, phrase=f"{phrase[:20]}...", most=LONGEST_PHRASE)
    else:
        yield from (told("'{phrase}': {what}", phrase=phrase, what=why) for why in mistakes(phrase, "", ""))


def _settle(books: Mapping[str, Meanings], asked: list[_Asked], result: Words) -> None:
    """Take what can be taken, again as long as one row gives away what another wants; refuse the rest."""
    waiting = [one for one in asked if not one.why]
    for _ in range(ROUNDS):
        left = []
        for one in waiting:
            if _clash(books, one):
                left.append(one)
            else:
                books[one.said.language].take(one.said.option, one.said.after)
                result.changes.append(one.said)
        waiting = left
    taken = {id(said) for said in result.changes}
    for one in (one for one in asked if id(one.said) not in taken):
        why = (*one.why, *_clash(books, one))
        result.refused += refusals(one.said.row, one.said.language, one.said.option, why)


def _clash(books: Mapping[str, Meanings], one: _Asked) -> tuple[Sentence, ...]:
    return tuple(books[one.said.language].clash(one.said.option, one.said.after))

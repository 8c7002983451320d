"""What a flow says and hears that has no wording or words yet, as the rows of a sheet. Pure."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace

from flows.heard import Occurrence, Role
from prompts import examples
from prompts.library import Library
from prompts.notes import Note, NoteError, read
from prompts.reading import SOURCE
from prompts.words import WordBook

TONE = "calm, friendly, not fast"
MAX_MS = {
    Role.LABEL: 2500,
    Role.QUESTION: 12_000,
    Role.INFORMATION: 15_000,
    Role.FIRM: 5000,
    Role.PLACE: 5000,
    Role.NOTICE: 6000,
}
"""How long a prompt may be where nobody says otherwise."""
KEEP = {
    Role.LABEL: "a word the caller may say; no full sentence; ends with a colon, because its key is said next",
    Role.QUESTION: "one question, in short sentences",
    Role.INFORMATION: "only what is certain; short sentences",
    Role.FIRM: "short: no key skips it",
    Role.PLACE: "short: what was chosen, and how many questions follow",
    Role.NOTICE: "short: every caller hears it first; what they can do nevertheless",
}
NAME_OF = "the choice of language; its name in the language itself, and greetings"
Recorded = Callable[[str, str], bool]
"""Whether a prompt needs no wording in a language, because it is recorded."""


@dataclass(frozen=True, slots=True)
class Row:
    """One prompt, or one option with its words."""

    name: str
    role: Role
    note: Note
    texts: tuple[tuple[str, str, bool], ...]
    """Language, the wording or the phrases there, and whether it is to be looked at again; the English first."""
    missing: tuple[str, ...]
    """Offered languages that lack it."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """All of some flows."""

    prompts: tuple[Row, ...]
    words: tuple[Row, ...]

    def __add__(self, other: "Wanted") -> "Wanted":
        """Both, each row once."""
        known = {row.name for row in self.prompts}, {row.name for row in self.words}
        prompts = (row for row in other.prompts if row.name not in known[0])
        words = (row for row in other.words if row.name not in known[1])
        return Wanted((*self.prompts, *prompts), (*self.words, *words))

    def only_missing(self) -> "Wanted":
        """Without what is complete."""
        prompts, words = (tuple(row for row in rows if row.missing) for rows in (self.prompts, self.words))
        return Wanted(prompts, words)


@dataclass(frozen=True, slots=True)
class Here:
    """What there is."""

    library: Library
    words: WordBook
    recorded: Recorded
    columns: tuple[str, ...]
    """Languages to write, the English first."""
    offered: tuple[str, ...]
    """Languages that callers can choose."""
    heard: tuple[str, ...]
    """Those in which they can speak."""


def wanted(occurrences: Mapping[str, Occurrence], here: Here) -> Wanted:
    """Everything these flows name, with what is there."""
    chosen = [one for one in occurrences.values() if one.chosen]
    return Wanted(tuple(_prompt(one, here) for one in occurrences.values()), tuple(_words(one, here) for one in chosen))


def every_call(prompts: Iterable[str], words: Iterable[str], here: Here) -> Wanted:
    """What no flow names and every call needs, where a language lacks it; a language's name is only said in it."""
    spoken = dict.fromkeys(prompts)
    said = (Occurrence(name, Role.INFORMATION, "in every call", chosen=False, values=()) for name in spoken)
    heard = [Occurrence(name, Role.LABEL, "can be said in every call", chosen=True, values=()) for name in words]
    named = [Occurrence(f"language.{tag}", Role.LABEL, NAME_OF, chosen=True, values=()) for tag in here.heard]
    own = (replace(row, missing=_in_itself(row)) for row in (_words(one, here) for one in named))
    options = (*(_words(one, here) for one in heard), *own)
    return Wanted(tuple(_prompt(one, here) for one in said), options).only_missing()


def _in_itself(row: Row) -> tuple[str, ...]:
    return tuple(tag for tag in row.missing if row.name == f"language.{tag}")


def _prompt(one: Occurrence, here: Here) -> Row:
    texts = {tag: _text(here.library, one.prompt, tag) for tag in dict.fromkeys((*here.columns, *here.offered))}
    there = {tag for tag, (text, fuzzy) in texts.items() if (text and not fuzzy) or here.recorded(one.prompt, tag)}
    missing = tuple(tag for tag in dict.fromkeys((SOURCE, *here.offered)) if tag not in there)
    note = _kept_note(here.library, one.prompt) or _note(one, here)
    return Row(one.prompt, one.role, note, tuple((tag, *texts[tag]) for tag in here.columns), missing)


def _text(library: Library, name: str, language: str) -> tuple[str, bool]:
    folder = library.home.get(name)
    document = folder.documents.get(language) if folder else None
    block = document.active.get(name) if document else None
    return (block.message.msgstr, block.message.fuzzy) if block else ("", False)


def _kept_note(library: Library, name: str) -> Note | None:
    """What translators were told so far."""
    if name not in library.home:
        return None
    with suppress(NoteError):
        return read("\n".join(line[2:].strip() for line in library.english(name).notes.splitlines()))
    return None


def _note(one: Occurrence, here: Here) -> Note:
    keep = examples.keep(one.values, here.library, here.offered) if one.values else KEEP[one.role]
    return Note(one.where, TONE, keep, MAX_MS[one.role])


def _words(one: Occurrence, here: Here) -> Row:
    phrases = {tag: here.words.phrases(one.prompt, tag) for tag in dict.fromkeys((*here.columns, *here.heard))}
    missing = tuple(tag for tag in here.heard if not phrases[tag])
    texts = tuple((tag, joined(phrases[tag]), False) for tag in here.columns)
    return Row(one.prompt, one.role, _note(one, here), texts, missing)


JOIN = "; "


def joined(phrases: Iterable[str]) -> str:
    """Phrases as they stand in one cell."""
    return JOIN.join(phrases)


def split(text: str) -> Iterator[str]:
    """The phrases of a cell; the semicolons of Arabic and Chinese count too."""
    for sign in ("\n", "؛", "；"):
        text = text.replace(sign, ";")
    return (phrase for part in text.split(";") if (phrase := " ".join(part.split())))

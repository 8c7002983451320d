"""The wording of every prompt in every language, from gettext PO files."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import polib  # type: ignore[import-untyped]  # it ships no types

from flows.messages import told
from prompts.errors import PromptError, at
from prompts.notes import Note, NoteError
from prompts.notes import read as read_note
from prompts.template import VARIABLES, variables

TEXTS = Path(__file__).parent / "texts"
"""The shipped texts."""
SOURCE = "en"
"""The language translators work from."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """One thing the line says, in one language."""

    name: str
    language: str
    source: str
    text: str
    """The wording; empty where it is not translated, or marked fuzzy: what nobody has checked is not spoken."""
    note: Note
    line: int


@dataclass(frozen=True, slots=True)
class Gap:
    """A prompt that some language has and this one lacks."""

    name: str
    language: str

    def __str__(self) -> str:
        return f"The prompt '{self.name}' is missing in '{self.language}' (prompts/texts/{self.language}.po)."


class Catalogue:
    """All prompts of some languages; does not change."""

    def __init__(self, prompts: Iterable[Prompt]) -> None:
        self._prompts = {(prompt.name, prompt.language): prompt for prompt in prompts}

    @property
    def languages(self) -> tuple[str, ...]:
        """Language tags, sorted."""
        return tuple(sorted({language for _, language in self._prompts}))

    @property
    def names(self) -> tuple[str, ...]:
        """Prompt names of all languages, in the order of the files."""
        return tuple(dict.fromkeys(name for name, _ in self._prompts))

    def prompt(self, name: str, language: str) -> Prompt:
        """Raises KeyError where there is none with a wording."""
        prompt = self._prompts[name, language]
        if not prompt.text:
            raise KeyError((name, language))
        return prompt

    def spoken(self, language: str) -> tuple[Prompt, ...]:
        """Prompts of a language that have a wording."""
        return tuple(prompt for (_, tag), prompt in self._prompts.items() if tag == language and prompt.text)

    def gaps(self) -> tuple[Gap, ...]:
        """What a language lacks that another has."""
        has = {key for key, prompt in self._prompts.items() if prompt.text}
        return tuple(Gap(name, tag) for tag in self.languages for name in self.names if (name, tag) not in has)

    def unused(self, used: Iterable[str]) -> tuple[str, ...]:
        """Names that are not among the used ones; digits are used by numbers."""
        needed = {*used, *(f"digit.{digit}" for digit in range(10))}
        return tuple(name for name in self.names if name not in needed)


def load(folder: Path = TEXTS) -> Catalogue:
    """Read `<language>.po` of a folder. Raises PromptError with file, line and name."""
    files = sorted(folder.glob("*.po"))
    if not files:
        raise PromptError(told("there is no <language>.po here."), str(folder))
    prompts = [prompt for file in files for prompt in _read(file)]
    _check_sources(folder, prompts)
    return Catalogue(prompts)


def _read(file: Path) -> list[Prompt]:
    try:
        entries = [entry for entry in polib.pofile(str(file), encoding="utf-8") if not entry.obsolete]
    except (OSError, UnicodeDecodeError) as error:
        raise at(file, None, "this is not a PO file: {error}", error=error) from error
    found: dict[str, Prompt] = {}
    for entry in entries:
        prompt = _prompt(file, entry)
        if prompt.name in found:
            line = found[prompt.name].line
            raise at(file, entry.linenum, "{prompt}: is already in line {line}.", prompt=prompt.name, line=line)
        found[prompt.name] = prompt
    return list(found.values())


def _prompt(file: Path, entry: polib.POEntry) -> Prompt:
    name, line = entry.msgctxt, entry.linenum
    if not name:
        raise at(file, line, "'{text}' has no msgctxt; write the prompt's name there.", text=entry.msgid)
    try:
        note = read_note(entry.comment)
    except NoteError as error:
        raise at(file, line, "{prompt}: {what}", prompt=name, what=error.sentence) from error
    text = "" if entry.fuzzy else entry.msgstr.strip()
    _check_variables(file, entry, text)
    return Prompt(name, file.stem, entry.msgid, text, note, line)


def _check_variables(file: Path, entry: polib.POEntry, text: str) -> None:
    wanted = variables(entry.msgid)
    unknown = (wanted | variables(text)) - VARIABLES
    if unknown:
        names = _braced(unknown)
        template = "{prompt}: nothing is known to put into {names}."
        raise at(file, entry.linenum, template, prompt=entry.msgctxt, names=names)
    if text and variables(text) != wanted:
        names = _braced(wanted ^ variables(text))
        template = "{prompt}: source and wording differ in {names}."
        raise at(file, entry.linenum, template, prompt=entry.msgctxt, names=names)


def _braced(names: Iterable[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in sorted(names))


def _check_sources(folder: Path, prompts: Iterable[Prompt]) -> None:
    prompts = tuple(prompts)
    sources = {prompt.name: prompt.source for prompt in prompts if prompt.language == SOURCE}
    for prompt in prompts:
        source = sources.get(prompt.name, prompt.source)
        if prompt.source != source:
            file = folder / f"{prompt.language}.po"
            raise at(
                file,
                prompt.line,
                "{prompt}: the English is now “{source}”; check the wording, then put that into msgid.",
                prompt=prompt.name,
                source=source,
            )

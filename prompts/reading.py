"""Files of prompts, `<language>.po` in a folder, read and checked."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import polib  # type: ignore[import-untyped]  # it ships no types

from flows.messages import Sentence, told
from prompts import units, values
from prompts.errors import PromptError, at, inside
from prompts.notes import Note, NoteError
from prompts.notes import read as read_note
from prompts.po_text import entries, text_of
from prompts.template import variables

SOURCE = "en"
"""The language translators work from."""
TAG = re.compile("[a-z]{2,3}")
"""A language, as the settings and the folders of recordings name it."""
Allowed = Callable[[str], frozenset[str]]
"""The variables a prompt may have."""


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


def read_folder(folder: Path, allowed: Allowed = values.allowed) -> tuple[Prompt, ...]:
    """Every `<language>.po` of a folder, the same English behind all. Raises PromptError with file, line and name."""
    files = sorted(folder.glob("*.po"))
    if not files:
        raise PromptError(told("there is no <language>.po here."), str(folder))
    prompts = tuple(prompt for file in files for prompt in _read(file, text_of(file), allowed))
    _check_sources(folder, prompts)
    return prompts


def read_own(texts: Mapping[str, str], folder: Path) -> tuple[Prompt, ...]:
    """The same of an installation's own, language to text; each may follow other English. `folder` is for mistakes."""
    with inside(folder):
        named = ((folder / f"{language}.po", text) for language, text in sorted(texts.items()))
        return tuple(prompt for file, text in named for prompt in _read(file, text, values.allowed))


def _read(file: Path, text: str, allowed: Allowed) -> list[Prompt]:
    found: dict[str, Prompt] = {}
    for entry in entries(file, text):
        if entry.obsolete:
            continue
        prompt = _prompt(file, entry, allowed)
        if prompt.name in found:
            line = found[prompt.name].line
            raise at(file, entry.linenum, "{prompt}: is already in line {line}.", prompt=prompt.name, line=line)
        found[prompt.name] = prompt
    return list(found.values())


def _prompt(file: Path, entry: polib.POEntry, allowed: Allowed) -> Prompt:
    name, line = entry.msgctxt, entry.linenum
    if not name:
        raise at(file, line, "'{text}' has no msgctxt; write the prompt's name there.", text=entry.msgid)
    try:
        note = read_note(entry.comment)
    except NoteError as error:
        raise at(file, line, "{prompt}: {what}", prompt=name, what=error.sentence) from error
    text = "" if entry.fuzzy else entry.msgstr.strip()
    if wrong := _wrong_variables(name, entry.msgid, text, allowed(name)):
        raise at(file, line, "{prompt}: {what}", prompt=name, what=wrong)
    return Prompt(name, file.stem, entry.msgid, text, note, line)


def _wrong_variables(name: str, source: str, text: str, allowed: frozenset[str]) -> Sentence | None:
    wanted = variables(source)
    if unknown := (wanted | variables(text)) - allowed:
        return told("nothing is known to put into {names}.", names=_braced(unknown))
    if text and variables(text) != wanted:
        return told("source and wording differ in {names}.", names=_braced(wanted ^ variables(text)))
    if (joined := units.JOINS.get(name)) and wanted != joined:
        return told("it puts {names} together; write all of them.", names=_braced(joined))
    return None


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

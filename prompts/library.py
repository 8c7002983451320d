"""Folders of PO files that belong together: the texts and the units, each with an English file and its languages."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from flows.messages import told
from prompts import po
from prompts.catalogue import TEXTS, UNITS
from prompts.errors import PromptError
from prompts.packs import PACKS
from prompts.po import Block, Document, Message
from prompts.reading import SOURCE
from prompts.units import PARTS
from prompts.values import SPOKEN, needed


@dataclass(frozen=True)
class Folder:
    """One folder."""

    path: Path
    documents: Mapping[str, Document]
    """By language; the English is there."""

    @property
    def source(self) -> Document:
        """The English."""
        return self.documents[SOURCE]

    def needs(self, language: str) -> Callable[[str], bool]:
        """Which names the language needs: not every unit, but those it puts its values together from."""
        document = self.documents.get(language)
        said = {name for name, block in document.active.items() if block.message.msgstr} if document else set()
        units = needed(SPOKEN, lambda name: name in said) if self.source.active.keys() & PARTS else frozenset()
        return lambda name: name not in PARTS or name in units

    def started(self, language: str) -> Document:
        """A new language's file: every entry without a wording, reviewed by nobody."""
        source = self.source
        header = re.sub(r"^(# review:).*$", r"\1 none (drafted)", source.header, flags=re.MULTILINE)
        header = header.replace(f'"Language: {SOURCE}\\n"', f'"Language: {language}\\n"')
        header = header.replace("English.", f"{language}.", 1)
        empty = Document(self.path / f"{language}.po", header, (), source.newline)
        needs = self.needs(language)
        wanted = (block for name, block in source.active.items() if needs(name))
        blocks = [source.block(replace(block.message, msgstr=""), block.notes) for block in wanted]
        return empty.arranged(blocks)


@dataclass(frozen=True)
class Library:
    """All folders."""

    folders: tuple[Folder, ...]
    """For an installation: the shipped ones with its own wordings in them, and last a folder of what only it has."""
    own: Folder | None = None
    """The installation's own files as they are: what changes is written there, and into `folders` where it is None."""

    @property
    def languages(self) -> tuple[str, ...]:
        """Without the English, sorted."""
        return tuple(sorted({tag for folder in self.folders for tag in folder.documents} - {SOURCE}))

    @cached_property
    def home(self) -> Mapping[str, Folder]:
        """The folder of each name, in the order of the English files."""
        return {name: folder for folder in self.folders for name in folder.source.active}

    def english(self, name: str) -> Block:
        """Raises KeyError."""
        return self.home[name].source.active[name]

    def wording(self, name: str, language: str) -> str:
        """As it is said; empty where nobody has written it, or it has to be looked at again."""
        message = self._message(name, language)
        return message.msgstr if message and not message.fuzzy else ""

    def written(self, name: str, language: str) -> str:
        """As it is written, though nobody may hear it; empty where it is not."""
        message = self._message(name, language)
        return message.msgstr if message else ""

    def _message(self, name: str, language: str) -> Message | None:
        document = self.home[name].documents.get(language) if name in self.home else None
        block = document.active.get(name) if document else None
        return block.message if block else None


def read(paths: Iterable[Path] = (TEXTS, UNITS)) -> Library:
    """Raises PromptError."""
    return Library(tuple(_folder(path) for path in paths))


def shipped() -> tuple[Path, ...]:
    """Every folder of PO files in the program: texts, units, and those of the country packs."""
    return (TEXTS, UNITS, *sorted(folder for folder in PACKS.glob("*/texts") if (folder / f"{SOURCE}.po").is_file()))


def _folder(path: Path) -> Folder:
    documents = {file.stem: po.read(file) for file in sorted(path.glob("*.po"))}
    if SOURCE not in documents:
        raise PromptError(told("there is no {file} here.", file=f"{SOURCE}.po"), str(path))
    return Folder(path, documents)

"""PO files of an installation over the shipped ones, as one library: what is said, whoever wrote it.

The rule is that of `prompts.own.over`: an own wording counts where it was made from the English of today.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from prompts import library, po
from prompts.catalogue import TEXTS, UNITS
from prompts.errors import inside
from prompts.library import Folder, Library
from prompts.own import Files
from prompts.po import Block, Document
from prompts.reading import SOURCE

HEADER = (
    "# What the line says: {language}. Texts of this installation; they stand over those of the program.\n"
    "# review: none (drafted)\n"
    'msgid ""\nmsgstr ""\n'
    '"Project-Id-Version: amparo\\n"\n'
    '"Language: {language}\\n"\n'
    '"MIME-Version: 1.0\\n"\n'
    '"Content-Type: text/plain; charset=UTF-8\\n"\n'
    '"Content-Transfer-Encoding: 8bit\\n"\n\n'
)


def read(own: Path, shipped: Iterable[Path] = (TEXTS, UNITS)) -> Library:
    """All of an installation. Raises PromptError."""
    return overlaid(library.read(shipped).folders, read_own(own))


def read_own(path: Path) -> Folder:
    """An installation's own files, of which there may be none. Raises PromptError."""
    with inside(path):
        found = {file.stem: po.read(file) for file in sorted(path.glob("*.po"))}
    return Folder(path, {SOURCE: started(path, SOURCE), **found})


def folder_of(own: Files) -> Folder:
    """The same of what was kept. Raises PromptError."""
    path = own.home / "texts"
    with inside(path):
        found = {tag: po.parsed(path / f"{tag}.po", text) for tag, text in sorted(own.texts.items())}
    return Folder(path, {SOURCE: started(path, SOURCE), **found})


def started(path: Path, language: str) -> Document:
    """A file of a language that has none yet."""
    return Document(path / f"{language}.po", HEADER.format(language=language))


def unreviewed(document: Document) -> Document:
    """Nobody has reviewed what is new, so nobody has reviewed the file."""
    return replace(
        document, header=re.sub(r"^(# review:).*$", r"\1 none (drafted)", document.header, flags=re.MULTILINE)
    )


def overlaid(shipped: tuple[Folder, ...], own: Folder) -> Library:
    """The shipped folders with the own wordings in them, and a last one with what is only the installation's."""
    known = {name for folder in shipped for name in folder.source.active}
    only = tuple(block for name, block in own.source.active.items() if name not in known)
    rest = Folder(own.path, {SOURCE: replace(own.source, blocks=only)})
    return Library(tuple(_over(folder, own) for folder in (*shipped, rest)), own)


def sources(texts: Library, own: Folder) -> Document:
    """The English of everything that stands in own files of any language, own entries first."""
    named = dict.fromkeys(name for document in own.documents.values() for name in document.active)
    others = tuple(texts.english(name) for name in named if name in texts.home and name not in own.source.active)
    return replace(own.source, blocks=(*own.source.blocks, *others))


def with_english(texts: Library, document: Document) -> Library:
    """The same with another file of English: the installation's own, or the first where it has none."""
    if texts.own is None:
        first, *others = texts.folders
        return Library((replace(first, documents={**first.documents, SOURCE: document}), *others))
    return overlaid(texts.folders[:-1], replace(texts.own, documents={**texts.own.documents, SOURCE: document}))


def _over(folder: Folder, own: Folder) -> Folder:
    names = folder.source.active
    source = _document(own.path, folder.source, own.source, {})
    english = {name: block.message.msgid for name, block in source.active.items()}
    tags = [tag for tag, document in own.documents.items() if document.active.keys() & names.keys()]
    documents = {
        tag: _document(own.path, folder.documents.get(tag), own.documents.get(tag), english)
        for tag in dict.fromkeys((*folder.documents, *tags))
        if tag != SOURCE
    }
    return replace(folder, documents={**documents, SOURCE: source})


def _document(path: Path, shipped: Document | None, own: Document | None, english: Mapping[str, str]) -> Document:
    """Of one language; without English of today, everything counts."""
    theirs, mine = (document.active if document else {} for document in (shipped, own))
    names = [name for name in dict.fromkeys((*theirs, *mine)) if name in theirs or name in english]
    base = shipped or own or started(path, SOURCE)
    return replace(base, blocks=tuple(_block(mine.get(name), theirs.get(name), english.get(name)) for name in names))


def _block(mine: Block | None, theirs: Block | None, english: str | None) -> Block:
    """What is said; what was made from other English is to be looked at again."""
    offered = tuple(_worded(mine, theirs))
    said = next((block for block in offered if _counts(block, english)), None)
    block = said or next(iter(offered), None) or mine or theirs
    assert block is not None  # noqa: S101 - the name is from one of the two
    message = block.message
    if english is None or message.msgid == english:
        return block
    previous = message.msgid if message.msgstr else None
    return replace(block, message=replace(message, msgid=english, fuzzy=bool(message.msgstr), previous=previous))


def _worded(*blocks: Block | None) -> Iterator[Block]:
    return (block for block in blocks if block and block.message.msgstr)


def _counts(block: Block, english: str | None) -> bool:
    return not block.message.fuzzy and (english is None or block.message.msgid == english)

"""PO files that people edit too: what is not changed stays as it was written, to the byte."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

import polib  # type: ignore[import-untyped]  # it ships no types

from prompts.errors import at
from prompts.files import write
from prompts.po_text import entries, text_of

WIDTHS = (78, 0)
"""Columns at which programs break lines (gettext's, and none)."""
MACHINE_MARKS = ("#,", "#|", "#~")
"""Comment lines that belong to programs; the others are people's."""


@dataclass(frozen=True, slots=True)
class Message:
    """What one entry says; `None` is no previous English."""

    name: str
    msgid: str
    msgstr: str
    fuzzy: bool = False
    previous: str | None = None
    obsolete: bool = False
    flags: tuple[str, ...] = ()
    """Of programs, without `fuzzy`."""


@dataclass(frozen=True, slots=True)
class Block:
    """An entry with the very lines it is written in."""

    message: Message
    lines: str
    gap: str
    """Empty lines behind it."""
    number: int
    """Of its first line in the file; 0 for a new one."""

    @property
    def comments(self) -> str:
        """The lines of people, and notes for them."""
        return "".join(f"{line}\n" for line in self.lines.split("\n") if _for_people(line))

    @property
    def notes(self) -> str:
        """The lines for voice actors and translators, which are the same in every language."""
        return "".join(f"{line}\n" for line in self.comments.split("\n") if line.startswith("#."))

    @property
    def rest(self) -> str:
        """All other lines."""
        return "".join(f"{line}\n" for line in self.lines.split("\n") if line and not _for_people(line))


@dataclass(frozen=True)
class Document:
    """One file."""

    file: Path
    header: str
    blocks: tuple[Block, ...] = field(default=())
    newline: str = "\n"

    @property
    def language(self) -> str:
        """By the file's name."""
        return self.file.stem

    @property
    def review(self) -> str:
        """Who has reviewed the texts, as its header says it; empty where it says nothing."""
        found = (line.partition("review:")[2] for line in self.header.splitlines() if line.startswith("# review:"))
        return next(found, "").strip()

    @cached_property
    def active(self) -> Mapping[str, Block]:
        """By name, without obsolete ones."""
        return {block.message.name: block for block in self.blocks if not block.message.obsolete}

    @cached_property
    def width(self) -> int:
        """The columns at which most of its long entries are broken."""
        long = [block for block in self.blocks if len(block.lines) > WIDTHS[0]]
        return max(WIDTHS, key=lambda width: sum(_body(block.message, width) in block.lines for block in long))

    def text(self) -> str:
        """The whole file."""
        return self.header + "".join(block.lines + block.gap for block in self.blocks)

    def write(self) -> None:
        """Replace the file."""
        write(self.file, self.text().replace("\n", self.newline).encode())

    def changed(self, messages: Mapping[str, Message]) -> "Document":
        """With these messages instead of those of the same names; nothing else moves."""
        blocks = (self._with(block, messages.get(block.message.name, block.message)) for block in self.blocks)
        return replace(self, blocks=tuple(blocks))

    def arranged(self, blocks: Iterable[Block]) -> "Document":
        """With other blocks; the file ends as it did."""
        last, header = (self.blocks[-1], self.header) if self.blocks else (None, self.header.rstrip("\n") + "\n\n")
        listed = [replace(block, gap=block.gap or "\n") if block is last else block for block in blocks]
        if listed:
            listed[-1] = replace(listed[-1], gap=last.gap if last else "")
        return replace(self, header=header, blocks=tuple(listed))

    def block(self, message: Message, comments: str) -> Block:
        """A new one, in the style of the file."""
        return Block(message, comments + _body(message, self.width), "\n", 0)

    def _with(self, block: Block, message: Message) -> Block:
        if block.message.obsolete or message == block.message:
            return block
        return replace(block, message=message, lines=block.comments + _body(message, self.width))


def read(file: Path) -> Document:
    """Raises PromptError."""
    return parsed(file, text_of(file))


def parsed(file: Path, data: str) -> Document:
    """What a file holds, or would hold. Raises PromptError."""
    found = entries(file, data)
    newline = "\r\n" if "\r\n" in data else "\n"
    header, *chunks = list(_chunks(data.replace("\r\n", "\n"))) or [""]
    if len(chunks) != len(found) or 'msgid ""' not in header:
        raise at(file, None, "its entries cannot be told apart; begin it with a header, and each with its comments.")
    return Document(file, header, tuple(map(_block, chunks, found)), newline)


def _block(chunk: str, found: polib.POEntry) -> Block:
    lines = chunk.rstrip("\n")
    name = found.msgctxt or ""
    flags = tuple(flag for flag in found.flags if flag != "fuzzy")
    message = Message(name, found.msgid, found.msgstr, found.fuzzy, found.previous_msgid, bool(found.obsolete), flags)
    return Block(message, lines + "\n", chunk[len(lines) + 1 :], found.linenum)


def _chunks(text: str) -> Iterator[str]:
    """One entry each, with the empty lines behind it. An entry ends where something follows its msgstr's lines."""
    chunk: list[str] = []
    complete = False
    for line in text.split("\n"):
        word = line.removeprefix("#~").strip()
        if complete and word and not word.startswith(('"', "msgstr")):
            yield "\n".join(chunk) + "\n"
            chunk, complete = [], False
        chunk.append(line)
        complete = complete or word.startswith("msgstr")
    yield "\n".join(chunk)


def _for_people(line: str) -> bool:
    return line.startswith("#") and not line.startswith(MACHINE_MARKS)


def _body(message: Message, width: int) -> str:
    made = polib.POEntry(
        msgctxt=message.name,
        msgid=message.msgid,
        msgstr=message.msgstr,
        flags=[*(["fuzzy"] if message.fuzzy else []), *message.flags],
        previous_msgid=message.previous,
        obsolete=message.obsolete,
    )
    body: str = made.__unicode__(width)
    return body.rstrip("\n") + "\n"

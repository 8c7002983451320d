"""What a returned sheet changes, and what of it is refused. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from flows.messages import Sentence, told
from prompts.library import Library
from prompts.parts import text_version
from prompts.po import Document
from prompts.workbook import Cell


@dataclass(frozen=True, slots=True)
class Change:
    """One wording that becomes another; the same one where it was only looked at again."""

    row: int
    key: str
    language: str
    before: str
    after: str
    kept: bool = False
    """Nobody has looked at it: it stood beside an English that was changed, and is said for the new one too."""


@dataclass(frozen=True, slots=True)
class No:
    """Something in the sheet that is not taken."""

    row: int
    language: str
    """Empty where the whole row is meant."""
    sentence: Sentence


@dataclass
class Exchange:
    """All of a sheet."""

    documents: list[Document] = field(default_factory=list)
    """The files to write."""
    changes: list[Change] = field(default_factory=list)
    refused: list[No] = field(default_factory=list)
    unchanged: int = 0
    """Wordings that are the same here and there."""
    older: int = 0
    """Wordings that have changed here since the export, and not in the sheet: they stay."""
    empty: list[str] = field(default_factory=list)
    """New names whose row nobody has filled in yet."""
    doubted: list[tuple[int, Sentence]] = field(default_factory=list)
    """Row, and why the name of a new text may be mistyped."""


@dataclass(frozen=True)
class Begun:
    """What a sheet of new texts has changed in the English before its other languages are looked at."""

    library: Library
    """With that English."""
    result: Exchange
    english: Document | None = None
    """To be written."""
    renewed: frozenset[str] = frozenset()
    """Names with other English than before: a wording beside it in the sheet is meant for the new one."""
    done: frozenset[int] = frozenset()
    """Rows that nothing more is taken of."""


def version_of(wording: str) -> str:
    """As the hidden column of a sheet has it."""
    return text_version(wording) if wording else ""


def no_text(cell: Cell) -> Sentence | None:
    """Why a cell holds no text that somebody wrote."""
    if cell.formula:
        return told("this is a formula; write the wording as text.")
    if cell.other:
        return told("“{text}” is a number, date or error; format the cell as text and write it again.", text=cell.text)
    return None


def refusals(row: int, language: str, key: str, why: Iterable[Sentence]) -> Iterator[No]:
    """Everything that is wrong in one place, each with the name of the text."""
    return (No(row, language, told("{key}: {what}", key=key, what=what)) for what in why)


def overtaken_by(now: str) -> Sentence:
    """Somebody else has changed the wording since the export: neither of the two is thrown away."""
    template = "the wording is “{now}” since this sheet was made; change it in a new one (prompts new --all)."
    return told(template, now=now)

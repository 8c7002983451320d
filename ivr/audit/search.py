"""The search: every byte of every file, and of whatever is packed inside, for every form of every canary."""

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from ivr.audit.canary import canary
from ivr.audit.files import files_below
from ivr.audit.forms import Form, forms_of
from ivr.audit.unpack import Member, members
from ivr.audit.window import Read, Window, windows

STEP = 16 * 1024 * 1024
"""Bytes looked at in one go."""
DEPTH = 4
"""Packings inside each other that are opened, as gzip in base64 in gzip."""


@dataclass(frozen=True, slots=True, order=True)
class Hit:
    """A number was found. `inside` are the packings around it, outermost first."""

    path: Path
    offset: int
    """Bytes from the start of the file; of the outermost packing where there is one. -1 for the file's name."""
    form: str
    inside: tuple[str, ...] = ()

    def __str__(self) -> str:
        place = "in its name" if self.offset < 0 else f"at byte {self.offset}"
        return f"{self.path}: {place}: {' in '.join((self.form, *reversed(self.inside)))}"


@dataclass(slots=True)
class Report:
    """What a search saw."""

    hits: list[Hit] = field(default_factory=list)
    files: int = 0
    unread: list[str] = field(default_factory=list)
    """Sentences about files, or parts of them, that could not be searched."""


class IncompleteSearchError(Exception):
    """Not everything could be read, so no hits would prove nothing; the text says what."""


def find_canaries(numbers: Iterable[str], roots: Iterable[Path], since: float | None = None) -> list[Hit]:
    """All places where a number lies in files written since (seconds of the epoch). Raises IncompleteSearchError."""
    report = search(numbers, roots, since)
    if report.unread:
        raise IncompleteSearchError("; ".join(report.unread))
    return report.hits


def search(numbers: Iterable[str], roots: Iterable[Path], since: float | None = None, step: int = STEP) -> Report:
    """As find_canaries, but tells what could not be read. Raises ValueError for a number that is too short."""
    forms = [form for number in numbers for form in forms_of(canary(number))]
    report = Report()
    for path in files_below(roots, since, report.unread):
        report.files += 1
        with suppress(FileNotFoundError):  # gone meanwhile: nothing of it is kept under this name
            report.hits += _search_file(path, forms, step, report.unread)
    return report


def _search_file(path: Path, forms: Sequence[Form], step: int, unread: list[str]) -> list[Hit]:
    hits = [Hit(path, -1, form) for _, form, _ in _look(_reader(_names(path)), forms, step, 0, [])]
    if path.is_symlink():
        return hits  # what it leads to is searched where it lies
    notes: list[str] = []
    try:
        with path.open("rb", buffering=0) as file:

            def read(offset: int, size: int) -> bytes:
                return _pread(file.fileno(), offset, size)

            hits += [Hit(path, *found) for found in _look(read, forms, step, DEPTH, notes)]
    except FileNotFoundError:
        raise
    except OSError as error:
        notes.append(f"could not be read ({error.strerror})")
    unread += [f"{path}: {note}" for note in dict.fromkeys(notes)]
    return sorted(set(hits))


def _names(path: Path) -> bytes:
    """The name of a file, and of what a link leads to."""
    return os.fsencode(path) + (b"\0" + os.fsencode(path.readlink()) if path.is_symlink() else b"")


Found = tuple[int, str, tuple[str, ...]]


def _look(read: Read, forms: Sequence[Form], step: int, depth: int, notes: list[str]) -> Iterator[Found]:
    """Offset, form and packings of each place in what `read` gives."""
    for window in windows(read, step):
        for form in forms:
            yield from ((window.offset + at, form.name, ()) for at in form.find(window) if at < window.own)
        if depth:
            yield from _look_inside(window, read, forms, depth, notes)


def _look_inside(window: Window, read: Read, forms: Sequence[Form], depth: int, notes: list[str]) -> Iterator[Found]:
    for member in members(window, read):
        if not member.whole:
            notes.append(_not_whole(member))
        for _, form, inside in _look(_reader(member.data), forms, STEP, depth - 1, notes):
            yield member.offset, form, (member.kind, *inside)


def _not_whole(member: Member) -> str:
    if member.kind == "zstd" and not member.data:
        return f"zstd data at byte {member.offset} was not looked into: the Python package zstandard is not installed"
    return f"{member.kind} data at byte {member.offset} is too big and was looked at only in part"


def _reader(data: bytes) -> Read:
    return lambda offset, size: data[offset : offset + size]


def _pread(descriptor: int, offset: int, size: int) -> bytes:
    """As os.pread, which gives at most 2 GiB and may give less than asked."""
    pieces: list[bytes] = []
    while size and (piece := os.pread(descriptor, size, offset)):
        pieces.append(piece)
        offset += len(piece)
        size -= len(piece)
    return b"".join(pieces)

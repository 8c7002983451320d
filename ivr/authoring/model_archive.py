"""Archives of models, from anywhere: unpacked where nothing in them can reach out of the folder they are given."""

import lzma
import shutil
import stat
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path, PurePosixPath
from zipfile import BadZipFile, ZipFile, ZipInfo

from flows.messages import told
from prompts.errors import PromptError

MOST_BYTES = 2 * 1024**3
"""Of a model's files; the largest of the small ones has half a gigabyte."""
MOST_FILES = 2_000
CHUNK = 1024 * 1024
BROKEN = (BadZipFile, zlib.error, lzma.LZMAError, EOFError, NotImplementedError, RuntimeError)
"""What the standard library raises over archives that are truncated, damaged or packed in an unusual way."""
Progress = Callable[[int, int], None]
"""Takes bytes done, and of how many."""


def unpack(archive: Path, into: Path, name: str, progress: Progress) -> None:
    """Every file of it; `name` is what the person calls it. Raises PromptError, and OSError where the disk is full."""
    try:
        with ZipFile(archive) as opened:
            members = opened.infolist()
            _check(members, name)
            total = sum(member.file_size for member in members)
            room_for(total, into)
            _write(opened, members, into, lambda done: progress(done, total))
    except BROKEN as error:
        raise PromptError(told("it is no whole zip archive: truncated, or damaged. Fetch it again."), name) from error


def room_for(needed: int, folder: Path) -> None:
    """Raises PromptError where the disk has less."""
    if (free := shutil.disk_usage(folder).free) < needed:
        template = "there is no room: {needed} MB are needed and {free} MB are free."
        raise PromptError(told(template, needed=-(-needed // CHUNK), free=free // CHUNK), str(folder))


def _check(members: Sequence[ZipInfo], name: str) -> None:
    if len(members) > MOST_FILES:
        template = "there are {count} files in it; a model has {most} at most."
        raise PromptError(told(template, count=len(members), most=MOST_FILES), name)
    if (total := sum(member.file_size for member in members)) > MOST_BYTES:
        template = "unpacked it would have {size} MB; a model has {most} MB at most."
        raise PromptError(told(template, size=total // CHUNK, most=MOST_BYTES // CHUNK), name)
    for member in members:
        if not _is_tame(member):
            template = "'{member}' in it is no plain file inside one folder: this is no model's archive."
            raise PromptError(told(template, member=ascii(member.orig_filename)[1:-1][:80]), name)


def _is_tame(member: ZipInfo) -> bool:
    """A file or folder below the root: no way out, no link, no device, no password."""
    path, kind = PurePosixPath(member.filename), stat.S_IFMT(member.external_attr >> 16)
    plain = member.orig_filename == member.filename and member.filename.isprintable() and "\\" not in member.filename
    below = bool(path.parts) and not path.is_absolute() and ".." not in path.parts
    return plain and below and kind in {0, stat.S_IFREG, stat.S_IFDIR} and not member.flag_bits & 1


def _write(opened: ZipFile, members: Sequence[ZipInfo], into: Path, progress: Callable[[int], None]) -> None:
    done = 0
    for member in members:
        target = into / member.filename
        if member.is_dir():
            target.mkdir(parents=True, exist_ok=True)
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        with opened.open(member) as packed, target.open("xb") as file:
            while chunk := packed.read(CHUNK):  # never more than the archive said it has, which was checked
                file.write(chunk)
                done += len(chunk)
                progress(done)

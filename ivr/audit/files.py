"""Which files there are, and which were written since a moment."""

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

NOT_FILES = frozenset({"/proc", "/sys", "/dev"})
"""Folders of the kernel, not of a disk."""


def files_below(roots: Iterable[Path], since: float | None, unread: list[str]) -> Iterator[Path]:
    """Regular files and links at and below the roots, in order, written since (seconds of the epoch) if given.

    A change of the inode counts as well as of the content: a modification time can be set back, a change time cannot.
    Folders that cannot be listed are told in `unread`; a root that does not exist is, too.
    """
    for root in roots:
        if not os.path.lexists(root):
            unread.append(f"{root}: is not there")
        yield from (path for path in _walk(root, unread) if _written_since(path, since))


def _walk(root: Path, unread: list[str]) -> Iterator[Path]:
    if root.is_symlink() or not root.is_dir():
        yield root
        return
    for folder, folders, names in os.walk(root, onerror=lambda error: _cannot_list(error, unread)):
        linked = [name for name in folders if Path(folder, name).is_symlink()]
        folders[:] = sorted(name for name in folders if str(Path(folder, name).absolute()) not in NOT_FILES)
        yield from (Path(folder, name) for name in sorted([*names, *linked]))


def _cannot_list(error: OSError, unread: list[str]) -> None:
    if not isinstance(error, FileNotFoundError):
        unread.append(f"{error.filename}: could not be listed ({error.strerror})")


def _written_since(path: Path, since: float | None) -> bool:
    try:
        seen = path.lstat()
    except FileNotFoundError:
        return False
    if not (stat.S_ISREG(seen.st_mode) or stat.S_ISLNK(seen.st_mode)):
        return False  # sockets, pipes and devices hold nothing
    return since is None or max(seen.st_mtime, seen.st_ctime) >= since

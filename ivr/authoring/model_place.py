"""A model is put in its place whole or not at all: staging folder, fsync, rename."""

import ctypes
import errno
import fcntl
import os
import shutil
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from flows.messages import told
from prompts.errors import PromptError

STAGING = ".new-"
"""Begins the name of a folder that is no language yet (`speech.models` passes it over)."""
AT_FDCWD, RENAME_EXCHANGE = -100, 2
"""Of renameat2(2), <fcntl.h> and <linux/fs.h>."""
UNABLE = {errno.ENOSYS, errno.EINVAL}
"""What renameat2 says where the kernel or the file system cannot exchange."""


@contextmanager
def staging(models: Path, language: str) -> Iterator[Path]:
    """An empty folder beside the models, gone at the end, also of what was killed before. Raises PromptError."""
    there = models.is_dir()
    models.mkdir(parents=True, exist_ok=True)
    folder = models / f"{STAGING}{language}"
    try:
        with _alone(models), _stoppable():
            for left in models.glob(f"{STAGING}*"):
                shutil.rmtree(left)
            folder.mkdir()
            try:
                yield folder
            finally:
                shutil.rmtree(folder, ignore_errors=True)
    finally:
        if not there:
            with suppress(OSError):  # it has a model in it now
                models.rmdir()


@contextmanager
def _alone(models: Path) -> Iterator[None]:
    """The lock is on the folder itself and leaves nothing behind."""
    opened = os.open(models, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError:
        raise PromptError(told("another model is being installed: wait for its end."), str(models)) from None
    finally:
        os.close(opened)


@contextmanager
def _stoppable() -> Iterator[None]:
    """A polite kill and a closed terminal are met as Ctrl-C is: the staging folder goes."""
    before = {ending: signal.signal(ending, _interrupted) for ending in (signal.SIGTERM, signal.SIGHUP)}
    try:
        yield
    finally:
        for ending, handler in before.items():
            signal.signal(ending, handler)


def _interrupted(_: int, __: object) -> None:
    raise KeyboardInterrupt


def put(new: Path, target: Path) -> None:
    """`new` becomes `target`, on the same disk; what was there before is where `new` was. Raises OSError."""
    for path in (*new.rglob("*"), new):
        _sync(path)
    if target.exists():
        _exchange(new, target)
    else:
        new.rename(target)
    _sync(target.parent)


def _exchange(new: Path, target: Path) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.renameat2(AT_FDCWD, os.fsencode(new), AT_FDCWD, os.fsencode(target), RENAME_EXCHANGE) == 0:
        return
    if (number := ctypes.get_errno()) not in UNABLE:
        raise OSError(number, os.strerror(number), str(target))
    before = new.with_name(f"{STAGING}before")  # in the staging folder
    target.rename(before)
    try:
        new.rename(target)
    except OSError:
        before.rename(target)
        raise


def _sync(path: Path) -> None:
    opened = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)

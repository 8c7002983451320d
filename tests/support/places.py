"""Every place of this machine a call could be written to, and the search of all of them."""

import os
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from ivr.asterisk.installation import find
from ivr.audit.search import Hit, IncompleteSearchError, search
from ivr.settings import Settings
from ivr.settings_sections import CHECKOUT

SHARED = (Path(tempfile.gettempdir()), Path("/var/tmp"), Path("/var/log"), Path("/var/spool"), Path.home())  # noqa: S108 - searched, not written to
SYSTEM_ASTERISK = tuple(map(Path, ("/etc/asterisk", "/var/lib/asterisk", "/var/cache/asterisk", "/run/asterisk")))
"""Where a system's Asterisk writes, apart from /var/log and /var/spool."""

# Only git and the checkers write these, and no call starts one of them; others do, all the time.
CHECKERS = {".git", ".venv", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis", ".import_linter_cache"}
# Only package managers write these: installed programs, hundreds of thousands of files (8 s of looking on a disk).
INSTALLED = {".cargo", ".m2", ".npm", ".pyenv", ".rustup"}
# tests/bare/prove.sh: the disks of whole other machines, which know nothing of a call on this one.
MACHINES = "amparo-bare."


def of_the_checkout() -> tuple[Path, ...]:
    """What can be written in the checkout."""
    return tuple(_inside(CHECKOUT))


def of_everybody(settings: Settings) -> tuple[Path, ...]:
    """Asterisk's own root, and what other programs write to as well."""
    root = settings.asterisk.root
    asterisk = (Path(root),) if root else (*SYSTEM_ASTERISK, find(settings).data, find(settings).modules)
    wide = [path for folder in SHARED if folder.is_dir() for path in _inside(folder)]
    return tuple({*wide, *filter(Path.exists, asterisk)})


def hits_in(numbers: Iterable[str], own: Iterable[Path], shared: Iterable[Path], since: float) -> set[Hit]:
    """Where numbers lie in files written since (seconds of the epoch).

    Raises IncompleteSearchError where a file of ours could not be searched. In shared places other programs write
    meanwhile what cannot be read, such as a zstd file, and the search cannot tell whose it is: that fails nothing.
    """
    ours = search(numbers := tuple(numbers), own, since)
    if ours.unread:
        raise IncompleteSearchError("; ".join(ours.unread))
    return {*ours.hits, *search(numbers, shared, since).hits}


def _inside(folder: Path) -> Iterator[Path]:
    for entry in os.scandir(folder):
        if entry.name not in CHECKERS | INSTALLED and not entry.name.startswith(MACHINES):
            yield Path(entry.path)

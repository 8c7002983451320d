"""What was installed, written into the model's folder when it was: `installed.json`. Truncation is seen by it."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from speech import calibration
from speech.ports import ModelBroken

RECORD = "installed.json"
OURS = frozenset({RECORD, calibration.FILE})
"""Written beside a model's own files by the line."""


@dataclass(frozen=True, slots=True)
class Record:
    """Of one model as it was installed; what was not known is empty."""

    name: str
    sha256: str
    """Of the archive; empty where a folder was installed."""
    files_sha256: str
    """As `checksum` gives it."""
    licence: str
    date: str
    sizes: Mapping[str, int]
    """Bytes by file, relative to the folder."""

    @property
    def bytes(self) -> int:
        """Of all files."""
        return sum(self.sizes.values())


def write(folder: Path, record: Record) -> None:
    """Before the folder is put in place."""
    text = json.dumps(asdict(record), indent=1, ensure_ascii=False)
    (folder / RECORD).write_text(f"{text}\n", encoding="utf-8")


def read(folder: Path) -> Record | None:
    """None where somebody copied the folder there. Raises ModelBroken where it cannot be read."""
    file = folder / RECORD
    if not file.is_file():
        return None
    try:
        record = Record(**json.loads(file.read_text(encoding="utf-8")))
        return replace(record, sizes={str(name): int(size) for name, size in record.sizes.items()})
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise ModelBroken(f"{file} cannot be read ({error}): install the model again.") from error


def check_sizes(folder: Path) -> None:
    """Raises ModelBroken where a file is missing or has another size than when it was installed."""
    record = read(folder)
    for name, size in record.sizes.items() if record else ():
        if name in OURS:
            continue  # of a record made before this was known
        file = folder / name
        if not file.is_file():
            raise ModelBroken(f"{file} is missing: install the model again.")
        if (now := file.stat().st_size) != size:
            raise ModelBroken(f"{file} is truncated or changed ({now} bytes of {size}): install the model again.")


def sizes(folder: Path) -> dict[str, int]:
    """Bytes by file, in the order of their names; what the line wrote beside them is not counted."""
    files = {file.relative_to(folder).as_posix(): file for file in folder.rglob("*") if file.is_file()}
    return {name: files[name].stat().st_size for name in sorted(files) if name not in OURS}


def checksum(folder: Path) -> str:
    """SHA-256 of the lines that `sha256sum` prints for all files, sorted by name."""
    lines = (f"{_digest(folder / name)}  {name}\n" for name in sizes(folder))
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def _digest(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()

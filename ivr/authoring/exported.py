"""Flow files and the folder they are exported to; a list beside them remembers which versions they were."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from flows import parse
from flows.messages import told
from ivr.publishing.errors import PublishingRefused

LIST = "versions.json"
"""Flow to the number its file in this folder was exported as, or drafted as last."""
MOST_BYTES = 4 * parse.LONGEST_FILE
"""A letter has four bytes at most."""


def read_files(files: Iterable[Path]) -> dict[str, str]:
    """File to text. Raises FlowError, PublishingRefused, OSError."""
    return {str(file): _read(file) for file in files}


def _read(file: Path) -> str:
    if file.stat().st_size > MOST_BYTES:
        template = "{file} is too large for a flow: {most} letters at most."
        raise PublishingRefused(told(template, file=file, most=parse.LONGEST_FILE))
    return parse.text(file.read_bytes(), str(file))


def write_files(folder: Path, texts: Mapping[str, str], numbers: Mapping[str, int]) -> None:
    """One file a flow, letter by letter, and the list. Files of other content are not overwritten.

    Raises PublishingRefused, and then nothing is written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    new = {folder / f"{flow}.yaml": text.encode() for flow, text in texts.items()}
    if other := [file.name for file, data in new.items() if file.exists() and file.read_bytes() != data]:
        template = "{folder} holds other files of that name ({files}); name an empty folder, so that nothing is lost."
        raise PublishingRefused(told(template, folder=folder, files=", ".join(other)))
    for file, data in new.items():
        file.write_bytes(data)
    _write_list(folder, dict(numbers))


def bases(files: Iterable[Path]) -> dict[str, int]:
    """Flow to the version its text was made from, where the list beside the files knows. Raises PublishingRefused."""
    return {flow: number for folder in _folders(files) for flow, number in _read_list(folder).items()}


def remember(files: Iterable[Path], numbers: Mapping[str, int]) -> None:
    """What was just drafted is what the files are from now on; folders without a list get none."""
    for folder in _folders(files):
        if known := _read_list(folder):
            _write_list(folder, known | {flow: number for flow, number in numbers.items() if flow in known})


def known(folder: Path) -> dict[str, int]:
    """Flow to the version that what lies here was made from. Raises PublishingRefused."""
    return _read_list(folder)


def keep(folder: Path, numbers: Mapping[str, int]) -> None:
    """The same from now on, also where there was no list."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _write_list(folder, _read_list(folder) | dict(numbers))


def _folders(files: Iterable[Path]) -> tuple[Path, ...]:
    return tuple(dict.fromkeys(file.parent for file in files))


def _read_list(folder: Path) -> dict[str, int]:
    file = folder / LIST
    if not file.is_file():
        return {}
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
        return {str(flow): int(number) for flow, number in found.items()}
    except (ValueError, TypeError, AttributeError):
        template = "{file} cannot be read; delete it: then files beside it count as made from what is live."
        raise PublishingRefused(told(template, file=file)) from None


def _write_list(folder: Path, numbers: Mapping[str, int]) -> None:
    new = folder / f"{LIST}.new"
    new.write_text(json.dumps(numbers, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    new.replace(folder / LIST)

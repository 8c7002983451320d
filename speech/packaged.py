"""Models that come as a Python package: which one, and whether its files are those that were published."""

import base64
import hashlib
from importlib.metadata import Distribution, PackageNotFoundError, packages_distributions
from pathlib import Path

MODEL = "model"
"""Folder of the model in such a package."""


def package_of(folder: Path) -> str:
    """Name of the package the folder lies in; empty where it is in none."""
    if folder.name != MODEL:
        return ""
    return next(iter(packages_distributions().get(folder.parent.name, ())), "")


def changed_files(package: str, folder: Path) -> tuple[str, ...]:
    """Files in the folder that are missing or differ from the package's own list (RECORD, PEP 376)."""
    try:
        listed = Distribution.from_name(package).files or []
    except PackageNotFoundError:
        return (package,)
    wrong = []
    for entry in listed:
        file = Path(str(entry.locate()))
        if folder in file.parents and entry.hash is not None and _digest(file) != entry.hash.value:
            wrong.append(str(entry))
    return tuple(wrong)


def _digest(file: Path) -> str:
    """As RECORD has it: URL-safe base64 without padding."""
    try:
        with file.open("rb") as opened:
            raw = hashlib.file_digest(opened, "sha256").digest()
    except OSError:
        return ""
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()

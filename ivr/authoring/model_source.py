"""Where a model comes from: an address, an archive or a folder. Nothing is used before its checksum is right."""

import hashlib
import os
import re
import shutil
from pathlib import Path

import httpx

from flows.messages import told
from ivr.authoring.model_archive import CHUNK, MOST_BYTES, MOST_FILES, Progress, room_for, unpack
from prompts.errors import PromptError
from speech.record import RECORD, checksum

SUM = re.compile(r"[0-9a-f]{64}")
PATIENCE_S = 30.0
"""Seconds without any byte after which a server is given up."""
ARCHIVE, FILES = "archive.zip", "files"


def is_address(source: str) -> bool:
    """Whether it is fetched from somewhere else."""
    return source.startswith(("http://", "https://"))


def brought(source: str, expected: str, folder: Path, progress: Progress) -> tuple[Path, str]:
    """The model's folder inside `folder`, and the SHA-256 of its archive (empty where it came as a folder).

    `expected` is empty where nobody knows it, which is refused. Raises PromptError and, of this disk, OSError.
    """
    if is_address(source):
        if not expected:
            template = "nobody here knows its SHA-256: say it with --sha256, as whoever publishes the model tells it."
            raise PromptError(told(template), source)
        archive = folder / ARCHIVE
        found = _fetched(source, archive, progress)
    else:
        archive = Path(source)
        if archive.is_dir():
            _compare(_folder_sum(archive), expected, source)
            return _copied(archive, folder / FILES), ""
        found = _sum_of(archive)
    _compare(found, expected, source)
    (folder / FILES).mkdir()
    unpack(archive, folder / FILES, source, progress)
    return _top(folder / FILES), found


def _compare(found: str, expected: str, source: str) -> None:
    if not expected:
        template = (
            "nobody here knows its SHA-256, which is {found}: compare it with what whoever publishes the model tells; "
            "if it is the same, say --sha256 {found}"
        )
        raise PromptError(told(template, found=found), source)
    if found != expected:
        template = "it is not what it should be: its SHA-256 is {found} and not {expected}. Nothing was installed."
        raise PromptError(told(template, found=found, expected=expected), source)


def _sum_of(archive: Path) -> str:
    try:
        with archive.open("rb") as opened:
            return hashlib.file_digest(opened, "sha256").hexdigest()
    except OSError as error:
        raise PromptError(told("it cannot be read ({error}).", error=error.strerror), str(archive)) from error


# -- an address --------------------------------------------------------------------------------------------------


def _fetched(address: str, into: Path, progress: Progress) -> str:
    """Its SHA-256. What it says is taken as it is on the wire: a packed answer could be a bomb."""
    headers = {"Accept-Encoding": "identity"}
    try:
        with httpx.stream("GET", address, headers=headers, follow_redirects=True, timeout=PATIENCE_S) as answer:
            if answer.status_code != httpx.codes.OK:
                template = "the server answers {status} {reason}."
                raise PromptError(told(template, status=answer.status_code, reason=answer.reason_phrase), address)
            length = answer.headers.get("Content-Length", "")
            return _kept(answer, into, int(length) if length.isdecimal() else 0, progress)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        template = "it could not be fetched, or not to its end ({error}). Nothing was installed."
        raise PromptError(told(template, error=str(error) or type(error).__name__), address) from error


def _kept(answer: httpx.Response, into: Path, total: int, progress: Progress) -> str:
    room_for(total, into.parent)
    digest, done = hashlib.sha256(), 0
    with into.open("xb") as file:
        for chunk in answer.iter_raw():
            done += len(chunk)
            if max(done, total) > MOST_BYTES:
                template = "it has more than {most} MB: this is no model for closed grammars."
                raise PromptError(told(template, most=MOST_BYTES // CHUNK), str(answer.url))
            file.write(chunk)
            digest.update(chunk)
            progress(done, total)
    return digest.hexdigest()


# -- a folder ----------------------------------------------------------------------------------------------------


def _folder_sum(folder: Path) -> str:
    """Of its plain files; anything else in it is refused before it is read."""
    total = count = 0
    for parent, folders, files in os.walk(folder):
        for path in (Path(parent, name) for name in (*folders, *files)):
            if path.is_symlink() or not (path.is_file() or path.is_dir()):
                template = "'{member}' in it is no plain file: this is no model's folder."
                raise PromptError(told(template, member=path.relative_to(folder)), str(folder))
            count += 1
            total += path.stat().st_size
            if count > MOST_FILES or total > MOST_BYTES:
                template = "it has more than {files} files or {most} MB: this is no model's folder."
                raise PromptError(told(template, files=MOST_FILES, most=MOST_BYTES // CHUNK), str(folder))
    return checksum(folder)


def _copied(folder: Path, into: Path) -> Path:
    room_for(sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()), into.parent)
    shutil.copytree(folder, into, ignore=shutil.ignore_patterns(RECORD))
    return _top(into)


def _top(folder: Path) -> Path:
    """Publishers pack a model in one folder with its name."""
    children = list(folder.iterdir())
    return children[0] if len(children) == 1 and children[0].is_dir() else folder

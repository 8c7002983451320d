"""Rendered speech kept between starts, named by what it was made from."""

import hashlib
import os
from pathlib import Path

from prompts.render import VERSION, Rendered
from speech.ports import FRAME_BYTES

SUFFIX = ".ulaw"
_LENGTH = 4
"""Bytes that say how long the normal sound is; the slow one follows it."""


def key(*parts: str | bytes) -> str:
    """A name for what is made from these parts by this version of the renderer."""
    digest = hashlib.sha256(str(VERSION).encode())
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()


class Cache:
    """A folder of finished sounds. Broken or foreign files count as not there."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._wanted: set[str] = set()
        folder.mkdir(parents=True, exist_ok=True)

    def get(self, name: str) -> Rendered | None:
        """The sounds of a key, which is then kept by `tidy`."""
        self._wanted.add(name)
        try:
            data = self._file(name).read_bytes()
        except FileNotFoundError:
            return None
        return _unpacked(data)

    def put(self, name: str, rendered: Rendered) -> None:
        """Write so that a crash leaves the whole file or none."""
        self._wanted.add(name)
        draft = self._folder / f"{name}.{os.getpid()}.part"
        draft.write_bytes(len(rendered.normal).to_bytes(_LENGTH, "big") + rendered.normal + rendered.slow)
        draft.replace(self._file(name))

    def tidy(self) -> int:
        """Remove what nobody asked for since the cache was opened; how many files that was."""
        stale = [file for file in self._folder.glob(f"*{SUFFIX}") if file.stem not in self._wanted]
        stale += self._folder.glob("*.part")
        for file in stale:
            file.unlink(missing_ok=True)
        return len(stale)

    def _file(self, name: str) -> Path:
        return self._folder / f"{name}{SUFFIX}"


def _unpacked(data: bytes) -> Rendered | None:
    length = int.from_bytes(data[:_LENGTH], "big")
    normal, slow = data[_LENGTH : _LENGTH + length], data[_LENGTH + length :]
    whole = normal and slow and not len(normal) % FRAME_BYTES and not len(slow) % FRAME_BYTES
    return Rendered(normal, slow) if whole else None

"""What is packed inside bytes: compressed members at any place, and runs of base64 and hexadecimal."""

import binascii
import bz2
import lzma
import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Protocol

from ivr.audit.window import Read, Window

UNPACKED_MAX = 256 * 1024 * 1024
"""Bytes of one member that are looked at; more is reported as not searched."""
PIECE = 64 * 1024

# No groups: with them the pattern is seven times slower.
MAGIC = re.compile(rb"\x1f\x8b\x08|PK\x03\x04|BZh[1-9]1AY&SY|\xfd7zXZ\x00|\x28\xb5\x2f\xfd|\x78[\x01\x5e\x9c\xda]")
KINDS = {0x1F: "gzip", 0x50: "zip", 0x42: "bzip2", 0xFD: "xz", 0x28: "zstd", 0x78: "zlib"}
"""What begins with which first byte of MAGIC."""
BASE64_RUN = re.compile(rb"[A-Za-z0-9+/_\-]{24,}+(?:\r?\n[ \t]*+[A-Za-z0-9+/_\-]++)*+")
HEX_RUN = re.compile(rb"[0-9A-Fa-f]{2}[ :,]?(?:[0-9A-Fa-f]{2}[ :,]?){15,}+[0-9A-Fa-f]?")


class Decompressor(Protocol):
    """The part that zlib, bz2, lzma and zstandard share."""

    @property
    def eof(self) -> bool: ...

    def decompress(self, data: bytes, /) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Member:
    """Something unpacked; `offset` is where its packed form begins in what it lay in."""

    kind: str
    offset: int
    data: bytes
    whole: bool = True
    """False where there is more than was looked at."""


def zstd_is_read() -> bool:
    """Whether zstd members can be looked into: the package `zstandard` is installed."""
    return find_spec("zstandard") is not None


def _broken() -> tuple[type[Exception], ...]:
    """What the decompressors raise on bytes that are not theirs, or are cut short."""
    common = (zlib.error, OSError, EOFError, ValueError, lzma.LZMAError)
    return (*common, import_module("zstandard").ZstdError) if zstd_is_read() else common


BROKEN = _broken()


def members(window: Window, read: Read) -> Iterator[Member]:
    """All that begins in the window's own part; `read` reads on beyond the window."""
    yield from _compressed(window, read)
    yield from _coded(window, read)


def _compressed(window: Window, read: Read) -> Iterator[Member]:
    for match in MAGIC.finditer(window.data, 0, min(window.own + 9, len(window.data))):
        kind = KINDS[match[0][0]]
        offset = window.offset + match.start()
        if match.start() >= window.own:
            continue
        if kind == "zstd" and not zstd_is_read():
            yield Member(kind, offset, b"", whole=False)
        elif member := _inflate(kind, offset, read):
            yield member


def _inflate(kind: str, offset: int, read: Read) -> Member | None:
    packed = offset + (_zip_header(read(offset, 30)) if kind == "zip" else 0)
    decompressor = DECOMPRESSORS[kind]()
    pieces: list[bytes] = []
    total = 0
    try:
        while not decompressor.eof and total < UNPACKED_MAX and (piece := read(packed, PIECE)):
            pieces.append(decompressor.decompress(piece))
            packed += len(piece)
            total += len(pieces[-1])
    except BROKEN:
        pass  # what came out before is still searched: a crash leaves files cut short
    return Member(kind, offset, b"".join(pieces), whole=total < UNPACKED_MAX) if total else None


def _zip_header(header: bytes) -> int:
    """Bytes before a member's data: 30, its name and its extra field (PKWARE APPNOTE 4.3.7)."""
    return 30 + int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little")


def _zstd() -> Decompressor:
    made: Decompressor = import_module("zstandard").ZstdDecompressor().decompressobj()
    return made


DECOMPRESSORS: dict[str, Callable[[], Decompressor]] = {
    "gzip": lambda: zlib.decompressobj(31),  # 16 + 15: a gzip header, the largest window
    "zlib": zlib.decompressobj,
    "zip": lambda: zlib.decompressobj(-15),  # no header; stored members need no unpacking
    "bzip2": bz2.BZ2Decompressor,
    "xz": lzma.LZMADecompressor,
    "zstd": _zstd,
}


def _coded(window: Window, read: Read) -> Iterator[Member]:
    for kind, pattern, decode in (("base64", BASE64_RUN, _from_base64), ("hex", HEX_RUN, _from_hex)):
        for match in pattern.finditer(window.data):
            if match.start() < window.own:
                run = _whole_run(pattern, match, window, read)
                for data in decode(run):
                    yield Member(kind, window.offset + match.start(), data, whole=len(run) < UNPACKED_MAX)


def _whole_run(pattern: re.Pattern[bytes], match: re.Match[bytes], window: Window, read: Read) -> bytes:
    """The run, also where the window ends in it."""
    if match.end() < len(window.data) or window.own == len(window.data):
        return match[0]
    longer = pattern.match(read(window.offset + match.start(), UNPACKED_MAX))
    return longer[0] if longer else match[0]


def _from_base64(run: bytes) -> Iterator[bytes]:
    """Four readings: the run may begin with signs that belong to something else."""
    signs = run.translate(bytes.maketrans(b"-_", b"+/"), b"\r\n\t ")
    for start in range(4):
        whole = signs[start:]
        # One sign alone holds no byte; two or three are filled up.
        whole = whole[: len(whole) - 1] if len(whole) % 4 == 1 else whole
        yield binascii.a2b_base64(whole + b"=" * (-len(whole) % 4))


def _from_hex(run: bytes) -> Iterator[bytes]:
    signs = run.translate(None, b" :,")
    for start in range(2):
        whole = signs[start:]
        yield bytes.fromhex(whole[: len(whole) & ~1].decode())

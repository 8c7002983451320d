"""What kind of sound file bytes are, and whether its end is there; nothing is decoded here."""

from dataclasses import dataclass
from pathlib import Path

SUFFIXES = frozenset({".wav", ".flac", ".ogg", ".oga", ".opus", ".m4a", ".mp3"})
HEAD = 64 * 1024
"""Bytes looked at from each end of a file: more than the longest Ogg page (RFC 3533) and a WAV file's header."""
_UNKNOWN_LENGTH = frozenset({0, 0xFFFFFFFF})
"""In a WAV header whose writer could not go back to fill it in."""


@dataclass(frozen=True, slots=True)
class Ends:
    """Both ends of a file."""

    head: bytes
    tail: bytes
    size: int

    @classmethod
    def of(cls, file: Path) -> "Ends":
        """Raises OSError."""
        size = file.stat().st_size
        with file.open("rb") as opened:
            head = opened.read(HEAD)
            opened.seek(max(size - HEAD, 0))
            return cls(head, opened.read(HEAD), size)

    def kind(self) -> str:
        """FFmpeg's name of the format, from the first bytes and never from the file's name; empty where unknown.

        It is told to FFmpeg, so that no file is taken for a playlist, which would make it open other files.
        """
        head = self.head
        if head[:4] == b"RIFF" and head[8:12] == b"WAVE":
            return "wav"
        if head[4:8] == b"ftyp":
            return "mov"
        known = {b"fLaC": "flac", b"OggS": "ogg", b"ID3": "mp3"}
        found = next((kind for magic, kind in known.items() if head.startswith(magic)), "")
        return found or ("mp3" if _is_mpeg_layer_3(head) else "")

    def cut_off(self) -> bool:
        """Whether a WAV or Ogg file says that more should follow; the other formats show it when they are decoded."""
        if self.kind() == "wav":
            return _wav_cut_off(self.head, self.size)
        return self.kind() == "ogg" and _ogg_cut_off(self.tail)


def _is_mpeg_layer_3(head: bytes) -> bool:
    """ISO/IEC 11172-3, 2.4.1.3: eleven bits of sync, then version, then layer (01 is layer 3)."""
    return len(head) > 1 and head[0] == 0xFF and head[1] & 0xE0 == 0xE0 and head[1] & 0x06 == 0x02


def _wav_cut_off(head: bytes, size: int) -> bool:
    at = 12
    while at + 8 <= len(head):
        name, length = head[at : at + 4], int.from_bytes(head[at + 4 : at + 8], "little")
        if name == b"data":
            return length not in _UNKNOWN_LENGTH and at + 8 + length > size
        at += 8 + length + length % 2
    return False


def _ogg_cut_off(tail: bytes) -> bool:
    """Whether the last page (RFC 3533, 6) ends after the file does."""
    at = tail.rfind(b"OggS")
    page = tail[at:] if at >= 0 else b""
    if len(page) < 27 or len(page) < 27 + page[26]:
        return True
    return 27 + page[26] + sum(page[27 : 27 + page[26]]) > len(page)

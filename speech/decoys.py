"""Common words of a language that stand for everything a caller may say beside the options."""

from pathlib import Path

from speech.vocabulary import normal

FOLDER = Path(__file__).parent / "decoys"
HESITATIONS = {"ko": ("어", "음"), "en": ("uh", "um"), "fr": ("euh",), "es": ("eh",), "pt": ("hum",)}
"""Sounds people make while they think; they may stand beside an option."""
UNKNOWN = "[unk]"
"""Some models have a word for everything else; it is one more decoy there, never trusted alone (DESIGN section 6)."""


def decoys(language: str) -> tuple[str, ...]:
    """The decoys of `decoys/<language>.txt`, one a line, `#` begins a comment; `[unk]` alone without a file."""
    file = FOLDER / f"{language}.txt"
    lines = file.read_text(encoding="utf-8").splitlines() if file.is_file() else []
    words = (normal(line.partition("#")[0]) for line in lines)
    return (*dict.fromkeys(" ".join(word) for word in words if word), UNKNOWN)

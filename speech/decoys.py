"""Common words of a language that stand for everything a caller may say beside the options."""

from pathlib import Path

from speech.vocabulary import normal

FOLDER = Path(__file__).parent / "decoys"


def decoys(language: str) -> tuple[str, ...]:
    """The decoys of `decoys/<language>.txt`, one a line, `#` begins a comment; none where there is no file."""
    file = FOLDER / f"{language}.txt"
    lines = file.read_text(encoding="utf-8").splitlines() if file.is_file() else []
    words = (normal(line.partition("#")[0]) for line in lines)
    return tuple(dict.fromkeys(" ".join(word) for word in words if word))

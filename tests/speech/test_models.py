"""Finding and checking models by their files."""

from pathlib import Path

import pytest

from speech.models import GRAPHS, OLD_GRAPHS, OLD_PARTS, PARTS, check, found, installed
from speech.ports import ModelBroken
from speech.record import Record, checksum, read, sizes, write
from tests.support.models import make_model


def test_a_models_folder_is_found_by_language_and_stands_over_the_package(tmp_path: Path) -> None:
    make_model(tmp_path / "ko")
    make_model(tmp_path / "fr")
    assert installed(tmp_path) == {"fr": tmp_path / "fr", "ko": tmp_path / "ko"}


def test_without_a_folder_there_are_only_packages(tmp_path: Path) -> None:
    assert set(installed(tmp_path / "none")) <= {"ko"}


def test_only_those_that_are_named_are_looked_at(tmp_path: Path) -> None:
    for language in ("es", "fr", "ko"):
        make_model(tmp_path / language)
    assert list(installed(tmp_path, ("fr", "pt"))) == ["fr"]


def test_what_is_being_installed_is_no_language(tmp_path: Path) -> None:
    make_model(tmp_path / ".new-fr")
    assert "fr" not in str(found(tmp_path))


def test_a_broken_model_does_not_hide_the_others(tmp_path: Path) -> None:
    make_model(tmp_path / "ko")
    (make_model(tmp_path / "fr") / "am/final.mdl").unlink()
    there = found(tmp_path)
    assert there.whole == {"ko": tmp_path / "ko"}
    assert "fr/am/final.mdl is missing" in there.broken["fr"]


@pytest.mark.parametrize("part", [*PARTS, "graph/Gr.fst"])
def test_a_missing_file_is_told_by_name(tmp_path: Path, part: str) -> None:
    (make_model(tmp_path / "fr") / part).unlink()
    with pytest.raises(ModelBroken, match=rf"fr/{part} is missing"):
        check(tmp_path / "fr")


@pytest.mark.parametrize("part", ["am/final.mdl", "graph/HCLr.fst", "ivector/final.ie"])
def test_a_truncated_file_is_told_by_name(tmp_path: Path, part: str) -> None:
    (make_model(tmp_path / "fr") / part).write_bytes(b"short")
    with pytest.raises(ModelBroken, match=rf"fr/{part} is truncated \(5 bytes\)"):
        check(tmp_path / "fr")


def test_the_older_layout_is_a_model_too(tmp_path: Path) -> None:
    folder = make_model(tmp_path / "tr", OLD_PARTS, OLD_GRAPHS[0])
    check(folder)
    (folder / "Gr.fst").unlink()
    with pytest.raises(ModelBroken, match=r"tr/Gr\.fst is missing"):
        check(folder)


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


def recorded(folder: Path) -> Path:
    write(folder, Record("small", "", checksum(folder), "MIT", "2026-11-25", sizes(folder)))
    return folder


def test_the_record_is_no_part_of_what_it_tells_of(tmp_path: Path) -> None:
    folder = make_model(tmp_path / "fr")
    before = checksum(folder)
    record = read(recorded(folder))
    assert record is not None
    assert (checksum(folder), record.files_sha256) == (before, before)
    assert record.bytes == sum(file.stat().st_size for file in folder.rglob("*.*") if file.name != "installed.json")
    check(folder)


def test_a_file_that_lost_its_end_since_it_was_installed_is_seen(tmp_path: Path) -> None:
    folder = recorded(make_model(tmp_path / "fr", {**PARTS, "am/final.mdl": 1_000_001}))
    with (folder / "am/final.mdl").open("r+b") as opened:
        opened.truncate(1_000_000)
    with pytest.raises(ModelBroken, match=r"am/final.mdl is truncated or changed \(1000000 bytes of 1000001\)"):
        check(folder)


@pytest.mark.parametrize("text", ["", "[]", '{"name": 1}', '{"nmae": "x"}'])
def test_a_broken_record_is_told(tmp_path: Path, text: str) -> None:
    (make_model(tmp_path / "fr") / "installed.json").write_text(text)
    assert "installed.json cannot be read" in found(tmp_path).broken["fr"]

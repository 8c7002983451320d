"""Files that are exported, changed and drafted again: letters, bases, and nothing overwritten."""

from pathlib import Path

import pytest

from flows.errors import FlowError
from ivr.authoring.exported import LIST, MOST_BYTES, bases, read_files, remember, write_files
from ivr.publishing.errors import PublishingRefused
from tests.support.versions import SCHOOL

TEXTS = {"school": SCHOOL.replace("\n", "\r\n"), "other": "flow: other # é 한\n"}


def test_what_is_written_is_read_again_letter_by_letter(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "flows"
    write_files(folder, TEXTS, {"school": 3, "other": 0})
    files = [folder / "school.yaml", folder / "other.yaml"]
    assert list(read_files(files).values()) == list(TEXTS.values())
    assert bases(files) == {"school": 3, "other": 0}
    write_files(folder, TEXTS, {"school": 4, "other": 0})
    assert bases(files) == {"school": 4, "other": 0}


def test_work_of_somebody_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "school.yaml").write_text("mine")
    with pytest.raises(PublishingRefused, match=r"holds other files of that name \(school\.yaml\)"):
        write_files(tmp_path, TEXTS, {})
    assert [path.name for path in tmp_path.iterdir()] == ["school.yaml"]
    assert (tmp_path / "school.yaml").read_text() == "mine"


def test_drafts_are_remembered_where_there_is_a_list(tmp_path: Path) -> None:
    listed, bare = tmp_path / "listed", tmp_path / "bare"
    write_files(listed, TEXTS, {"school": 3, "other": 0})
    bare.mkdir()
    remember([listed / "school.yaml", bare / "school.yaml"], {"school": 5, "stranger": 1})
    assert bases([listed / "school.yaml"]) == {"school": 5, "other": 0}
    assert list(bare.iterdir()) == []


@pytest.mark.parametrize("text", ["", "[1]", '{"school": "x"}', "\x00"])
def test_a_list_that_is_broken_says_what_to_do(tmp_path: Path, text: str) -> None:
    (tmp_path / LIST).write_text(text)
    with pytest.raises(PublishingRefused, match="delete it"):
        bases([tmp_path / "school.yaml"])


def test_files_that_are_no_text_or_too_large_are_refused(tmp_path: Path) -> None:
    latin, large = tmp_path / "latin.yaml", tmp_path / "large.yaml"
    latin.write_bytes(b"flow: caf\xe9")
    large.write_bytes(b"#" * (MOST_BYTES + 1))
    with pytest.raises(FlowError, match="UTF-8"):
        read_files([latin])
    with pytest.raises(PublishingRefused, match="too large"):
        read_files([large])
    with pytest.raises(OSError, match="none"):
        read_files([tmp_path / "none.yaml"])

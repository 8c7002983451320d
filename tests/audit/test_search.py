"""Files, names, packings, and saying what could not be searched."""

import gzip
import os
import zlib
from base64 import b64encode
from pathlib import Path

import pytest

from ivr.audit import files, unpack
from ivr.audit.search import Hit, IncompleteSearchError, find_canaries, search

NUMBER = "+821088412359"
LINE = b"from +821088412359 to line\n"


def test_a_hit_tells_the_file_the_byte_and_the_form(tmp_path: Path) -> None:
    file = tmp_path / "log"
    file.write_bytes(b"x" * 100 + LINE)
    assert find_canaries([NUMBER], [tmp_path]) == [Hit(file, 108, "text")]
    assert str(find_canaries([NUMBER], [tmp_path])[0]) == f"{file}: at byte 108: text"


def test_a_hit_tells_what_it_was_packed_in(tmp_path: Path) -> None:
    file = tmp_path / "log"
    file.write_bytes(b"0123456: " + b64encode(gzip.compress(LINE)))
    (hit,) = find_canaries([NUMBER], [file])
    assert hit == Hit(file, 9, "text", ("base64", "gzip"))
    assert str(hit).endswith("text in gzip in base64")


def test_a_member_cut_short_is_searched_as_far_as_it_goes(tmp_path: Path) -> None:
    packer = zlib.compressobj(wbits=31)
    (tmp_path / "log.gz").write_bytes(packer.compress(LINE) + packer.flush(zlib.Z_SYNC_FLUSH))
    assert len(find_canaries([NUMBER], [tmp_path])) == 1


def test_a_long_run_of_base64_goes_on_beyond_the_window(tmp_path: Path) -> None:
    packed = gzip.compress(os.urandom(90_000) + LINE)
    (tmp_path / "mail").write_bytes(b64encode(packed))
    assert search([NUMBER], [tmp_path], step=1_000).hits


def test_names_and_links_are_searched(tmp_path: Path) -> None:
    (tmp_path / "call-821088412359.wav").touch()
    (tmp_path / "latest").symlink_to("nowhere-821088412359")
    assert {hit.path.name for hit in find_canaries([NUMBER], [tmp_path])} == {"call-821088412359.wav", "latest"}
    assert all(hit.offset == -1 for hit in find_canaries([NUMBER], [tmp_path]))


def test_only_what_was_written_since_is_searched(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    old.write_bytes(LINE)
    after = old.stat().st_ctime_ns
    while new.write_bytes(LINE) and new.stat().st_ctime_ns == after:  # the file system's clock has coarse ticks
        pass
    assert [hit.path for hit in find_canaries([NUMBER], [tmp_path], new.stat().st_ctime)] == [new]


def test_a_modification_time_set_back_hides_nothing(tmp_path: Path) -> None:
    file = tmp_path / "log"
    file.write_bytes(LINE)
    since = file.stat().st_mtime
    os.utime(file, (0, 0))
    assert len(find_canaries([NUMBER], [tmp_path], since)) == 1


def test_sockets_and_pipes_are_passed_by(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert search([NUMBER], [tmp_path]).files == 0


def test_the_folders_of_the_kernel_are_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert {"/proc", "/sys", "/dev"} == files.NOT_FILES
    monkeypatch.setattr(files, "NOT_FILES", {str(tmp_path / "proc")})
    for folder in ("proc", "kept/proc"):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "log").write_bytes(LINE)
    assert [hit.path for hit in find_canaries([NUMBER], [tmp_path])] == [tmp_path / "kept" / "proc" / "log"]


def test_what_cannot_be_searched_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(IncompleteSearchError, match="is not there"):
        find_canaries([NUMBER], [tmp_path / "missing"])
    (tmp_path / "big.gz").write_bytes(gzip.compress(b"a" * 300_000))
    monkeypatch.setattr(unpack, "UNPACKED_MAX", 100_000)
    with pytest.raises(IncompleteSearchError, match="too big and was looked at only in part"):
        find_canaries([NUMBER], [tmp_path])


def test_zstd_without_its_package_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "journal").write_bytes(b"\x28\xb5\x2f\xfd and more")
    monkeypatch.setattr(unpack, "zstd_is_read", lambda: False)
    assert "zstandard is not installed" in search([NUMBER], [tmp_path]).unread[0]

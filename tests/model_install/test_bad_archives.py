"""Archives that want to do harm, or are broken: a sentence, and nothing left."""

import stat
from pathlib import Path
from zipfile import ZipInfo

import pytest

from flows.messages import untranslated
from ivr.authoring import model_archive
from ivr.authoring.model_install import Wish, install
from ivr.settings import Settings
from prompts.errors import PromptError
from tests.support.model_installs import NOT_ONE, refused, wild
from tests.support.models import make_model, packed, sum_of


def _link() -> ZipInfo:
    link = ZipInfo("model/am/final.mdl")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    return link


@pytest.mark.parametrize(
    "member",
    ["../out", "a/../../out", "/out", "a\\..\\out", "a\nb", "C:\\out", _link()],
    ids=["up", "far up", "absolute", "backslash", "line", "drive", "link"],
)
def test_ways_out(settings: Settings, tmp_path: Path, member: ZipInfo | str) -> None:
    bad = wild(tmp_path / "bad.zip", ("model/README", b"x"), (member, b"/etc/passwd"))
    before = set(tmp_path.iterdir())
    assert "is no plain file inside one folder" in refused(settings, bad, sum_of(bad))
    assert set(tmp_path.iterdir()) == before


def test_a_name_with_a_nul(settings: Settings, tmp_path: Path) -> None:
    bad = wild(tmp_path / "bad.zip", ("aXb", b"x"))
    bad.write_bytes(bad.read_bytes().replace(b"aXb", b"a\0b"))
    assert r"'a\x00b' in it is no plain file" in refused(settings, bad, sum_of(bad))


def test_a_bomb(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model_archive, "MOST_BYTES", 10_000)
    bad = packed(make_model(tmp_path / "made"), tmp_path / "bad.zip")
    assert "unpacked it would have" in refused(settings, bad, sum_of(bad))


def test_an_archive_that_says_less_than_it_holds(settings: Settings, tmp_path: Path) -> None:
    """A size that is a lie: reading stops there, and the checksum of the member does not fit."""
    bad = wild(tmp_path / "bad.zip", ("model", b"x" * 1000))
    bad.write_bytes(bad.read_bytes().replace((1000).to_bytes(4, "little") * 2, b"\x0a\0\0\0" * 2))
    assert "no whole zip archive" in refused(settings, bad, sum_of(bad))


def test_too_many_files(settings: Settings, tmp_path: Path) -> None:
    bad = wild(tmp_path / "bad.zip", *((f"model/{number}", b"") for number in range(2001)))
    assert "there are 2001 files in it" in refused(settings, bad, sum_of(bad))


@pytest.mark.parametrize("keep", [0.0, 0.3, 0.99])
def test_a_truncated_archive(settings: Settings, archive: Path, keep: float) -> None:
    archive.write_bytes(archive.read_bytes()[: int(archive.stat().st_size * keep)])
    assert "no whole zip archive" in refused(settings, archive, sum_of(archive))


def test_a_damaged_archive(settings: Settings, archive: Path) -> None:
    data = bytearray(archive.read_bytes())
    middle = len(data) // 2
    data[middle : middle + 50] = bytes(byte ^ 0xFF for byte in data[middle : middle + 50])
    archive.write_bytes(data)
    assert "no whole zip archive" in refused(settings, archive, sum_of(archive))


def test_the_same_name_twice(settings: Settings, tmp_path: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        bad = wild(tmp_path / "bad.zip", ("model/a", b"x"), ("model/a", b"y"))
    assert "it cannot be written (File exists)" in refused(settings, bad, sum_of(bad))


def test_something_else(settings: Settings, tmp_path: Path) -> None:
    other = wild(tmp_path / "photos.zip", ("photos/a.jpg", b"x"))
    assert "it is no model that can be used: am/final.mdl is missing" in refused(settings, other, sum_of(other))
    assert "it cannot be read (No such file" in refused(settings, tmp_path / "none.zip", NOT_ONE)


def test_a_folder_with_a_link_in_it(settings: Settings, tmp_path: Path) -> None:
    folder = make_model(tmp_path / "made")
    (folder / "conf/more.conf").symlink_to("/etc/hostname")
    assert "'conf/more.conf' in it is no plain file" in refused(settings, folder, NOT_ONE)


def test_what_vosk_cannot_load_is_refused_by_the_real_one(settings: Settings, archive: Path) -> None:
    """Right names and sizes, nothing in them: the process that tries it dies, and this one does not."""
    with pytest.raises(PromptError, match=r"it is no model that can be used: .* Nothing was installed"):
        install(settings, Wish("fr", str(archive), sum_of(archive)), untranslated)
    assert not settings.speech.models.exists()

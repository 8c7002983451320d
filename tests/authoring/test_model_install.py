"""`./amparo models install`: whole and checked, or a sentence and nothing left."""

import errno
import shutil
import stat
from collections.abc import Iterable
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile, ZipInfo

import pytest

from flows.messages import Sentence, Translate, untranslated
from ivr.authoring import model_archive, model_install, model_place
from ivr.authoring.model_install import Wish, install
from ivr.authoring.model_source import SUM
from ivr.authoring.telling import tell
from ivr.settings import Settings
from ivr.under_way import UnderWay
from prompts.errors import PromptError
from speech import record
from speech.catalogue import Listed, catalogue
from speech.models import found
from speech.ports import ModelBroken
from tests.support.file_server import serving
from tests.support.models import make_model, packed, sum_of

NOT_ONE = "0" * 64


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    given = {"line": {"state": tmp_path / "state"}, "speech": {"models": tmp_path / "models"}}
    (tmp_path / "state").mkdir()
    return Settings.model_validate(given)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return packed(make_model(tmp_path / "made"), tmp_path / "fr.zip")


def loads(*_: object) -> int:
    """A recogniser that takes everything; the real one is asked below."""
    return 77


def installed(settings: Settings, source: str, sha256: str = "", *, replace: bool = False, language: str = "fr") -> int:
    return install(settings, Wish(language, source, sha256, replace=replace), untranslated, loads)


def refused(settings: Settings, source: Path | str, sha256: str = "", *, replace: bool = False) -> str:
    """The sentence; nothing changed and nothing is left."""
    models = settings.speech.models
    before = sorted(models.rglob("*")) if models.exists() else None
    with pytest.raises(PromptError) as wrong:
        installed(settings, str(source), sha256, replace=replace)
    assert (sorted(models.rglob("*")) if models.exists() else None) == before
    return str(wrong.value)


def wild(archive: Path, *members: tuple[ZipInfo | str, bytes]) -> Path:
    with ZipFile(archive, "w", ZIP_STORED) as made:
        for member, data in members:
            made.writestr(member, data)
    return archive


def test_an_archive(settings: Settings, archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert installed(settings, str(archive), sum_of(archive).upper()) == 0
    known = record.read(settings.speech.models / "fr")
    assert known is not None
    assert (known.name, known.sha256) == ("vosk-model-small-fr-9.9", sum_of(archive))
    assert known.files_sha256 == record.checksum(settings.speech.models / "fr")
    assert found(settings.speech.models).whole["fr"] == settings.speech.models / "fr"
    assert [path.name for path in settings.speech.models.iterdir()] == ["fr"]
    said = capsys.readouterr()
    assert (
        "Installed for fr: vosk-model-small-fr-9.9, 4 MB on the disk, 167 MB of memory with speech.workers = 2"
        in said.out
    )
    assert "Its licence is not known here" in said.out
    assert "100 % of 4 MB" in said.err


def test_a_folder(settings: Settings, tmp_path: Path) -> None:
    folder = make_model(tmp_path / "vosk-model-small-fr-9.9")
    assert record.checksum(folder) in refused(settings, folder)
    assert installed(settings, str(folder), record.checksum(folder)) == 0
    assert "fr" in found(settings.speech.models).whole


@pytest.mark.parametrize("name", ["whole.zip", "moved.zip"])
def test_an_address(settings: Settings, archive: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with serving(archive.read_bytes()) as server:
        assert installed(settings, f"{server}/{name}", sum_of(archive)) == 0
    assert "fr" in found(settings.speech.models).whole
    assert capsys.readouterr().err.count("100 % of") == 2  # fetched, unpacked


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("cut.zip", "could not be fetched, or not to its end"),
        ("endless.zip", "it has more than 2048 MB"),
        ("none.zip", "the server answers 404"),
        ("packed.zip", "its SHA-256 is"),
    ],
)
def test_an_address_that_gives_something_else(settings: Settings, archive: Path, name: str, why: str) -> None:
    with serving(archive.read_bytes()) as server:
        assert why in refused(settings, f"{server}/{name}", sum_of(archive))


def test_nobody_is_there(settings: Settings) -> None:
    assert "could not be fetched" in refused(settings, "http://127.0.0.1:9/a.zip", NOT_ONE)


def test_an_address_without_a_checksum_is_not_even_asked(settings: Settings) -> None:
    assert "say it with --sha256" in refused(settings, "http://127.0.0.1:9/a.zip")


@pytest.fixture(autouse=True)
def no_catalogue(monkeypatch: pytest.MonkeyPatch) -> None:
    """Made-up archives are none of those that are published."""
    monkeypatch.setattr(model_install, "catalogue", dict)


def test_a_file_without_a_checksum_is_told_its_own(settings: Settings, archive: Path) -> None:
    assert f"if it is the same, say --sha256 {sum_of(archive)}" in refused(settings, archive)


def test_another_checksum(settings: Settings, archive: Path) -> None:
    assert f"its SHA-256 is {sum_of(archive)} and not {NOT_ONE}" in refused(settings, archive, NOT_ONE)
    assert "'12' is no SHA-256" in refused(settings, archive, "12")


def test_the_catalogue_knows_checksum_name_licence_and_address(
    settings: Settings, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def listing(sha256: str, url: str = "") -> None:
        monkeypatch.setattr(model_install, "catalogue", lambda: {"fr": Listed("fr", "named", 9, "MIT", sha256, url)})

    listing(NOT_ONE)
    assert f"and not {NOT_ONE}" in refused(settings, archive)
    with serving(archive.read_bytes()) as server:
        listing(sum_of(archive), f"{server}/whole.zip")
        assert installed(settings, "") == 0
    known = record.read(settings.speech.models / "fr")
    assert known is not None
    assert (known.name, known.licence) == ("named", "MIT")


def test_the_catalogue_has_none(settings: Settings) -> None:
    assert "the catalogue has no model for fr" in refused(settings, "")


def test_every_entry_of_the_catalogue_is_whole() -> None:
    for tag, model in catalogue().items():
        assert (model.language, model.url.endswith(f"/{model.name}.zip")) == (tag, True)
        assert model.sha256 == "" or SUM.fullmatch(model.sha256), tag
    sums = [model.sha256 for model in catalogue().values() if model.sha256]
    assert len(sums) == len(set(sums))


# -- archives that want to do harm, or are broken ------------------------------------------------------------------


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


# -- the disk, other work, and calls -------------------------------------------------------------------------------


def test_no_room(settings: Settings, archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage(archive)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=1_000_000))
    assert "there is no room: 3 MB are needed and 0 MB are free" in refused(settings, archive, sum_of(archive))


def test_a_disk_that_fills_up(settings: Settings, archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(record, "write", full)
    assert "it cannot be written (No space left on device). Nothing" in refused(settings, archive, sum_of(archive))


@pytest.mark.parametrize("exchanges", [True, False])
def test_another_in_its_place(
    settings: Settings, archive: Path, monkeypatch: pytest.MonkeyPatch, exchanges: bool
) -> None:
    if not exchanges:  # as on file systems that cannot
        monkeypatch.setattr(model_place, "RENAME_EXCHANGE", 1 << 30)
    assert installed(settings, str(archive), sum_of(archive)) == 0
    (settings.speech.models / "fr/old").write_bytes(b"")
    assert "To put another in its place: --replace" in refused(settings, archive, sum_of(archive))
    assert "and not" in refused(settings, archive, NOT_ONE, replace=True)
    assert installed(settings, str(archive), sum_of(archive), replace=True) == 0
    assert not (settings.speech.models / "fr/old").exists()
    assert [path.name for path in settings.speech.models.iterdir()] == ["fr"]


@pytest.mark.parametrize("tag", ["../fr", ".new", "", "fr/x"])
def test_a_language_is_a_tag(settings: Settings, archive: Path, tag: str) -> None:
    with pytest.raises(PromptError, match="is no language's tag"):
        installed(settings, str(archive), sum_of(archive), language=tag)
    assert not settings.speech.models.exists()


def test_what_a_killed_installation_left_goes(settings: Settings, archive: Path) -> None:
    make_model(settings.speech.models / ".new-es")
    assert list(found(settings.speech.models).whole) == [tag for tag in ("ko",) if found(Path("none")).whole]
    assert installed(settings, str(archive), sum_of(archive)) == 0
    assert [path.name for path in settings.speech.models.iterdir()] == ["fr"]


def test_two_at_once(settings: Settings, archive: Path) -> None:
    with model_place.staging(settings.speech.models, "es"):
        assert "another model is being installed" in refused(settings, archive, sum_of(archive))


def test_interrupted(settings: Settings, archive: Path) -> None:
    def impatient(*_: object) -> int:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        install(settings, Wish("fr", str(archive), sum_of(archive)), untranslated, impatient)
    assert not settings.speech.models.exists()


async def test_never_during_a_call(settings: Settings, archive: Path) -> None:
    calls = UnderWay(settings.state)
    await calls.start()
    try:
        calls.are(2)
        assert "A call is under way" in refused(settings, archive, sum_of(archive))
        calls.are(1)
        assert "A call is under way" in refused(settings, archive, sum_of(archive))
        calls.are(0)
        assert installed(settings, str(archive), sum_of(archive)) == 0
    finally:
        await calls.close()


async def test_a_call_that_begins_meanwhile_ends_first(
    settings: Settings, archive: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = UnderWay(settings.state)
    await calls.start()

    def call_begins(*_: object) -> int:
        calls.are(1)
        return 77

    seen: list[bool] = []

    def call_ends(sentences: Iterable[Sentence], translate: Translate) -> None:
        seen.append((settings.speech.models / "fr").exists())
        calls.are(0)
        tell(sentences, translate)

    monkeypatch.setattr(model_install, "tell", call_ends)
    try:
        assert install(settings, Wish("fr", str(archive), sum_of(archive)), untranslated, call_begins) == 0
    finally:
        await calls.close()
    assert seen == [False, True]
    assert "the model is put in its place when it is over" in capsys.readouterr().out


def test_a_broken_recogniser_is_told_without_places_of_ours(settings: Settings, archive: Path) -> None:
    def broken(language: str, folder: Path, file: Path) -> int:
        raise ModelBroken(f"The model in {folder} cannot be loaded: install it again.")

    with pytest.raises(PromptError) as wrong:
        install(settings, Wish("fr", str(archive), sum_of(archive)), untranslated, broken)
    assert ".new-" not in str(wrong.value)

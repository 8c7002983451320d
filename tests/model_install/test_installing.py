"""`./amparo models install`: whole and checked, or a sentence and nothing left."""

from pathlib import Path

import pytest

from ivr.authoring import model_install
from ivr.authoring.model_source import SUM
from ivr.settings import Settings
from speech import calibration, record
from speech.catalogue import Listed, catalogue
from speech.models import found
from tests.support.file_server import serving
from tests.support.model_installs import NOT_ONE, installed, refused
from tests.support.models import make_model, sum_of


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


def test_a_calibration_made_here_is_no_change_of_the_model(settings: Settings, archive: Path) -> None:
    assert installed(settings, str(archive), sum_of(archive)) == 0
    folder = settings.speech.models / "fr"
    known = record.read(folder)
    assert known is not None
    (folder / calibration.FILE).write_text("{}")
    assert known.files_sha256 == record.checksum(folder)
    (folder / "conf" / calibration.FILE).write_text("{}")
    assert known.files_sha256 != record.checksum(folder)


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

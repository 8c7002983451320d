"""`./amparo models list|check`: what is heard by what, what it takes, and whether it is what was installed."""

import base64
import hashlib
import json
import sys
from pathlib import Path

import pytest

from ivr.cli import main
from speech import calibration, packaged
from speech.models import installed
from speech.record import checksum
from tests.support.korean import why_no_vosk
from tests.support.models import make_model

NOWHERE = Path("no such folder")


@pytest.fixture
def here(tmp_path: Path) -> Path:
    state, models = json.dumps(str(tmp_path / "state")), json.dumps(str(tmp_path / "models"))
    line = f'[line]\nlanguages = ["fr"]\nmain_language = "fr"\nstate = {state}\n'
    (tmp_path / "a.toml").write_text(f"{line}[speech]\nmodels = {models}\nworkers = 1\n")
    return tmp_path


def amparo(here: Path, *words: str) -> int:
    return main(["--settings", str(here / "a.toml"), "models", *words])


def test_what_is_there_and_what_is_not(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make_model(here / "models/es")
    (make_model(here / "models/pt") / "am/final.mdl").write_bytes(b"half")
    assert amparo(here, "list") == 0
    said = capsys.readouterr().out
    assert f"es  by a model  {here / 'models/es'}\n" in said
    assert f"pt  broken: {here / 'models/pt/am/final.mdl'} is truncated (4 bytes)" in said
    assert "By keys and any sound: fr." in said
    assert "fr  vosk-model-small-fr-0.22, 43 MB, Apache-2.0, SHA-256 cabf6180" in said
    assert "ar  vosk-model-small-ar-0.3, 105 MB, licence not known, no SHA-256 known: say it with --sha256\n" in said
    assert "es  vosk-model" not in said


def test_nobody_hears_and_a_language_that_is_not_there(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    amparo(here, "check")  # there may be the package's model as well
    assert "fr  by keys and any sound: there is no model" in capsys.readouterr().out
    assert amparo(here, "check", "xx") == 1
    assert "xx has no recogniser" in capsys.readouterr().err


def test_a_truncated_model_and_one_that_vosk_cannot_load(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (make_model(here / "models/pt") / "am/final.mdl").write_bytes(b"half")
    make_model(here / "models/es")
    assert amparo(here, "check", "pt") == 1
    assert "pt  broken: " in capsys.readouterr().out
    assert amparo(here, "check", "es") == 1
    assert "es  broken: " in capsys.readouterr().out


@pytest.mark.vosk
@pytest.mark.skipif(why_no_vosk() is not None, reason=str(why_no_vosk()))
def test_a_real_model_is_installed_loaded_and_compared(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = installed(NOWHERE)["ko"]
    assert amparo(here, "install", "ko", str(folder), "--sha256", checksum(folder)) == 0
    assert "Installed for ko: model, 2" in capsys.readouterr().out
    assert amparo(here, "check", "ko") == 0
    said = capsys.readouterr().out
    assert "MB with speech.workers = 1" in said
    assert "its files are those that were installed on" in said
    with (here / "models/ko/graph/Gr.fst").open("r+b") as file:
        file.seek(-1, 2)
        last = file.read(1)
        file.seek(-1, 2)
        file.write(bytes([last[0] ^ 1]))
    assert amparo(here, "check", "ko") == 1
    assert "its files are NOT those that were installed" in capsys.readouterr().out


def test_a_package_is_compared_with_its_own_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "made_up_model/model"
    folder.mkdir(parents=True)
    (folder / "a").write_bytes(b"whole")
    digest = base64.urlsafe_b64encode(hashlib.sha256(b"whole").digest()).rstrip(b"=").decode()
    about = tmp_path / "made_up-1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: made-up\nVersion: 1.0\n")
    (about / "top_level.txt").write_text("made_up_model\n")
    (about / "RECORD").write_text(f"made_up_model/model/a,sha256={digest},5\nmade_up-1.0.dist-info/RECORD,,\n")
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    assert packaged.package_of(folder) == "made-up"
    assert packaged.package_of(folder.parent) == ""
    (folder / calibration.FILE).write_text("{}")
    assert packaged.changed_files("made-up", folder) == ()
    (folder / "a").write_bytes(b"other")
    assert packaged.changed_files("made-up", folder) == ("made_up_model/model/a",)
    (folder / "a").unlink()
    assert packaged.changed_files("made-up", folder) == ("made_up_model/model/a",)

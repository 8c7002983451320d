"""An installation without models, and the archive of a made-up one."""

from pathlib import Path

import pytest

from ivr.authoring import model_install
from ivr.settings import Settings
from tests.support.models import make_model, packed


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    given = {"line": {"state": tmp_path / "state"}, "speech": {"models": tmp_path / "models"}}
    (tmp_path / "state").mkdir()
    return Settings.model_validate(given)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return packed(make_model(tmp_path / "made"), tmp_path / "fr.zip")


@pytest.fixture(autouse=True)
def no_catalogue(monkeypatch: pytest.MonkeyPatch) -> None:
    """Made-up archives are none of those that are published."""
    monkeypatch.setattr(model_install, "catalogue", dict)

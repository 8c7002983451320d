"""Installing made-up models, for the tests of `./amparo models install`."""

from pathlib import Path
from zipfile import ZIP_STORED, ZipFile, ZipInfo

import pytest

from flows.messages import untranslated
from ivr.authoring.model_install import Wish, install
from ivr.settings import Settings
from prompts.errors import PromptError

NOT_ONE = "0" * 64
"""Nothing has this checksum."""


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

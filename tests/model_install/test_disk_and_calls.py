"""Installing while the disk is full, others install, or somebody calls."""

import errno
import shutil
from collections.abc import Iterable
from pathlib import Path

import pytest

from flows.messages import Sentence, Translate, untranslated
from ivr.authoring import model_install, model_place
from ivr.authoring.model_install import Wish, install
from ivr.authoring.telling import tell
from ivr.settings import Settings
from ivr.under_way import UnderWay
from prompts.errors import PromptError
from speech import record
from speech.models import found
from speech.ports import ModelBroken
from tests.support.model_installs import NOT_ONE, installed, refused
from tests.support.models import make_model, sum_of


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

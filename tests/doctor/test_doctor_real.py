"""The doctor beside a real Asterisk, running and not, and the whole report."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ivr.asterisk.configure import asterisk_folder
from ivr.asterisk.process import AsteriskProcess
from ivr.doctor import examine, run
from ivr.doctor_asterisk import asterisk_checks, running_asterisk
from ivr.doctor_report import Check, Level
from ivr.settings import Settings, changed
from tests.support.carrier import running, settings_of_test, short_folder

pytestmark = pytest.mark.asterisk

NAMES = [
    *("trunk", "ports", "nat", "clock", "zone", "disk", "memory", "swap", "asterisk", "modules", "models", "languages"),
    *("country", "flows", "message", "wording"),
]


@pytest.fixture
def folder() -> Iterator[Path]:
    with short_folder() as made:
        yield made


def settings_in(folder: Path) -> Settings:
    return changed(settings_of_test(), {"line": {"state": folder / "s"}})


def by_name(checks: list[Check]) -> dict[str, Check]:
    return {check.name: check for check in checks}


async def test_without_a_running_line_every_check_is_there(folder: Path) -> None:
    settings = settings_in(folder)
    assert await running_asterisk(settings) is None
    checks = await examine(settings)
    assert [check.name for check in checks] == NAMES
    assert by_name(checks)["asterisk"].level is Level.OK
    assert "are installed" in by_name(checks)["modules"].sentence
    assert "are free" in by_name(checks)["ports"].sentence


async def test_beside_a_running_line_it_asks_the_line(folder: Path) -> None:
    settings = settings_in(folder)
    async with running(AsteriskProcess(settings, asterisk_folder(settings))):
        checks = by_name(await examine(settings))
    assert checks["ports"].sentence == "The running line has its ports."
    assert checks["modules"].level is Level.OK
    assert "run, and no others" in checks["modules"].sentence
    settings.state.rmdir()


async def test_a_missing_asterisk_fails_with_what_to_do(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settings = changed(settings_in(folder), {"asterisk": {"root": str(folder)}})
    assert await run(settings) == 1
    printed = capsys.readouterr().out
    assert "FAIL  asterisk" in printed
    assert "asterisk.root" in printed


async def test_an_asterisk_somebody_else_starts_is_asked_over_ari(folder: Path) -> None:
    settings = settings_of_test(asterisk={"ari_password": "ours", "own_process": False}, media={"password": "ours"})
    assert [check.level for check in await asterisk_checks(settings, None)] == [Level.FAIL]
    async with running(AsteriskProcess(settings, folder / "a")):
        assert [check.level for check in await asterisk_checks(settings, None)] == [Level.OK]

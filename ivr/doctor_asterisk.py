"""Checks of Asterisk: its version, its modules, and whether ours is running."""

import re
from dataclasses import dataclass

import httpx

from ivr.asterisk.configure import asterisk_folder, fresh_secrets
from ivr.asterisk.console import ask_console
from ivr.asterisk.facts import Verdict, module_troubles, modules_for, verdict
from ivr.asterisk.inspection import ari_http, running_troubles, running_version
from ivr.asterisk.installation import AsteriskError, Installation, find, version
from ivr.asterisk.trunk import QUESTION, TrunkStatus, trunk_status
from ivr.doctor_report import Check, Level
from ivr.settings import Settings

GRADES = {"good": Level.OK, "unknown": Level.WARN, "refused": Level.FAIL}


@dataclass(frozen=True, slots=True)
class RunningAsterisk:
    """What our Asterisk, started by the line, told over its private socket."""

    modules: tuple[str, ...]
    trunk: TrunkStatus


async def running_asterisk(settings: Settings) -> RunningAsterisk | None:
    """Ask our Asterisk; None where it is not running."""
    folder = asterisk_folder(settings)
    if not (folder / "run/asterisk.ctl").exists():
        return None
    try:
        installation = find(settings)
    except AsteriskError:
        return None
    modules = listed_modules(await ask_console(installation, folder, "module show"))
    if not modules:
        return None  # it was killed, and left its socket behind
    status = trunk_status(settings, await ask_console(installation, folder, QUESTION))
    return RunningAsterisk(modules, status)


def listed_modules(answer: str) -> tuple[str, ...]:
    """Names of the running modules in the console's table."""
    return tuple(re.findall(r"^(\S+\.so)\s.*\s\d+\s+Running\s", answer, re.MULTILINE))


async def asterisk_checks(settings: Settings, running: RunningAsterisk | None) -> list[Check]:
    """The version, and the modules: of the running Asterisk, else of the installed one."""
    if not settings.asterisk.own_process:
        return [await _somebody_elses(settings)]
    try:
        installation = find(settings)
        judged = verdict(await version(installation))
    except AsteriskError as wrong:
        return [Check("asterisk", Level.FAIL, str(wrong))]
    return [_version(judged), _modules(settings, installation, running)]


async def _somebody_elses(settings: Settings) -> Check:
    """Ask over ARI, with the passwords of the settings."""
    try:
        async with ari_http(settings, fresh_secrets(settings)) as ari:
            judged, troubles = await running_version(ari), await running_troubles(settings, ari)
    except httpx.HTTPError:
        port = settings.asterisk.http_port
        told = f"No Asterisk answers at port {port}: start it, or check asterisk.http_port and asterisk.ari_password."
        return Check("asterisk", Level.FAIL, told)
    return Check("asterisk", Level.FAIL, " ".join(troubles)) if troubles else _version(judged)


def _version(judged: Verdict) -> Check:
    return Check("asterisk", GRADES[judged.grade], judged.sentence)


def _modules(settings: Settings, installation: Installation, running: RunningAsterisk | None) -> Check:
    srtp = settings.trunk.srtp != "none"
    loaded = running.modules if running else _needed_files(installation, srtp)
    if troubles := module_troubles(loaded, srtp):
        return Check("modules", Level.FAIL, " ".join(troubles))
    how = "run, and no others" if running else "are installed"
    return Check("modules", Level.OK, f"The {len(modules_for(srtp))} allowed modules {how}.")


def _needed_files(installation: Installation, srtp: bool) -> list[str]:
    """Those of the allow list that are there; others are not loaded, so they do not matter."""
    return [f"{name}.so" for name in modules_for(srtp) if (installation.modules / f"{name}.so").is_file()]

"""Where an Asterisk is on this machine: a private root, or the system's own."""

import asyncio
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from ivr.settings import Settings


class AsteriskError(Exception):
    """Asterisk cannot be used; the text is a sentence that says what to do."""


@dataclass(frozen=True, slots=True)
class Installation:
    """An Asterisk that can be started: `command` comes before its arguments."""

    command: tuple[str, ...]
    modules: Path
    data: Path


def find(settings: Settings) -> Installation:
    """The Asterisk that `asterisk.root` names, or the system's where it is empty. Raises AsteriskError."""
    root = Path(settings.asterisk.root or "/")
    binary = shutil.which("asterisk", path=f"{root / 'usr/sbin'}:{root / 'usr/local/sbin'}")
    modules = sorted(root.glob("usr/lib*/**/asterisk/modules"))
    if binary is None or not modules:
        raise AsteriskError(
            f"No Asterisk is in {root} (setting asterisk.root, variable AMPARO_ASTERISK_ROOT): "
            "./amparo demo builds a private one."
        )
    data = [root / "usr/share/asterisk", root / "var/lib/asterisk"]
    found = next((folder for folder in data if (folder / "documentation").is_dir()), data[0])
    return Installation(_command(settings, root, binary), modules[0], found)


def _command(settings: Settings, root: Path, binary: str) -> tuple[str, ...]:
    """A private root brings its own C library, so its own loader starts the program."""
    if not settings.asterisk.root:
        return (binary,)
    loaders = sorted(root.glob("usr/lib/*-linux-gnu/ld-linux-*.so.*"))
    if not loaders:
        raise AsteriskError(f"{root} has no loader (ld-linux): build the private root anew with ./amparo demo.")
    return (str(loaders[0]), "--library-path", str(loaders[0].parent), binary)


async def version(installation: Installation) -> str:
    """What the program says of itself, such as `22.10.1`. Raises AsteriskError."""
    child = await asyncio.create_subprocess_exec(
        *installation.command, "-V", stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL
    )
    said = re.match(r"Asterisk (\S+)", (await child.communicate())[0].decode(errors="replace"))
    if child.returncode or said is None:
        raise AsteriskError(f"{installation.command[-1]} -V gave no version: reinstall Asterisk.")
    return said.group(1).partition("+")[0].partition("~")[0]

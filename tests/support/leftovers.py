"""What a line could leave behind, and the proof that it did not."""

import threading
from dataclasses import dataclass, field
from pathlib import Path

from ivr.settings import Settings
from ivr.settings_ports import PortUse, asterisk_ports, line_ports, trouble


@dataclass
class Leftovers:
    """Remembers what was started; `left` names what is still there."""

    before: frozenset[int] = field(default_factory=lambda: frozenset(descendants(own_pid())))
    folders: list[Path] = field(default_factory=list)
    """Temporary folders given to something that must empty them."""
    lines: list[Settings] = field(default_factory=list)
    channels: list[str] = field(default_factory=list)
    """Channels and bridges that were up when Asterisk was stopped."""

    def left(self) -> list[str]:
        """One sentence for each thing that should be gone."""
        found = [
            f"process {pid} still runs: {name}"
            for pid, name in descendants(own_pid()).items()
            if pid not in self.before
        ]
        found += [f"thread {thread.name} still runs" for thread in threading.enumerate() if "baresip" in thread.name]
        found += [f"{path} is still there" for folder in self.folders for path in folder.iterdir()]
        for settings in self.lines:
            found += [sentence for use in _ports(settings) if (sentence := trouble(use))]
            found += [f"{path} is still there" for path in files_of_asterisk(settings)]
        return found + [f"in Asterisk: {channel}" for channel in self.channels]


def _ports(settings: Settings) -> tuple[PortUse, ...]:
    return (*asterisk_ports(settings), *line_ports(settings))


def files_of_asterisk(settings: Settings) -> list[Path]:
    """Everything below the folder Asterisk ran in."""
    folder = settings.state / "asterisk"
    return sorted(folder.rglob("*")) if folder.exists() else []


def own_pid() -> int:
    """The process id of the tests."""
    return int(Path("/proc/self").readlink().name)


def descendants(pid: int) -> dict[int, str]:
    """Process ids of all children and their children, with their names; the dead that nobody waited for included."""
    parents = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            name, _, rest = (folder / "stat").read_text(encoding="utf-8", errors="replace").rpartition(")")
        except OSError:
            continue
        parents[int(folder.name)] = (int(rest.split()[1]), name.partition("(")[2])
    found: dict[int, str] = {}
    new = {pid}
    while new:
        new = {child for child, (parent, _) in parents.items() if parent in new}
        found |= {child: parents[child][1] for child in new}
    return found

"""One reading of a hostile file in a process of its own: its sentence, and the most memory it took.

`python -m tests.support.peak floip|rapidpro|yaml NAME` prints JSON; without words, a table of all files.
"""

import json
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from flows import load, parse
from flows.errors import Refused
from flows.floip import reading as floip
from flows.rapidpro import reading as rapidpro
from tests.support.hostile_files import HARMFUL, YAML

Reader = Callable[[bytes, str], object]
FILE = "hostile.file"
READERS: dict[str, Reader] = {
    "floip": floip.read,
    "rapidpro": rapidpro.read,
    "yaml": lambda data, file: load.read(parse.text(data, file), file),
}


@dataclass(frozen=True)
class Peak:
    sentences: tuple[str, ...]
    """Empty where the file was taken."""
    grown_mb: float
    """Above the program and the file itself."""
    total_mb: float
    seconds: float


def measured(reader: str, name: str) -> Peak:
    """Read a file and see what it took."""
    data = (YAML if reader == "yaml" else HARMFUL)[name]()
    before, began = _mb(), time.perf_counter()
    try:
        READERS[reader](data, FILE)
        sentences: tuple[str, ...] = ()
    except Refused as refused:
        sentences = refused.sentences()
    return Peak(sentences, _mb() - before, _mb(), time.perf_counter() - began)


def _mb() -> float:
    """The most this program held at once. Not `ru_maxrss`, which a child takes over from whoever started it."""
    status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    peak = next(line for line in status.splitlines() if line.startswith("VmHWM:"))
    return int(peak.split()[1]) / 1024


def _table() -> None:
    """Seconds and megabytes of every file with every reader, each in a process of its own."""
    for reader in READERS:
        for name in YAML if reader == "yaml" else HARMFUL:
            command = [sys.executable, "-m", "tests.support.peak", reader, name]
            peak = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
            told = peak["sentences"][0] if peak["sentences"] else "taken"
            figures = f"{peak['seconds']:5.2f} s {peak['total_mb']:4.0f} MB"
            sys.stdout.write(f"{figures}  {reader:8} {name}: {told[:90]}\n")


if __name__ == "__main__":
    if sys.argv[1:]:
        sys.stdout.write(json.dumps(vars(measured(*sys.argv[1:3]))))
    else:
        _table()

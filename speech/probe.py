"""Whether a model loads, and the memory it takes: asked of a process of its own, which ends whatever it finds.

`python -m speech.probe LANGUAGE FOLDER` is that process; it prints megabytes, or a sentence and exit status 1.
"""

import json
import resource
import subprocess
import sys
from pathlib import Path

from speech.by_example.recipe import is_taught
from speech.kept import kept, recalled
from speech.known_words import fingerprint
from speech.ports import ModelBroken

TIMEOUT_S = 120
MOST_BYTES = 4 * 1024**3
"""Of memory that the process may take; the Korean model takes half of one gigabyte."""
MEMORY = "memory_mb"
WORKER_MB = 45
"""What a worker that was forked adds to its mother's model, after it has heard (29 to 45 measured)."""


def memory_mb(language: str, folder: Path, file: Path) -> int:
    """Megabytes that one process takes with the model loaded; `file` keeps them. Raises ModelBroken."""
    megabytes = probe(language, folder)
    file.unlink(missing_ok=True)
    return kept(file, fingerprint(folder), (MEMORY,), lambda _: {MEMORY: megabytes})[MEMORY]


def memory_known(folder: Path, file: Path) -> int | None:
    """The same as it was measured last; None where nobody did, or the model is another one since."""
    found = recalled(file, fingerprint(folder)).get(MEMORY)
    return found if isinstance(found, int) else None


def total_mb(folder: Path, measured: int, workers: int) -> int:
    """Of so many workers of a language whose model takes so much."""
    return measured * workers if is_taught(folder) else measured + WORKER_MB * workers


def probe(language: str, folder: Path) -> int:
    """Load it in a process of its own. Raises ModelBroken where it cannot be loaded, or takes too long or too much."""
    try:
        done = subprocess.run(  # noqa: S603 - no shell, our own program
            (sys.executable, "-m", __name__, language, str(folder)),
            capture_output=True,
            timeout=TIMEOUT_S,
            check=False,
            cwd=Path(__file__).parents[1],
        )
        said = json.loads(done.stdout or b"{}")
    except (subprocess.SubprocessError, OSError, ValueError) as error:
        raise ModelBroken(f"The model in {folder} cannot be loaded: install it again.") from error
    if MEMORY not in said:
        raise ModelBroken(said.get("wrong") or f"The model in {folder} cannot be loaded: install it again.")
    return int(said[MEMORY])


def own_mb() -> int:
    """Megabytes of this process: its share of what it has in memory, so that libraries in common count once."""
    rows = (line.split() for line in Path("/proc/self/smaps_rollup").read_text().splitlines())
    return next(int(row[1]) for row in rows if row[0] == "Pss:") // 1024


def main() -> None:
    """The process."""
    from speech.worker import load  # noqa: PLC0415 - only this process loads it

    resource.setrlimit(resource.RLIMIT_DATA, (MOST_BYTES, MOST_BYTES))
    language, folder = sys.argv[1:3]
    try:
        hearer = load(language, Path(folder))
    except (ModelBroken, MemoryError, KeyError, ValueError) as error:
        sys.stdout.write(json.dumps({"wrong": str(error) if isinstance(error, ModelBroken) else ""}))
        sys.exit(1)
    sys.stdout.write(json.dumps({MEMORY: own_mb()}))
    del hearer


if __name__ == "__main__":
    main()

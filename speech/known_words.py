"""Which words an installed model knows. Loading a model takes seconds, so a process of its own is asked, and only once.

`python -m speech.known_words FOLDER` is that process: words on standard input, one a line; those it knows come back.
"""

import hashlib
import subprocess
import sys
from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path

from speech.by_example.recipe import is_taught
from speech.kept import kept
from speech.ports import ModelBroken

TIMEOUT_S = 120
"""Seconds; the Korean model takes 2."""


def unknown_words(words: Iterable[str], model: Path, file: Path) -> frozenset[str]:
    """Those that the model does not know; `file` keeps what was found. Raises ModelBroken.

    A language that was taught by example has no vocabulary: a word nobody recorded is no mistake, only never live.
    """
    if is_taught(model):
        return frozenset()
    known = kept(file, fingerprint(model), words, partial(_asked, model))
    return frozenset(word for word, there in known.items() if not there)


def fingerprint(model: Path) -> str:
    """Changes with the model, without reading it: names, sizes and times of its files."""
    digest = hashlib.sha256()
    for file in sorted(path for path in model.rglob("*") if path.is_file()):
        status = file.stat()
        digest.update(f"{file.relative_to(model)} {status.st_size} {status.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def _asked(model: Path, words: tuple[str, ...]) -> Mapping[str, bool]:
    try:
        done = subprocess.run(  # noqa: S603 - no shell, our own program
            (sys.executable, "-m", __name__, str(model)),
            input="\n".join(words).encode(),
            capture_output=True,
            check=True,
            timeout=TIMEOUT_S,
        )
    except (subprocess.SubprocessError, OSError) as error:
        raise ModelBroken(f"the model in {model} cannot be asked for its words: install it again.") from error
    there = set(done.stdout.decode().splitlines())
    return {word: word in there for word in words}


def main() -> None:
    """The process."""
    from speech.vosk_recogniser import VoskModel  # noqa: PLC0415 - only this process loads it

    asked = sys.stdin.buffer.read().decode().splitlines()
    model = VoskModel(Path(sys.argv[1]))
    sys.stdout.buffer.write("\n".join(word for word in asked if model.knows(word)).encode())


if __name__ == "__main__":
    main()

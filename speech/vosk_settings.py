"""How a Vosk model decodes here: the model's own files, with other settings of the search."""

import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SEARCH = {"acoustic-scale": "0.7", "beam": "7.0", "lattice-beam": "5.0"}
"""Models ship 1.0, 10 and 2. Sound weighs less beside the grammar, so that words of two phrases are not mixed, and
readings that are less likely are kept, so that evidence can be weighed (measured: speech/README.md)."""
CONFIGURED = Path("conf/model.conf")


@contextmanager
def searching(folder: Path) -> Iterator[Path]:
    """A folder that is the model with these settings, gone afterwards: loading reads everything at once.

    A model without such a file is taken as it is.
    """
    if not (folder / CONFIGURED).is_file():
        yield folder
        return
    with tempfile.TemporaryDirectory(prefix="amparo-model-") as made:
        for part in folder.iterdir():
            if part.name != CONFIGURED.parent.name:
                (Path(made) / part.name).symlink_to(part.resolve())
        shutil.copytree(folder / CONFIGURED.parent, Path(made) / CONFIGURED.parent)
        configured = Path(made) / CONFIGURED
        configured.write_text(settled(configured.read_text(encoding="utf-8")), encoding="utf-8")
        yield Path(made)


def settled(text: str) -> str:
    """A model's settings with ours in their place; what it does not say is added."""
    for name, value in SEARCH.items():
        line = f"--{name}={value}"
        text, times = re.subn(rf"^--{name}=.*$", line, text, flags=re.MULTILINE)
        text = text if times else f"{text.rstrip()}\n{line}\n"
    return text

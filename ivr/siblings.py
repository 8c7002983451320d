"""Files beside one that somebody named and that is not there."""

from contextlib import suppress
from pathlib import Path

from flows.check import near
from flows.messages import NOTHING, Sentence

MOST = 500
"""Of a folder with more, nobody means one by a slip."""


def meant(name: str | Path) -> Sentence:
    """' Did you mean ...?', or nothing."""
    file = Path(name)
    with suppress(OSError):
        beside = [each.name for each, _ in zip(file.parent.iterdir(), range(MOST), strict=False)]
        if file.name not in beside:
            return near(file.name, sorted(beside))
    return NOTHING

"""What the running line uses of what is published, for `./amparo doctor`: one small file in the state folder."""

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

NAME = "live.json"


@dataclass(frozen=True, slots=True)
class Status:
    """`publication` is what new calls get; `refused` is a newer one that could not be used, and why."""

    publication: int
    refused: int = 0
    why: tuple[str, ...] = ()


def write_status(state: Path, status: Status) -> None:
    """Put it in the place of the one before."""
    new = state / f"{NAME}.new"
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        json.dump(asdict(status), file)
    new.replace(state / NAME)


def read_status(state: Path) -> Status | None:
    """What the running line said last; None where none runs."""
    try:
        found = json.loads((state / NAME).read_text(encoding="utf-8"))
        return Status(int(found["publication"]), int(found["refused"]), tuple(found["why"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def forget_status(state: Path) -> None:
    """The line stops. Idempotent."""
    (state / NAME).unlink(missing_ok=True)

"""What was learnt once from recordings, the same for every language; `bench.hearing.constants` makes it."""

import json
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("constants.json")


@cache
def constants() -> dict[str, Any]:
    """Means and deviations of what the network gives, weights and offset of a choice's evidence."""
    read: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return read


def write(made: dict[str, object]) -> None:
    """Others from now on."""
    FILE.write_text(json.dumps(made, indent=0) + "\n", encoding="utf-8")
    constants.cache_clear()

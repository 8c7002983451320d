"""Vosk models by language that somebody may install: `catalogue.json`, with what is known of each. Never downloads."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("catalogue.json")


@dataclass(frozen=True, slots=True)
class Listed:
    """One model; what is not known is empty or 0."""

    language: str
    name: str
    bytes: int
    """Of its archive."""
    licence: str
    sha256: str
    """Of its archive."""
    url: str


@cache
def catalogue() -> dict[str, Listed]:
    """The model of each language, by tag."""
    content = json.loads(FILE.read_text(encoding="utf-8"))
    address: str = content["address"]
    return {
        language: Listed(language, **known, url=address.format(name=known["name"]))
        for language, known in content["models"].items()
    }

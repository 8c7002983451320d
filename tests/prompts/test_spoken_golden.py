"""Values as each language says them, written out word for word; UPDATE_GOLDEN=1 writes them anew."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from prompts.catalogue import UNITS, Catalogue, load
from prompts.units import BANDS, DAYS_SPOKEN, DIRECTIONS, HOURS
from prompts.written import text, value

FOLDER = Path(__file__).parent / "spoken"
LANGUAGES = tuple(sorted(file.stem for file in UNITS.glob("*.po")))
KINDS = {
    "digits": ("1", "12", "112", "1234", "12345678"),
    "time": tuple(f"{hour:02}:{minute:02}" for hour in HOURS for minute in (0, 5, 30, 45)),
    "day": DAYS_SPOKEN,
    "date": (*(f"{month:02}-01" for month in range(1, 13)), "02-29", "05-02", "06-11", "08-20", "10-21", "12-31"),
    "band": BANDS,
    "count": tuple(map(str, (*range(13), 16, 19, 20, 21, 22, 30, 31, 45, 61, 70, 71, 75, 80, 81, 90, 91, 99))),
    "direction": DIRECTIONS,
}
SENTENCES: dict[str, tuple[dict[str, str], ...]] = {
    "hours.from_to": (
        {"from": "09:00", "to": "18:00"},
        {"from": "13:00", "to": "00:00"},
        {"from": "08:30", "to": "12:15"},
    ),
    "hours.until": ({"time": "01:00"}, {"time": "12:00"}, {"time": "21:45"}, {"time": "24:00"}),
    "hours.opens": (
        {"day": "monday", "time": "09:00"},
        {"day": "today", "time": "13:30"},
        {"day": "tomorrow", "time": "01:00"},
        {"day": "sunday", "time": "12:00"},
    ),
    "hours.opens_date": ({"date": "01-01", "time": "09:00"}, {"date": "10-31", "time": "14:20"}),
    "hours.closed": ({},),
    "wait.band": tuple({"band": band} for band in BANDS),
    "count.people": ({"count": "1"}, {"count": "21"}, {"count": "75"}),
}


@pytest.fixture(scope="module")
def shipped() -> Catalogue:
    return load(UNITS)


def said(texts: Catalogue, language: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Each kind and each sentence, with what is said for which values."""
    for kind, given in KINDS.items():
        yield kind, {one: value(texts, kind, one, language) for one in given}
    for name, rows in SENTENCES.items():
        yield name, {" ".join(row.values()): text(texts, name, language, tuple(row.items())) for row in rows}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_said(shipped: Catalogue, language: str) -> None:
    file, yaml = FOLDER / f"{language}.yaml", YAML(typ="rt")
    yaml.width = 1000
    now = dict(said(shipped, language))
    if os.environ.get("UPDATE_GOLDEN"):
        with file.open("w", encoding="utf-8") as out:
            yaml.dump(now, out)
    assert yaml.load(file.read_text(encoding="utf-8")) == now


def test_there_is_a_file_for_each_language() -> None:
    assert tuple(sorted(file.stem for file in FOLDER.glob("*.yaml"))) == LANGUAGES

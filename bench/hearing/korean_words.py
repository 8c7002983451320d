"""On which phrases this voice and this model cannot agree: found with calibration voices and a grammar alone."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path

from bench.hearing.conditions import CLEAN
from bench.hearing.korean_corpus import MADE
from bench.hearing.korean_menus import Menu
from bench.hearing.korean_plan import CALIBRATION_SIDE, listed
from bench.hearing.trying import Outcome, Try
from bench.hearing.voices import CALIBRATION
from speech.phonemes import version

LEAST = 0.5
"""Of the tries that stock Vosk with the menu as its grammar must get right."""
TRIES = 16
"""Of each phrase: every calibration voice twice."""


def tries(menus: Sequence[Menu], each: int = TRIES) -> Iterator[Try]:
    """What calibration voices say, clean."""
    for row in listed(menus, CALIBRATION_SIDE, CLEAN):
        yield from islice(row, each)


def shares(outcomes: Iterable[Outcome]) -> dict[str, float]:
    """Phrase to how often stock Vosk got it right."""
    right, of = Counter[str](), Counter[str]()
    for each in outcomes:
        of[each.tried.phrase] += 1
        right[each.tried.phrase] += each.stock == each.tried.option
    return {phrase: right[phrase] / count for phrase, count in of.items()}


def disagreed(shares: Mapping[str, float]) -> tuple[str, ...]:
    """The phrases that are not agreed on."""
    return tuple(sorted(phrase for phrase, share in shares.items() if share < LEAST))


def read(file: Path) -> dict[str, float]:
    """Shares kept before; empty where there are none."""
    try:
        return dict(json.loads(file.read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return {}


def kept_in(folder: Path, menus: Sequence[Menu], model: Path, each: int) -> Path:
    """Where the shares of these menus, this model and these voices are kept."""
    sizes = [f"{file.name} {file.stat().st_size}" for file in sorted(model.rglob("*")) if file.is_file()]
    whole = json.dumps([[repr(menu.grammar) for menu in menus], sizes, each, MADE, CALIBRATION, version()])
    return folder / f"agreed-{hashlib.sha256(whole.encode()).hexdigest()[:16]}.json"

"""Every single try as a line of JSON, for whoever tunes the recogniser. Synthetic speech only: nobody said it."""

import json
from collections.abc import Iterable
from pathlib import Path

from bench.hearing.trying import Outcome, Turn


def add(file: Path, outcomes: Iterable[Outcome]) -> None:
    """At the end of the file."""
    with file.open("a", encoding="utf-8") as opened:
        opened.writelines(f"{json.dumps(row(each), ensure_ascii=False)}\n" for each in outcomes)


def row(outcome: Outcome) -> dict[str, object]:
    """One try."""
    tried = outcome.tried
    return {
        "kind": tried.kind,
        "condition": tried.condition,
        "menu": tried.menu,
        "text": tried.text,
        "option": tried.option,
        "phrase": tried.phrase,
        "voice": [tried.take.variant, tried.take.speed, tried.take.pitch],
        "heard": _turn(outcome.first),
        "again": _turn(outcome.second) if outcome.second else None,
        "stock": outcome.stock,
        "free": outcome.free,
    }


def _turn(turn: Turn) -> list[object]:
    """Option, whether sure, whether a yes was heard after asking back."""
    return [turn.said.option, turn.said.sure, turn.yes]

"""Answers of a slow program, kept in a file between runs."""

import json
import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")


def kept(
    file: Path, made_by: str, asked: Iterable[str], ask: Callable[[tuple[str, ...]], Mapping[str, T]]
) -> Mapping[str, T]:
    """The answer to everything that is asked; `ask` is only called for what the file does not hold.

    `made_by` names the program with its version: answers of another one are not taken. A broken file counts as empty.
    """
    wanted = tuple(dict.fromkeys(asked))
    known = recalled(file, made_by)
    new = tuple(one for one in wanted if one not in known)
    if new:
        known |= ask(new)
        _write(file, made_by, {one: known[one] for one in wanted})
    return {one: known[one] for one in wanted}


def recalled(file: Path, made_by: str) -> dict[str, Any]:
    """What the file holds, without asking for more."""
    try:
        content = json.loads(file.read_bytes())
        return dict(content["answers"]) if content["made_by"] == made_by else {}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def _write(file: Path, made_by: str, answers: Mapping[str, object]) -> None:
    """Whole or not at all."""
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f".{file.name}.{os.getpid()}.part")
    draft.write_text(json.dumps({"made_by": made_by, "answers": answers}, ensure_ascii=False), encoding="utf-8")
    draft.replace(file)

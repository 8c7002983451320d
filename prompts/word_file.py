"""Phrases put into the text of a words file; every other line, comment and their order stay as they are. Pure."""

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from ruamel.yaml.comments import CommentedMap, CommentedSeq

from flows.messages import told
from prompts import words
from prompts.errors import PromptError
from prompts.words import NO_SHORTCUT

HEADER = (
    "# What callers may say: {language}. Words of this installation; an option here stands instead of the program's.\n"
    "# review: none (drafted)\n"
)
_PLAIN = re.compile(r"[^\W\d_](?:[^\W_]|[ '’-])*")
_NO_TEXT = frozenset({"yes", "no", "true", "false", "null", "on", "off", "y", "n"})
"""What YAML takes for something else."""


def put(text: str, file: Path, options: Mapping[str, Sequence[str]], comments: Mapping[str, str]) -> str:
    """The text with these options; new ones at its end, each below its comment. Raises PromptError."""
    text = text or HEADER.format(language=file.stem)
    there = words.tree(text, file)
    lines = text.split("\n")
    known = [name for name in there if name in options] if isinstance(there, CommentedMap) else []
    for name in reversed(known):  # from the last line to the first, so that those before keep their numbers
        _replace(lines, there, name, options[name])
    new = [_option(name, phrases, comments.get(name, "")) for name, phrases in options.items() if name not in known]
    written = "".join(["\n".join(lines).rstrip("\n") + "\n", *(f"\n{option}" for option in new)])
    _prove(written, file, options)
    return written


def _replace(lines: list[str], there: CommentedMap, name: str, phrases: Sequence[str]) -> None:
    """Phrases that stay keep their lines, with what is written behind them."""
    first, listed = there.lc.key(name)[0], there[name]
    at = [listed.lc.item(place)[0] for place in range(len(listed))] if isinstance(listed, CommentedSeq) else []
    if not at or at[0] == first:
        lines[first : (at[-1] if at else first) + 1] = [
            f"{scalar(name)}:",
            *(f"  - {scalar(each)}" for each in phrases),
        ]
        return
    old = {str(phrase): lines[number] for phrase, number in zip(listed, at, strict=True)}
    between = [lines[number] for number in range(at[0], at[-1]) if number not in at]
    lines[at[0] : at[-1] + 1] = [*between, *(old.get(each, f"  - {scalar(each)}") for each in phrases)]


def _option(name: str, phrases: Sequence[str], comment: str) -> str:
    about = f"# {' '.join(comment.split())}\n" if comment else ""
    return f"{about}{scalar(name)}:\n" + "".join(f"  - {scalar(each)}\n" for each in phrases)


def scalar(text: str) -> str:
    """As YAML takes it back."""
    plain = all(_PLAIN.fullmatch(part) for part in text.split(".")) and text.lower() not in _NO_TEXT
    return text if plain and text == text.strip() else json.dumps(text, ensure_ascii=False)


def _prove(text: str, file: Path, options: Mapping[str, Sequence[str]]) -> None:
    """That it is read as it was meant: a file that people write by hand can hold anything."""
    book = words.book(text, file)
    for name, phrases in options.items():
        if name == NO_SHORTCUT or book.get(name) != tuple(phrases):
            template = "{option}: its phrases cannot be changed in the way they are written here; change them by hand."
            raise PromptError(told(template, option=name), file.name)

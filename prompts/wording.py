"""Whether a wording that somebody sends can be one. Pure."""

import re
import unicodedata
from collections.abc import Iterator

from flows.messages import Sentence, told
from prompts.template import variables

LONGEST = 1000
"""Characters; a text of a minute is no prompt (rule V8)."""
LETTERS_PER_S = 30
"""Twice of what a fast speaker says, in any script."""
_SPACES = re.compile(r"([ \t\r\n]|_x000[9AaDd]_)+")
"""Not the no-break space, which French has before a question mark."""
_MAX = re.compile(r"^max: ([\d.]+) s$", re.MULTILINE)
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
"""How XLSX writes control characters (ECMA-376-1, 22.9.2.19)."""
JOINERS = frozenset("\u061c\u200c\u200d\u200e\u200f")
"""Invisible, and part of how some languages are written."""


def plain(text: str) -> str:
    """The wording without what only a cell or a line has; letters in one form (Unicode NFC)."""
    return unicodedata.normalize("NFC", _SPACES.sub(" ", text).strip(" "))


def mistakes(text: str, source: str, note: str) -> tuple[Sentence, ...]:
    """Everything for which a plain wording is none of the source; `note` has a line `max: 2.5 s` or none."""
    return tuple(_mistakes(text, source, note))


def _mistakes(text: str, source: str, note: str) -> Iterator[Sentence]:
    if (hidden := _hidden(text)) is not None:
        yield told("it has the invisible character U+{code}; write it again without.", code=f"{hidden:04X}")
    if not any(letter.isalnum() for letter in text):
        yield told("there is no word in it.")
    elif lost := variables(source) - variables(text):
        yield told("it lacks {names}; write it where the line is to say it.", names=_braced(lost))
    if added := variables(text) - variables(source):
        yield told("the English has no {names}; only what stands there can be put in.", names=_braced(added))
    if "{" in (rest := re.sub(r"\{.*?\}", "", text)) or "}" in rest:
        yield told("a brace has no partner.")
    yield from _long(text, note)


def _braced(names: frozenset[str]) -> Sentence | str:
    """`{day} and {time}`."""
    *others, last = [f"{{{name}}}" for name in sorted(names)]
    return told("{names} and {last}", names=", ".join(others), last=last) if others else last


def _hidden(text: str) -> int | None:
    if escaped := _ESCAPED.search(text):
        return int(escaped[1], 16)
    odd = (letter for letter in text if unicodedata.category(letter) in {"Cc", "Cf", "Cs", "Co"})
    return next((ord(letter) for letter in odd if letter not in JOINERS), None)


def _long(text: str, note: str) -> Iterator[Sentence]:
    limit = _MAX.search(note)
    letters = sum(letter.isalnum() for letter in text)
    if limit and letters > LETTERS_PER_S * float(limit[1]) + LETTERS_PER_S:
        template = "its {letters} letters cannot be said in {seconds} s; say less."
        yield told(template, letters=letters, seconds=limit[1])
    if len(text) > LONGEST:
        yield told("it has {count} characters; {most} at most.", count=len(text), most=LONGEST)

"""What a voice actor or translator is told about a prompt; the `#.` comments of the PO files."""

import re
from dataclasses import dataclass

from flows.messages import Sentence, told

_MAX = re.compile(r"(\d+(?:\.\d+)?) s")
KEYS = ("where", "tone", "keep", "max")


class NoteError(ValueError):
    """A note is not as it should be; a sentence without the place."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(str(sentence))
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Note:
    """Where a prompt is heard, how it is spoken, what must not change, and how long it may be."""

    where: str
    tone: str
    keep: str = ""
    max_ms: int | None = None
    """Milliseconds of speech; None for prompts without a sound of their own."""


def read(comment: str) -> Note:
    """Lines of `key: value`; a line without a key goes on with the one before. Raises NoteError."""
    fields: dict[str, str] = {}
    last = ""
    for line in filter(None, comment.splitlines()):
        key, _, value = line.partition(":")
        if key in KEYS and key not in fields:
            last, fields[key] = key, value.strip()
        elif last:
            fields[last] += f" {line.strip()}"
        else:
            template = "the note begins with '{line}' and not with one of {keys} and a colon."
            raise NoteError(told(template, line=line, keys=", ".join(KEYS)))
    for key in ("where", "tone"):
        if not fields.get(key):
            raise NoteError(told("the note has no '{key}:' line for voice actors and translators.", key=key))
    return Note(fields["where"], fields["tone"], fields.get("keep", ""), _milliseconds(fields.get("max")))


def _milliseconds(text: str | None) -> int | None:
    if text is None:
        return None
    found = _MAX.fullmatch(text)
    if found is None:
        raise NoteError(told("'max: {text}' is not a number of seconds like 'max: 2.5 s'.", text=text))
    return round(float(found[1]) * 1000)

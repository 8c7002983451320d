"""What can be recorded in a language: each prompt, or its pieces of wording around variables. Pure."""

import hashlib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from prompts.catalogue import SOURCE, Catalogue, Prompt
from prompts.template import pieces, variables

VERSION_LENGTH = 12
"""Hexadecimal digits: enough that two wordings of one prompt never share a version."""


@dataclass(frozen=True, slots=True)
class Part:
    """One thing a speaker says without a stop."""

    prompt: str
    language: str
    piece: int
    """From 1, in the order of the wording; 0 for a whole prompt."""
    wording: str
    """What is said; the English where the language has no wording, because it is seldom or never written."""
    max_ms: int | None
    """How long the whole prompt may be, by its note."""

    @property
    def name(self) -> str:
        """The name of its file and manifest entry."""
        return f"{self.prompt}.{self.piece}" if self.piece else self.prompt

    @property
    def version(self) -> str:
        """Changes with the wording."""
        return text_version(self.wording)


def text_version(wording: str) -> str:
    """The same for the same words, whatever the spaces between them and the form of their letters (Unicode NFC)."""
    plain = unicodedata.normalize("NFC", " ".join(wording.split()))
    return hashlib.sha256(plain.encode()).hexdigest()[:VERSION_LENGTH]


def parts(catalogue: Catalogue, language: str) -> tuple[Part, ...]:
    """All of a language, which may have no text at all, in the order of the files."""
    return tuple(part for name in catalogue.names for part in of_prompt(catalogue, name, language))


def of_prompt(catalogue: Catalogue, name: str, language: str) -> tuple[Part, ...]:
    """Those of one prompt; none where it has no wording of its own, or nowhere any."""
    prompt = worded(catalogue, name, language)
    return tuple(_parts(prompt, language)) if prompt else ()


def worded(catalogue: Catalogue, name: str, language: str) -> Prompt | None:
    """The wording to speak: the language's own, else the English; None where there is none."""
    for tag in (language, SOURCE):
        try:
            return catalogue.prompt(name, tag)
        except KeyError:
            continue
    return None


def _parts(prompt: Prompt, language: str) -> Iterator[Part]:
    said = [piece.text for piece in pieces(prompt.text) if piece.text]
    in_pieces = bool(variables(prompt.text))
    for number, wording in enumerate(said, 1):
        yield Part(prompt.name, language, number if in_pieces else 0, wording, prompt.note.max_ms)

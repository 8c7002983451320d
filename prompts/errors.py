"""What is wrong with texts, words or recordings."""

from pathlib import Path


class PromptError(Exception):
    """A file of prompts cannot be used; the text is a sentence with the place, for its author."""


def at(file: Path, line: int | None, what: str) -> PromptError:
    """A PromptError that begins with the place: `fr.po:31: what`."""
    place = file.name if line is None else f"{file.name}:{line}"
    return PromptError(f"{place}: {what}")

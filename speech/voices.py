"""Which of espeak-ng's voices speaks a language. Pure."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Voice:
    """`id` is espeak-ng's file, e.g. roa/es-419; `language` its first tag, e.g. es-419."""

    id: str
    language: str


def voice_for(language: str, voices: Iterable[Voice]) -> Voice | None:
    """The voice whose id or tag is the language, else the first of a region of it; ids differ between builds."""
    tag = language.casefold()
    rules: tuple[Callable[[Voice], bool], ...] = (
        lambda voice: voice.id.rpartition("/")[2].casefold() == tag,
        lambda voice: voice.language.casefold() == tag,
        lambda voice: voice.language.casefold().startswith(f"{tag}-"),
    )
    everyone = tuple(voices)
    return next((voice for rule in rules for voice in everyone if rule(voice)), None)

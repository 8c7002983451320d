"""The wording of every prompt and spoken unit in every language."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from prompts import units, values
from prompts.errors import at
from prompts.own import Files, over
from prompts.packs import Pack
from prompts.reading import SOURCE, Prompt, read_folder, read_own
from prompts.values import Has

__all__ = ["SOURCE", "TEXTS", "UNITS", "Catalogue", "Gap", "Prompt", "load"]

TEXTS = Path(__file__).parent / "texts"
"""The shipped texts."""
UNITS = Path(__file__).parent / "units"
"""The shipped spoken units."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A prompt that some language has and this one lacks."""

    name: str
    language: str

    def __str__(self) -> str:
        folder = "units" if self.name in units.NAMES else "texts"
        return f"The prompt '{self.name}' is missing in '{self.language}' (prompts/{folder}/{self.language}.po)."


class Catalogue:
    """All prompts of some languages; does not change."""

    def __init__(self, prompts: Iterable[Prompt]) -> None:
        self._prompts = {(prompt.name, prompt.language): prompt for prompt in prompts}

    @property
    def languages(self) -> tuple[str, ...]:
        """Language tags, sorted."""
        return tuple(sorted({language for _, language in self._prompts}))

    @property
    def names(self) -> tuple[str, ...]:
        """Prompt names of all languages, in the order of the files."""
        return tuple(dict.fromkeys(name for name, _ in self._prompts))

    def has(self, name: str, language: str) -> bool:
        """Whether there is a wording."""
        prompt = self._prompts.get((name, language))
        return prompt is not None and bool(prompt.text)

    def prompt(self, name: str, language: str) -> Prompt:
        """Raises KeyError where there is none with a wording."""
        prompt = self._prompts[name, language]
        if not prompt.text:
            raise KeyError((name, language))
        return prompt

    def pattern(self, name: str, language: str) -> str:
        """The wording, or the English that recordings of the language follow. Raises KeyError."""
        return self.prompt(name, language if self.has(name, language) else SOURCE).text

    def spoken(self, language: str) -> tuple[Prompt, ...]:
        """Prompts of a language that have a wording."""
        return tuple(prompt for (_, tag), prompt in self._prompts.items() if tag == language and prompt.text)

    def wanted(self, has: Has) -> tuple[str, ...]:
        """What a language with these prompts needs to be complete: all, but only the units it puts together."""
        needed = values.needed(values.SPOKEN, has)
        return tuple(name for name in self.names if name in needed or name not in units.PARTS)

    def gaps(self) -> tuple[Gap, ...]:
        """What a language lacks that another has."""
        return tuple(gap for tag in self.languages for gap in self._gaps(tag))

    def _gaps(self, language: str) -> Iterable[Gap]:
        def has(name: str) -> bool:
            return self.has(name, language)

        return (Gap(name, language) for name in self.wanted(has) if not has(name))

    def unused(self, used: Iterable[str]) -> tuple[str, ...]:
        """Names that are not among the used ones; units are used by values."""
        needed = {*used, *units.NAMES}
        return tuple(name for name in self.names if name not in needed)


def load(*folders: Path, pack: Pack | None = None, own: Files | None = None) -> Catalogue:
    """Read `<language>.po` of some folders, the shipped ones where none is given.

    Over them stand an installation's own, and over all the facts of a pack. Raises PromptError with the place.
    """
    found: dict[tuple[str, str], Prompt] = {}
    for folder in folders or (TEXTS, UNITS):
        for prompt in read_folder(folder):
            if (prompt.name, prompt.language) in found:
                file = folder / f"{prompt.language}.po"
                template = "{prompt}: is already in another folder; keep one of them."
                raise at(file, prompt.line, template, prompt=prompt.name)
            found[prompt.name, prompt.language] = prompt
    if own is not None:
        found = over(found, read_own(own.texts, own.home / "texts"))
    if pack is not None:
        found |= {(prompt.name, prompt.language): prompt for prompt in pack.filled(found)}
    return Catalogue(found.values())

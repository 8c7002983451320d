"""Country packs: what is true in one country, with where it is written. Nothing here is invented.

A pack is a folder: `pack.yaml` with facts, numbers and holidays, `texts/<language>.po` with the wording of its facts.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from flows.hours import Holiday
from prompts import spoken
from prompts.errors import at
from prompts.packfile import FACTS, Fact, PackFile, Value, read
from prompts.reading import SOURCE, Prompt, read_folder
from prompts.template import filled

PACKS = Path(__file__).parent / "packs"
"""The shipped packs; each says itself whether a lawyer of the country has read it."""
SHEET = "pack.yaml"
Texts = Mapping[tuple[str, str], Prompt]
"""Prompts by name and language."""
__all__ = ["FACTS", "PACKS", "Fact", "Pack", "Value", "chosen", "load"]


@dataclass(frozen=True, slots=True)
class Pack:
    """One country pack, checked."""

    file: PackFile
    prompts: tuple[Prompt, ...]
    """Wording of known facts, with the names of values in braces."""

    @property
    def name(self) -> str:
        """The name of its folder."""
        return self.file.name

    @property
    def reviewed(self) -> bool:
        """Whether a named person has checked it; an example is for looking at only."""
        return self.file.status == "reviewed"

    @property
    def holidays(self) -> tuple[Holiday, ...]:
        """Days that are closed everywhere in the country."""
        return self.file.holidays

    def filled(self, texts: Texts) -> Iterator[Prompt]:
        """Its prompts with the values put in; numbers are said by the digit words of each language."""
        for prompt in self.prompts:
            own, source = (self._words(texts, tag) for tag in (prompt.language, SOURCE))
            yield replace(prompt, text=filled(prompt.text, own), source=filled(prompt.source, source))

    def _words(self, texts: Texts, language: str) -> dict[str, str]:
        return {name: value.word or _said(value.digits, texts, language) for name, value in self.file.values.items()}


def chosen(name: str, home: Path) -> Pack | None:
    """A shipped pack by its name, another by its folder, seen from `home`; none for no name. Raises as `load`."""
    if not name:
        return None
    return load(PACKS / name if (PACKS / name / SHEET).is_file() else home / name)


def load(folder: Path) -> Pack:
    """Read and check a pack. Raises PackError and PromptError, every mistake with file and line."""
    file = read(folder / SHEET)
    prompts = read_folder(folder / "texts", lambda _: frozenset(file.values))
    pack = Pack(file, tuple(prompt for prompt in prompts if prompt.text))
    for prompt in prompts:
        _check(folder, file, prompt)
    _check_complete(folder, pack)
    return pack


def _said(digits: str, texts: Texts, language: str) -> str:
    """One one two: groups are divided by commas; a digit without a word stays a digit."""
    groups = (" ".join(_word(name, texts, language) for name in group) for group in spoken.prompts(digits))
    return ", ".join(groups)


def _word(name: str, texts: Texts, language: str) -> str:
    prompt = texts.get((name, language))
    return prompt.text if prompt and prompt.text else name.rpartition(".")[2]


def _check(folder: Path, file: PackFile, prompt: Prompt) -> None:
    place = folder / "texts" / f"{prompt.language}.po"
    if prompt.name not in file.facts:
        raise at(place, prompt.line, "{prompt}: a pack words only facts (fact.*) of its pack.yaml.", prompt=prompt.name)
    if file.facts[prompt.name].known == "unknown":
        template = "{prompt}: pack.yaml says this is unknown; take the wording out, or write there what is known."
        raise at(place, prompt.line, template, prompt=prompt.name)


def _check_complete(folder: Path, pack: Pack) -> None:
    worded = {prompt.name for prompt in pack.prompts if prompt.language == SOURCE}
    for name, fact in pack.file.facts.items():
        if fact.known != "unknown" and name not in worded:
            place = folder / "texts" / f"{SOURCE}.po"
            raise at(place, None, "{fact}: is known in pack.yaml and has no wording here.", fact=name)

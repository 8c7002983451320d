"""An installation's own texts and words, in its state folder. They stand over the shipped ones, which a new version of
the program may replace; nothing that a coordinator writes is in the program's folders.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from prompts.reading import SOURCE, Prompt

Key = tuple[str, str]
"""Name of a prompt, and language."""


@dataclass(frozen=True, slots=True)
class Own:
    """Where they are; the folders need not be there."""

    home: Path
    """The state folder of the installation."""

    @property
    def texts(self) -> Path:
        """`<language>.po`."""
        return self.home / "texts"

    @property
    def words(self) -> Path:
        """`<language>.yaml`."""
        return self.home / "words"


@dataclass(frozen=True, slots=True)
class Files:
    """The same as they are written, from the folders or a version of them that was kept: language to text."""

    texts: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    home: Path = Path()
    """In front of mistakes; for a version no folder, but its name."""

    @property
    def empty(self) -> bool:
        """Nothing is the installation's own."""
        return not (self.texts or self.words)


NONE = Files()
"""Everything is as shipped."""


def over(shipped: Mapping[Key, Prompt], own: Iterable[Prompt]) -> dict[Key, Prompt]:
    """All prompts: of two wordings the own one, but only one that was made from the English of today.

    So a new version of the program may change the English without a caller hearing what it said before.
    """
    mine = {(prompt.name, prompt.language): prompt for prompt in own}
    english = {name: found.source for (name, tag), found in shipped.items() if tag == SOURCE}
    english |= {name: found.source for (name, tag), found in mine.items() if tag == SOURCE and found.text}
    return dict(_over(shipped, mine, english))


def _over(
    shipped: Mapping[Key, Prompt], mine: Mapping[Key, Prompt], english: Mapping[str, str]
) -> Iterator[tuple[Key, Prompt]]:
    for key in {**shipped, **mine}:
        offered = [found for found in (mine.get(key), shipped.get(key)) if found]
        source = english.get(key[0], offered[0].source)
        said = next((prompt for prompt in offered if prompt.text and prompt.source == source), None)
        yield key, said or replace(offered[0], source=source, text="")

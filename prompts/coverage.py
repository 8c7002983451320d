"""How far each prompt is in each language: text, recording, review (rules V9, V34). Pure."""

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum

from prompts.catalogue import Catalogue
from prompts.manifest import Entry, Manifest
from prompts.parts import Part, of_prompt, worded
from prompts.recordings import Recording

Key = tuple[str, str]
"""Prompt and language."""


class State(StrEnum):
    """From the worst to the best; a prompt made of pieces is as good as its worst piece."""

    MISSING = "missing"
    """Neither a wording nor a whole recording."""
    TEXT = "text"
    """A wording, which only a synthesiser says."""
    STALE = "stale"
    """A recording of another wording, or of nobody knows which."""
    RECORDED = "recorded"
    REVIEWED = "reviewed"
    """A recording of this wording to which a named person has listened."""

    @property
    def rank(self) -> int:
        """0 for the worst."""
        return list(State).index(self)


def states(
    catalogue: Catalogue, languages: Iterable[str], recordings: Iterable[Recording], manifests: Mapping[str, Manifest]
) -> Mapping[Key, State]:
    """Of every prompt that a language needs and that has wording of its own, in every one of these languages."""
    return dict(_states(catalogue, tuple(languages), _names(recordings), manifests))


def worst(found: Iterable[State]) -> State:
    """MISSING where there is none."""
    return min(found, key=lambda state: state.rank, default=State.MISSING)


def counts(found: Iterable[State]) -> Mapping[State, int]:
    """How many there are of each, the worst first."""
    listed = list(found)
    return {state: listed.count(state) for state in State}


def _names(recordings: Iterable[Recording]) -> frozenset[tuple[str, str, int]]:
    return frozenset((recording.prompt, recording.language, recording.piece) for recording in recordings)


def _states(
    catalogue: Catalogue,
    languages: tuple[str, ...],
    recorded: frozenset[tuple[str, str, int]],
    manifests: Mapping[str, Manifest],
) -> Iterator[tuple[Key, State]]:
    for language in languages:
        entries = manifests[language].entries if language in manifests else {}
        for name in _wanted(catalogue, language, recorded):
            own = of_prompt(catalogue, name, language)
            there = catalogue.has(name, language)
            if own and all((name, language, part.piece) in recorded for part in own):
                yield (name, language), worst(_recorded(part, entries.get(part.name)) for part in own)
            elif own or worded(catalogue, name, language) is None:
                yield (name, language), State.TEXT if there else State.MISSING


def _wanted(catalogue: Catalogue, language: str, recorded: frozenset[tuple[str, str, int]]) -> tuple[str, ...]:
    """What the language needs, by the units it has in one way or the other."""
    spoken = {name for name, tag, _ in recorded if tag == language}
    return catalogue.wanted(lambda name: name in spoken or catalogue.has(name, language))


def _recorded(part: Part, entry: Entry | None) -> State:
    if entry is None or entry.text != part.version:
        return State.STALE
    return State.RECORDED if entry.review == "none" else State.REVIEWED

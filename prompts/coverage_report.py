"""States counted by language and flow. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from prompts import units, values
from prompts.catalogue import Catalogue
from prompts.coverage import Key, State, counts
from prompts.parts import of_prompt
from prompts.template import variables

UNITS, REST = "units", "no_flow"
"""Rows that are no flow: spoken units, and what nothing says."""


@dataclass(frozen=True, slots=True)
class Row:
    """One flow in one language."""

    flow: str
    counts: Mapping[State, int]

    @property
    def prompts(self) -> int:
        """How many it needs."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class LanguageReport:
    """One language."""

    language: str
    all: Row
    """Each prompt once."""
    rows: tuple[Row, ...]
    missing: tuple[str, ...]
    stale: tuple[str, ...]

    @property
    def synthesised(self) -> float:
        """Share of its prompts that only a synthesiser says (rule V9): 0.0 to 1.0."""
        return self.all.counts[State.TEXT] / self.all.prompts if self.all.prompts else 0.0


def report(
    catalogue: Catalogue, found: Mapping[Key, State], flows: Mapping[str, Iterable[str]], language: str, only: str = ""
) -> LanguageReport:
    """Of one language: all flows (what they say, by name) and what belongs to none, or a single flow."""
    said = {flow: tuple(dict.fromkeys(names)) for flow, names in flows.items()}
    named = _one(catalogue, said, language, only) if only else _every(catalogue, found, said, language)
    every = tuple(dict.fromkeys(name for names in named.values() for name in names))
    state = {name: found.get((name, language), State.MISSING) for name in every}
    rows = tuple(Row(flow, counts(state[name] for name in names)) for flow, names in named.items() if names)
    missing, stale = (tuple(n for n in every if state[n] is wanted) for wanted in (State.MISSING, State.STALE))
    return LanguageReport(language, Row("", counts(state.values())), rows, missing, stale)


def _one(
    catalogue: Catalogue, flows: Mapping[str, tuple[str, ...]], language: str, flow: str
) -> Mapping[str, tuple[str, ...]]:
    """A flow with the units that are put into what it says."""
    names = (*flows[flow], *_put_in(catalogue, flows[flow], language))
    return {flow: tuple(_with_sound(catalogue, dict.fromkeys(names), language))}


def _every(
    catalogue: Catalogue, found: Mapping[Key, State], flows: Mapping[str, tuple[str, ...]], language: str
) -> Mapping[str, tuple[str, ...]]:
    taken = {name for names in flows.values() for name in names}
    rest = [name for name, tag in found if tag == language and name not in taken]
    return {
        **{flow: tuple(_with_sound(catalogue, names, language)) for flow, names in flows.items()},
        UNITS: tuple(name for name in rest if name in units.NAMES),
        REST: tuple(name for name in rest if name not in units.NAMES),
    }


def _with_sound(catalogue: Catalogue, names: Iterable[str], language: str) -> Iterator[str]:
    """Also what has no wording anywhere: it is missing."""
    known = set(catalogue.names)
    return (name for name in names if name not in known or of_prompt(catalogue, name, language))


def _put_in(catalogue: Catalogue, names: Iterable[str], language: str) -> tuple[str, ...]:
    """Units that are put into these prompts."""
    patterns = (catalogue.pattern(name, language) for name in names if name in catalogue.names)
    kinds = {kind for pattern in patterns for kind in variables(pattern)} & set(values.SPOKEN)
    return tuple(sorted(values.needed(kinds, lambda name: catalogue.has(name, language))))

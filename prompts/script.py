"""The recording script of a language's spoken units: what to say, in what place, for how long. Pure."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from flows.messages import Sentence
from prompts import units
from prompts.catalogue import Catalogue
from prompts.notes import Note
from prompts.parts import Part, of_prompt, worded
from prompts.reading import Prompt
from prompts.template import pieces
from prompts.values import Has

WORDS_A_SECOND = 140 / 60
"""Rule V9."""
SHORTEST_S = 1.0
AROUND_S = 0.3
"""Seconds of breath around the words."""


@dataclass(frozen=True, slots=True)
class Cue:
    """One thing to record."""

    part: Part
    sentence: str
    """What is said; where it is a piece of a sentence, all of it, with the piece in square brackets."""
    english: str
    """The same in English; empty where it is that already."""
    note: Note
    recorded: bool

    @property
    def seconds(self) -> float:
        """About how long it takes, in steps of half a second."""
        words = len(self.part.wording.split())
        return max(SHORTEST_S, math.ceil((words / WORDS_A_SECOND + AROUND_S) * 2) / 2)


@dataclass(frozen=True, slots=True)
class Chapter:
    """Units that are recorded together."""

    title: Sentence
    cues: tuple[Cue, ...]


def script(catalogue: Catalogue, language: str, recorded: Has) -> tuple[Chapter, ...]:
    """Every unit a language needs, and the pieces of the sentences around them; it may have no text at all.

    `recorded` knows the names of files that are there: where 21 is recorded whole, it needs no tens and ones.
    """
    wanted = set(catalogue.wanted(lambda name: catalogue.has(name, language) or recorded(name)))
    chapters = (_chapter(catalogue, language, group, wanted, recorded) for group in units.GROUPS)
    return tuple(chapter for chapter in chapters if chapter.cues)


def _chapter(catalogue: Catalogue, language: str, group: units.Group, wanted: set[str], recorded: Has) -> Chapter:
    prompts = (worded(catalogue, name, language) for name in group.names if name in wanted)
    cues = (cue for prompt in prompts if prompt for cue in _cues(catalogue, language, prompt, recorded))
    return Chapter(Sentence(group.title), tuple(_once(cues)))


def _cues(catalogue: Catalogue, language: str, prompt: Prompt, recorded: Has) -> Iterator[Cue]:
    english = "" if prompt.text == prompt.source else prompt.source
    for part in of_prompt(catalogue, prompt.name, language):
        sentence = _marked(prompt.text, part.piece) if part.piece else prompt.text
        yield Cue(part, sentence, english, prompt.note, recorded(part.name))


def _marked(text: str, number: int) -> str:
    """`It opens {day} [at] {time}.`"""
    said = [f"{{{piece.variable}}}" if piece.variable else piece.text for piece in pieces(text)]
    wording = [place for place, piece in enumerate(pieces(text)) if piece.text]
    said[wording[number - 1]] = f"[{said[wording[number - 1]]}]"
    return " ".join(said)


def _once(cues: Iterable[Cue]) -> Iterator[Cue]:
    """Pieces of hours that have the same words are recorded once, and serve everywhere (`prompts.build`)."""
    seen: set[str] = set()
    for cue in cues:
        again = cue.part.prompt in units.JOINS and cue.part.wording in seen
        seen.add(cue.part.wording)
        if not again:
            yield cue

"""Work done in processes of their own: each has one model of ours and one of stock Vosk in memory."""

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from bench.hearing.conditions import CLEAN, Conditions
from bench.hearing.gsm import Gsm
from bench.hearing.korean_corpus import SyntheticCorpus
from bench.hearing.korean_menus import menus
from bench.hearing.ours import Hear, Ours
from bench.hearing.stock import Stock
from bench.hearing.trying import Said
from bench.hearing.voices import Take
from speech.ports import Grammar, Heard, HearingEvent, Zone

PROCESSES = 2
CHUNK = 2
Asked = TypeVar("Asked")
Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Place:
    """Where everything is."""

    model: Path
    corpus: Path
    gsm_root: str = ""
    language: str = "ko"


class Room:
    """What one process has at hand."""

    def __init__(self, place: Place) -> None:
        self.menus = menus(place.language)
        self.corpus = SyntheticCorpus(place.corpus, place.language)
        self.conditions = Conditions(self.corpus, Gsm.found(place.gsm_root))
        self.ours = Ours(place.language, place.model)
        self.stock = Stock(place.model)
        self._ears: dict[Grammar, Hear] = {}

    def call(self, text: str, take: Take, condition: str = CLEAN) -> bytes:
        """Somebody says something."""
        return self.conditions.call(self.corpus.said(text, take), condition, f"{text} {take}")

    def heard(self, grammar: Grammar, mulaw: bytes) -> Said:
        """What the line understands."""
        return _said(self._ear(grammar)(mulaw))

    def warm(self) -> None:
        """Make all ears: once in a process, and not in a call."""
        for menu in self.menus:
            self._ear(menu.grammar)

    def decided(self, grammar: Grammar, mulaw: bytes) -> bool:
        """Whether it is over after this much sound: an option, or none."""
        return self._ear(grammar)(mulaw) is not None

    def heard_after(self, grammar: Grammar, prompt: bytes, caller: bytes) -> Said:
        """What the line understands after it played a prompt, where it did not listen before."""
        return _said(self.ours.after_prompt(grammar, prompt, caller))

    def told_over(self, grammar: Grammar, prompt: bytes, caller: bytes) -> tuple[HearingEvent, ...]:
        """Everything it is told while and after it plays a prompt."""
        return self.ours.over_prompt(grammar, prompt, caller)

    def heard_over(self, grammar: Grammar, prompt: bytes, caller: bytes) -> Said:
        """What it understands while and after it plays a prompt."""
        return said_of(self.told_over(grammar, prompt, caller))

    def _ear(self, grammar: Grammar) -> Hear:
        if grammar not in self._ears:
            self._ears[grammar] = self.ours.at(grammar)
        return self._ears[grammar]


def said_of(told: Sequence[HearingEvent]) -> Said:
    """What was understood in the end."""
    return _said(told[-1] if told else None)


def _said(event: HearingEvent | None) -> Said:
    return Said(event.option, event.zone is Zone.ACCEPT) if isinstance(event, Heard) else Said()


_rooms: list[Room] = []
"""The one of this process."""


def _start(place: Place) -> None:
    _rooms[:] = [Room(place)]


def _in_room(work: Callable[[Room, Asked], Made], asked: Asked) -> Made:
    return work(_rooms[0], asked)


class Pool:
    """Some processes; `with` ends them."""

    def __init__(self, place: Place, processes: int = PROCESSES) -> None:
        context = multiprocessing.get_context("spawn")
        self._pool = ProcessPoolExecutor(processes, context, _start, (place,))

    def __enter__(self) -> "Pool":
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(cancel_futures=True)

    def do(self, work: Callable[[Room, Asked], Made], asked: Sequence[Asked]) -> Iterator[Made]:
        """Work, a function of a module, for everything asked: in order, as it is made."""
        return self._pool.map(partial(_in_room, work), asked, chunksize=CHUNK)

"""Tries made in processes of their own: one model of ours and one of stock Vosk in each."""

import multiprocessing
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from bench.hearing.conditions import Conditions
from bench.hearing.gsm import Gsm
from bench.hearing.korean_corpus import SyntheticCorpus
from bench.hearing.korean_menus import Menu, confirmation, menus
from bench.hearing.ours import Hear, Ours
from bench.hearing.stock import Stock
from bench.hearing.trying import Kind, Outcome, Said, Try, Turn
from bench.hearing.voices import Take, other_take
from speech.ports import Heard, Zone

PROCESSES = 2
CHUNK = 4


@dataclass(frozen=True, slots=True)
class Place:
    """Where everything is."""

    model: Path
    corpus: Path
    gsm_root: str = ""
    language: str = "ko"


class Worker:
    """Makes tries, one after the other."""

    def __init__(self, place: Place) -> None:
        self._menus = menus(place.language)
        self._corpus = SyntheticCorpus(place.corpus, place.language)
        self._conditions = Conditions(self._corpus, Gsm.found(place.gsm_root))
        self._ours = Ours(place.language, place.model)
        self._stock = Stock(place.model)
        self._ears = [self._ours.at(menu.grammar) for menu in self._menus]
        self._confirm: Menu = confirmation(place.language)
        self._asked = self._ours.at(self._confirm.grammar)
        self._phrases = dict(self._confirm.own)

    def make(self, tried: Try, only_stock: bool = False) -> Outcome:
        """Everything about one try."""
        mulaw = self._call(tried.text, tried.take, tried.condition)
        grammar = self._menus[tried.menu].grammar
        stock = self._stock.hear(mulaw, grammar) or ""
        if only_stock:
            return Outcome(tried, Turn(Said()), stock=stock)
        free = (self._stock.hear(mulaw, grammar, free=True) or "") if tried.free else ""
        first = self._turn(tried, tried.take, mulaw)
        second = None
        if tried.kind is Kind.LISTED and not first.enters():
            again = other_take(tried.take)
            second = self._turn(tried, again, self._call(tried.text, again, tried.condition))
        return Outcome(tried, first, second, stock, free)

    def _call(self, text: str, take: Take, condition: str) -> bytes:
        return self._conditions.call(self._corpus.said(text, take), condition, f"{text} {take}")

    def _turn(self, tried: Try, take: Take, mulaw: bytes) -> Turn:
        said = _said(self._ears[tried.menu], mulaw)
        if said.sure or not said.option:
            return Turn(said)
        answer = self._phrases["yes" if said.option == tried.option else "no"][1]
        heard = _said(self._asked, self._call(answer, other_take(take), tried.condition))
        return Turn(said, heard == Said("yes", sure=True))


def _said(hear: Hear, mulaw: bytes) -> Said:
    event = hear(mulaw)
    return Said(event.option, event.zone is Zone.ACCEPT) if isinstance(event, Heard) else Said()


_worker: list[Worker] = []
"""Of this process."""


def _start(place: Place) -> None:
    _worker[:] = [Worker(place)]


def _make(tried: Try) -> Outcome:
    return _worker[0].make(tried)


def _make_stock(tried: Try) -> Outcome:
    return _worker[0].make(tried, only_stock=True)


class Pool:
    """Two processes; `with` ends them."""

    def __init__(self, place: Place) -> None:
        context = multiprocessing.get_context("spawn")
        self._pool = ProcessPoolExecutor(PROCESSES, context, _start, (place,))

    def __enter__(self) -> "Pool":
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(cancel_futures=True)

    def outcomes(self, tries: Sequence[Try], only_stock: bool = False) -> Iterator[Outcome]:
        """In order, as they are made."""
        return self._pool.map(_make_stock if only_stock else _make, tries, chunksize=CHUNK)

"""How fast flows are walked, checked and made into sound: `./amparo bench engine`."""

import asyncio
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from bench.report import Figure, counted, write
from flows.engine import advance, begin
from flows.events import CallStarted, Event, Heard, KeyPressed, PlayedToEnd
from flows.model import FlowBook
from flows.state import Listening, Speaking
from flows.step import Step
from ivr.authoring.linting import Wish
from ivr.authoring.linting import report as lint
from ivr.content import flow_book
from ivr.settings import Settings, changed
from ivr.voice import voice

ROUNDS = 7
ROUND_S = 0.5
"""Seconds of walking in one round; the middle round is the figure."""
CALL = (
    *("1", "2", "need.lawyer", "*", "#", "#", "3", "2", "#", "#", "1", "need.doctor", "1", "#", "#", "#"),
    *("menu.work", "1", "9", "1", "#", "#", "0", "*", "#", "#", "need.school"),
)
"""Keys and words through all four needs, danger, a person, again and back."""


async def bench(settings: Settings, json: Path | None) -> int:
    """Measure all of it; figures go to the screen, and to a file where one is named."""
    _progress("walking the library")
    figures = [_advances(settings)]
    _progress("lint and proofs of the library, from a start without any cache")
    figures += await lint_figures(settings)
    _progress("rendering the library from nothing; this takes minutes")
    figures += await _render(settings)
    write("engine", figures, json)
    return 0


# -- the engine -------------------------------------------------------------------------------------------


def _advances(settings: Settings) -> Figure:
    book = flow_book(settings, frozenset(settings.line.languages))
    rates = [_rate(book) for _ in range(ROUNDS)]
    return counted("advance_per_s", "1/s", statistics.median(rates), ROUNDS)


def _rate(book: FlowBook) -> float:
    steps, began = 0, time.process_time()
    while (spent := time.process_time() - began) < ROUND_S:
        steps += sum(1 for _ in _call(book))
    return steps / spent


def _call(book: FlowBook) -> Iterator[Step]:
    """One call as a caller makes it: every sentence is heard to its end before the next key or word."""
    step = begin(book, "welcome", CallStarted(0, "2026-01-05T10:00"))
    yield step
    for act in CALL:
        for event in (_heard_out, _done(act)):
            happened = event(step)
            if happened is not None:
                step = advance(book, step.state, happened)
                yield step


def _heard_out(step: Step) -> Event | None:
    return PlayedToEnd(1_000, step.state.mode.play) if isinstance(step.state.mode, Speaking) else None


def _done(act: str) -> Callable[[Step], Event | None]:
    """A key, or a word where the line listens."""
    if len(act) == 1:
        return lambda _: KeyPressed(1_000, act)
    return lambda step: Heard(1_000, step.state.mode.listen, act) if isinstance(step.state.mode, Listening) else None


# -- lint and sound ---------------------------------------------------------------------------------------


async def lint_figures(settings: Settings) -> list[Figure]:
    """Of the shipped flows, first without anything known and then again; on a thread, as lint has a loop of its own."""
    with tempfile.TemporaryDirectory() as folder:
        work = partial(lint, _in(settings, Path(folder)), Wish(shipped=True))
        cold = await asyncio.to_thread(_seconds, work)
        warm = await asyncio.to_thread(_seconds, work)
    return [counted("lint_library_s", "s", cold), counted("lint_library_again_s", "s", warm)]


async def _render(settings: Settings) -> list[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        elsewhere = _in(settings, Path(folder))
        began = time.monotonic()
        made = await voice(elsewhere, _progress)
        first = time.monotonic()
        await voice(elsewhere, lambda _: None)
        again = time.monotonic()
    return [
        counted("render_library_s", "s", first - began),
        counted("render_library_again_s", "s", again - first),
        counted("prompts_said", "prompts", len(made.pairs)),
    ]


def _in(settings: Settings, folder: Path) -> Settings:
    return changed(settings, {"line": {"state": folder}})


def _seconds(work: Callable[[], object]) -> float:
    began = time.monotonic()
    work()
    return time.monotonic() - began


def _progress(text: str) -> None:
    print(text, file=sys.stderr, flush=True)

"""`./amparo bench calls`: what callers wait for, at one call and at twenty at once, on the real line."""

import asyncio
import random
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.caller.sound import speak
from bench.caller.stack import Stack
from bench.line import BenchLine, LineFailed, line_process, own_ports, own_state
from bench.processes import Cost, Watch
from bench.report import Figure, counted, measured, write
from bench.scenario import Plan, Prompts, Record, make_call
from ivr.loop_lag import LagReport
from ivr.settings import Settings
from ivr.voice import voice

SHORT_CALLS = 20
"""Calls one after the other that end after the first barge-in."""
WORDS = 10
"""Words said one after the other in one more call."""
AT_ONCE = 20
ROUNDS = 2
"""Calls each of the callers makes one after the other while all the others call."""
SPREAD_S = 8.0
"""Seconds over which the callers at once begin: people do not speak in chorus."""
LANGUAGE = "ko"
WAITING = ("answer_to_audio_ms", "key_to_silence_ms", "word_to_answer_ms")
PARTS = ("asterisk", "line", "recogniser")


@dataclass(frozen=True, slots=True)
class Ready:
    """A line to measure, and what its callers need."""

    line: BenchLine
    prompts: Prompts


OpenLine = Callable[[], AbstractAsyncContextManager[Ready]]


@dataclass(slots=True)
class Load:
    """Calls that are up, and from when to when how many were."""

    up: int = 0
    changes: list[tuple[float, int]] = field(default_factory=list)

    def change(self, by: int) -> None:
        """One call more or less."""
        self.up += by
        self.changes.append((asyncio.get_running_loop().time(), self.up))

    def at(self, time: float) -> int:
        """Calls that were up at a time."""
        return next((up for when, up in reversed(self.changes) if when <= time), 0)


@dataclass(frozen=True, slots=True)
class Outcome:
    """All that one part of the bench gave."""

    records: list[Record]
    load: Load
    cost: Cost
    lag: LagReport


async def bench(settings: Settings, json: Path | None, open_line: OpenLine | None = None) -> int:
    """Measure, print the figures and write them; 0 unless the line did not start. Failed calls are a figure."""
    if json and not json.parent.is_dir():
        print(f"{json.parent} is no folder: nothing was measured.", file=sys.stderr)
        return 1
    try:
        figures = await _measure(open_line or (lambda: _local(settings)))
    except LineFailed as error:
        print(f"The line did not start: {error}", file=sys.stderr)
        return 1
    write("calls", figures, json)
    return 0


@asynccontextmanager
async def _local(settings: Settings) -> AsyncIterator[Ready]:
    """The line of this checkout with these settings, in a process and on ports of its own."""
    with TemporaryDirectory(prefix="amparo-bench-") as state:
        own = own_ports(own_state(settings, Path(state)))
        async with line_process(own, progress=_progress) as line:
            rendered = await voice(own, _progress)
            word = await speak(rendered.words.phrases("menu.law", LANGUAGE)[0], LANGUAGE)
            yield Ready(line, Prompts.of(rendered.shelf, word, LANGUAGE))


async def _measure(open_line: OpenLine) -> list[Figure]:
    async with open_line() as ready, Stack() as stack:
        _progress(f"one call at a time: {SHORT_CALLS} short calls, then {WORDS} spoken words")
        async with _watched(ready.line) as alone:
            await _one_by_one(stack, ready, alone)
        _progress(f"{AT_ONCE} calls at once, {ROUNDS} rounds")
        async with _watched(ready.line) as crowd:
            await _at_once(stack, ready, crowd)
    return [*_figures(alone.outcome, "", 1), *_figures(crowd.outcome, f"_at_{AT_ONCE}", AT_ONCE)]


class Run:
    """One part of the bench while it runs."""

    def __init__(self) -> None:
        self.records: list[Record] = []
        self.load = Load()
        self.outcome: Outcome

    async def call(self, stack: Stack, ready: Ready, plan: Plan) -> None:
        """One call more."""
        record = await make_call(stack, ready.line.uri, ready.prompts, plan, self.load.change)
        self.records.append(record)
        _progress(f"call {len(self.records)}: {record.failure or f'{record.seconds:.0f} s'}")


@asynccontextmanager
async def _watched(line: BenchLine) -> AsyncIterator[Run]:
    run_ = Run()
    parts = dict(await line.pids())
    parts["recogniser"] += parts.pop("any_sound") + parts.pop("mothers")
    watch = Watch(parts)
    await line.lag()
    yield run_
    lag = await line.lag()
    run_.outcome = Outcome(run_.records, run_.load, await watch.stop(), lag)


async def _one_by_one(stack: Stack, ready: Ready, run_: Run) -> None:
    for _ in range(SHORT_CALLS):
        await run_.call(stack, ready, Plan(words=0))
    await run_.call(stack, ready, Plan(words=WORDS))


async def _at_once(stack: Stack, ready: Ready, run_: Run) -> None:
    offsets = random.Random(1)  # noqa: S311 - the same spread in every run

    async def caller() -> None:
        await asyncio.sleep(offsets.uniform(0, SPREAD_S))
        for _ in range(ROUNDS):
            await run_.call(stack, ready, Plan())

    await asyncio.gather(*(caller() for _ in range(AT_ONCE)))


def _figures(outcome: Outcome, suffix: str, calls: int) -> list[Figure]:
    """The figures of one part; times count only while all the calls were up (one may be dialling again)."""
    timings = [timing for record in outcome.records for timing in record.timings]
    full = [timing for timing in timings if outcome.load.at(timing.at) >= calls - 1]
    figures = [measured(name + suffix, "ms", [t.ms for t in full if t.name == name]) for name in WAITING]
    lag = outcome.lag
    figures.append(Figure(f"loop_lag_ms{suffix}", "ms", lag.n, lag.p50, lag.p95, lag.max))
    minutes = sum(record.seconds for record in outcome.records) / 60
    for part in PARTS:
        cpu = outcome.cost.cpu_s.get(part, 0.0) / minutes if minutes else 0.0
        figures.append(counted(f"{part}_cpu_s_per_call_minute{suffix}", "s", cpu, len(outcome.records)))
        figures.append(counted(f"{part}_memory_mb{suffix}", "MB", outcome.cost.memory_mb.get(part, 0.0)))
    failed = sum(bool(record.failure) for record in outcome.records)
    figures.append(counted(f"failed_calls{suffix}", "calls", failed, len(outcome.records)))
    return figures


def _progress(text: str) -> None:
    print(text, file=sys.stderr, flush=True)

"""`./amparo bench NAME`."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ivr.commands.base import Result
from ivr.settings import Settings

if TYPE_CHECKING:
    from ivr.commands.base import Commands


def add(commands: "Commands") -> None:
    """Add `bench` with all its measurements."""
    bench = commands.add_parser("bench", help="measure").add_subparsers(required=True, metavar="NAME")
    calls = bench.add_parser("calls", help="real SIP calls, at 1 and at 20 at once")
    calls.add_argument("--json", type=Path, metavar="FILE", help="write the figures for machines")
    calls.set_defaults(run=_run_calls)
    engine = bench.add_parser("engine", help="steps a second; lint, proofs and rendering of the library")
    engine.add_argument("--json", type=Path, metavar="FILE", help="write the figures for machines")
    engine.set_defaults(run=_run_engine)
    _add_hearing(bench.add_parser("hearing", help="how well people are heard: Korean by Vosk, and languages taught"))
    kills = bench.add_parser("kills", help="recognisers killed in the middle of words that are then said again")
    kills.add_argument("--kills", type=int, default=200, metavar="N", help="so many, about five seconds each")
    kills.add_argument("--json", type=Path, metavar="FILE", help="write the figures for machines")
    kills.set_defaults(run=_run_kills)


def _add_hearing(hearing: argparse.ArgumentParser) -> None:
    hearing.add_argument(
        "--corpus", type=Path, metavar="DIR", help="recordings of people: DIR/SET/SPEAKER/WORD-TAKE.flac"
    )
    hearing.add_argument(
        "--only", action="append", metavar="NAME", help="measure this alone, such as clean, 10db, gsm or by_example"
    )
    hearing.add_argument("--quick", action="store_true", help="a tenth of it, for a look")
    hearing.add_argument(
        "--side", choices=("test", "calibration"), default="test", help="whose voices and words: test, or calibration"
    )
    hearing.add_argument("--outcomes", type=Path, metavar="FILE", help="add every single try, one JSON object a line")
    hearing.add_argument("--json", type=Path, metavar="FILE", help="write the figures for machines")
    hearing.set_defaults(run=_run_hearing)


def _run_calls(arguments: argparse.Namespace, settings: Settings) -> Result:
    from bench.calls import bench

    return bench(settings, arguments.json)


def _run_engine(arguments: argparse.Namespace, settings: Settings) -> Result:
    from bench.engine import bench

    return bench(settings, arguments.json)


def _run_hearing(arguments: argparse.Namespace, settings: Settings) -> Result:
    from bench.hearing.bench import NAMES, Asked, bench
    from bench.hearing.corpus import DIRECTORY

    only = tuple(arguments.only or NAMES)
    if unknown := [name for name in only if name not in NAMES]:
        sys.stderr.write(f"There is no {unknown[0]} to measure: say one of {', '.join(NAMES)}.\n")
        return 2
    corpus = arguments.corpus or DIRECTORY
    return bench(settings, Asked(corpus, only, arguments.quick, arguments.side, arguments.json, arguments.outcomes))


def _run_kills(arguments: argparse.Namespace, settings: Settings) -> Result:
    from bench.kills import bench

    return bench(settings, max(arguments.kills, 1), arguments.json)

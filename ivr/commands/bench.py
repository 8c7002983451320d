"""`./amparo bench NAME`."""

import argparse
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
    hearing = bench.add_parser("hearing", help="how well people are heard in languages taught by example")
    hearing.add_argument(
        "--corpus", type=Path, metavar="DIR", help="recordings of people: DIR/SET/SPEAKER/WORD-TAKE.flac"
    )
    hearing.add_argument("--json", type=Path, metavar="FILE", help="write the figures for machines")
    hearing.set_defaults(run=_run_hearing)


def _run_calls(arguments: argparse.Namespace, settings: Settings) -> Result:
    from bench.calls import bench

    return bench(settings, arguments.json)


def _run_engine(arguments: argparse.Namespace, settings: Settings) -> Result:
    from bench.engine import bench

    return bench(settings, arguments.json)


def _run_hearing(arguments: argparse.Namespace, _: Settings) -> Result:
    from bench.hearing.bench import bench
    from bench.hearing.corpus import DIRECTORY

    return bench(arguments.corpus or DIRECTORY, arguments.json)

"""`./amparo audit search NUMBER... --in DIR --since-file FILE`: nothing is kept, or where it is."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

from ivr.audit.control import forms_not_found
from ivr.audit.search import Report, search
from ivr.audit.unpack import zstd_is_read

NOTHING_FOUND, FOUND, NOT_ALL_READ, SEARCH_BROKEN = 0, 1, 2, 3
"""Exit statuses. A usage error is 2 as well, as argparse has it: in both nothing is proved."""


def add_arguments(parser: ArgumentParser) -> None:
    """The words that `run` needs."""
    parser.add_argument("numbers", nargs="+", metavar="NUMBER", help="a canary, best +CC and 12 digits or more in all")
    parser.add_argument(
        "--in", dest="roots", action="append", type=Path, metavar="DIR", help="folder or file, repeatable (default: /)"
    )
    parser.add_argument(
        "--since-file", type=Path, metavar="FILE", help="search only what was written since this file was"
    )


def run(args: Namespace, out: TextIO = sys.stdout) -> int:
    """Prove the search, then search; says every place found, and returns the exit status."""
    try:
        since = args.since_file.stat().st_mtime if args.since_file else None
        missed = forms_not_found(args.numbers)
    except (OSError, ValueError) as error:
        return _say(out, NOT_ALL_READ, [f"Nothing was searched: {error}"])
    if missed:
        return _say(out, SEARCH_BROKEN, ["The search itself is broken. Planted and not found:", *missed])
    return _tell(out, search(args.numbers, args.roots or [Path("/")], since))


def _tell(out: TextIO, report: Report) -> int:
    lines = [*map(str, report.hits), *(f"Not searched: {sentence}" for sentence in report.unread)]
    lines.append(
        f"{report.files} files searched, {len(report.hits)} places found; every planted form was found before."
    )
    if not zstd_is_read():
        lines.append("zstd is not looked into: the Python package zstandard is not installed.")
    status = FOUND if report.hits else NOT_ALL_READ if report.unread else NOTHING_FOUND
    return _say(out, status, lines)


def _say(out: TextIO, status: int, lines: Sequence[str]) -> int:
    out.writelines(f"{line}\n" for line in lines)
    return status

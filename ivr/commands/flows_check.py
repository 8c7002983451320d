"""`./amparo flows check`."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from ivr.commands.base import Result
from ivr.settings import Settings

if TYPE_CHECKING:
    from ivr.commands.base import Commands


def add(flows: "Commands") -> None:
    """Add the subcommand."""
    check = flows.add_parser("check", help="load flows and say what is wrong")
    check.add_argument("files", nargs="*", metavar="FILE", help="flow files; the shipped ones where none is given")
    check.set_defaults(run=_run)


def _run(arguments: argparse.Namespace, settings: Settings) -> Result:
    from ivr.authoring.walking import check

    return check(settings, tuple(Path(file) for file in arguments.files))

"""`./amparo flows check`."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from ivr.commands.base import Result
from ivr.commands.shipped import add_shipped
from ivr.settings import Settings

if TYPE_CHECKING:
    from ivr.commands.base import Commands


def add(flows: "Commands") -> None:
    """Add the subcommand."""
    check = flows.add_parser("check", help="load flows and say what is wrong")
    check.add_argument("files", nargs="*", metavar="FILE", help="looked at over what is live; that alone if none")
    add_shipped(check)
    check.set_defaults(run=_run)


def _run(arguments: argparse.Namespace, settings: Settings) -> Result:
    from ivr.authoring.books import Which
    from ivr.authoring.walking import check

    return check(settings, Which(tuple(Path(file) for file in arguments.files), arguments.shipped))

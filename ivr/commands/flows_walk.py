"""`./amparo flows walk`."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from ivr.commands.base import Result
from ivr.settings import Settings

if TYPE_CHECKING:
    from ivr.commands.base import Commands


def add(flows: "Commands") -> None:
    """Add the subcommand."""
    walk = flows.add_parser("walk", help="walk through a flow by typed keys and words")
    walk.add_argument("flow", nargs="?", default="welcome")
    walk.add_argument("--script", metavar="FILE", help="one caller action a line, instead of typing")
    walk.set_defaults(run=_run)


def _run(arguments: argparse.Namespace, settings: Settings) -> Result:
    from ivr.authoring.walking import walk

    return walk(settings, arguments.flow, Path(arguments.script) if arguments.script else None)

"""`./amparo prompts check`."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from ivr.commands.base import Result
from ivr.settings import Settings

if TYPE_CHECKING:
    from ivr.commands.base import Commands


def add(prompts: "Commands") -> None:
    """Add the subcommand."""
    check = prompts.add_parser("check", help="look for what is wrong with the recordings")
    check.add_argument("--language", action="append", default=[], metavar="TAG", help="only this one; may be repeated")
    check.add_argument("--json", type=Path, metavar="FILE", help="write the findings for machines")
    check.set_defaults(run=_run)


def _run(arguments: argparse.Namespace, settings: Settings) -> Result:
    from ivr.authoring.audio import check
    from ivr.ui import translator

    return check(settings, tuple(arguments.language), arguments.json, translator(arguments.ui_language))

"""`./amparo prompts new FLOW.yaml`."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from ivr.commands.base import Result
from ivr.settings import Settings

if TYPE_CHECKING:
    from ivr.commands.base import Commands


def add(prompts: "Commands") -> None:
    """Add the subcommand."""
    new = prompts.add_parser("new", help="what a new flow says and hears that nobody has written yet, as a spreadsheet")
    new.add_argument(
        "flows",
        nargs="+",
        type=Path,
        metavar="FLOW.yaml|notice.NAME",
        help="files of flows; or notices (./amparo message)",
    )
    new.add_argument("--out", type=Path, metavar="FILE", help="write a sheet to fill in, FILE.xlsx or FILE.csv")
    new.add_argument("--all", action="store_true", help="also what is written already, to change it")
    new.set_defaults(run=_run)


def _run(arguments: argparse.Namespace, settings: Settings) -> Result:
    from ivr.authoring.new_prompts import new
    from ivr.ui import translator

    translate = translator(arguments.ui_language)
    return new(settings, tuple(arguments.flows), arguments.out, translate, every=arguments.all)

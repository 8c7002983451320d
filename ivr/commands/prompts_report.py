"""`./amparo prompts report`."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from ivr.commands.base import Result
from ivr.commands.shipped import add_shipped
from ivr.settings import Settings

if TYPE_CHECKING:
    from ivr.commands.base import Commands


def add(prompts: "Commands") -> None:
    """Add the subcommand."""
    report = prompts.add_parser("report", help="what is missing, only synthesised, stale, recorded or reviewed")
    report.add_argument("--language", action="append", default=[], metavar="TAG", help="only this one; may be repeated")
    report.add_argument("--flow", default="", metavar="FLOW", help="only what this flow, or flow file, says")
    report.add_argument("--json", type=Path, metavar="FILE", help="write the figures for machines")
    add_shipped(report)
    report.set_defaults(run=_run)


def _run(arguments: argparse.Namespace, settings: Settings) -> Result:
    from ivr.authoring.coverage import Wish, show
    from ivr.ui import translator

    wish = Wish(tuple(arguments.language), arguments.flow, arguments.json, arguments.shipped)
    return show(settings, wish, translator(arguments.ui_language))

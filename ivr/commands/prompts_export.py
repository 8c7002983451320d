"""`./amparo prompts export`."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from ivr.commands.base import Result
from ivr.settings import Settings

if TYPE_CHECKING:
    from ivr.commands.base import Commands


def add(prompts: "Commands") -> None:
    """Add the subcommand."""
    export = prompts.add_parser("export", help="write all texts into a spreadsheet, one row a text")
    file = export.add_mutually_exclusive_group(required=True)
    file.add_argument("--out", type=Path, metavar="FILE.xlsx", help="the sheet to write")
    file.add_argument("file", nargs="?", type=Path, metavar="FILE.xlsx", help="the same without --out")
    export.add_argument("--language", action="append", default=[], metavar="TAG", help="only this one; may be repeated")
    export.add_argument("--shipped", action="store_true", help="the program's own texts, without this installation's")
    export.set_defaults(run=_run)


def _run(arguments: argparse.Namespace, settings: Settings) -> Result:
    from ivr.authoring.sheets import SHIPPED, Place, export
    from ivr.ui import translator
    from ivr.wordings import own

    place = SHIPPED if arguments.shipped else Place(own(settings))
    return export(arguments.out or arguments.file, tuple(arguments.language), translator(arguments.ui_language), place)
